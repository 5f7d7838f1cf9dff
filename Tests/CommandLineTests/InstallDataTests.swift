import Foundation
import TestSupport
import Testing

/// `make install` with `PREFIX=$HOME/.local` writes to the folder that contains the user's own files.
@Suite("Installing and uninstalling the bundled launches", .blocking)
struct InstallDataTests {
    private static let data = Fixtures.repository.appendingPathComponent("Data")

    @Test("a launch file that is the user's or was changed after installation is kept, and the output names it")
    func kept() throws {
        let folder = try TemporaryFolder()
        try folder.write("mine", to: "launches/sora.toml")
        let first = try run("install", in: folder)
        #expect(first.contains("kept \(folder.url.path)/launches/sora.toml"))
        #expect(text("launches/sora.toml", in: folder) == "mine")
        #expect(text("launches/temu.toml", in: folder) == bundled("launches/temu.toml"))
        try folder.write("changed", to: "launches/temu.toml")
        let second = try run("install", in: folder)
        #expect(second.contains("launches/temu.toml") && text("launches/temu.toml", in: folder) == "changed")
        try run("uninstall", in: folder)
        #expect(files(in: folder) == ["launches/sora.toml", "launches/temu.toml"])
    }

    @Test("installing a newer version replaces its files and removes those that are no longer bundled")
    func replaced() throws {
        let folder = try TemporaryFolder()
        try run("install", in: folder)
        let installed = files(in: folder)
        // The files of an older version, with their checksums ("cksum").
        try folder.write("old", to: "launches/sora.toml")
        try folder.write("old", to: "launches/gone.toml")
        let list = try #require(text("installed.txt", in: folder))
        let others = list.split(separator: "\n").filter { !$0.hasSuffix(" launches/sora.toml") }
        let old = ["sora", "gone"].map { "1282831652-3 launches/\($0).toml" }
        try folder.write((others + old.map { $0[...] }).joined(separator: "\n") + "\n", to: "installed.txt")
        #expect(try run("install", in: folder).isEmpty)
        #expect(text("launches/sora.toml", in: folder) == bundled("launches/sora.toml"))
        #expect(files(in: folder) == installed)
        try run("uninstall", in: folder)
        #expect(!FileManager.default.fileExists(atPath: folder.url.path))
    }

    /// Runs the script and returns its messages.
    @discardableResult
    private func run(_ action: String, in folder: TemporaryFolder) throws -> String {
        let process = Process()
        let errors = Pipe()
        process.executableURL = Fixtures.repository.appendingPathComponent("Scripts/install-data.sh")
        process.arguments = [action, folder.url.path]
        process.standardError = errors
        try process.run()
        let text = String(decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return text
    }

    private func text(_ name: String, in folder: TemporaryFolder) -> String? {
        try? String(contentsOf: folder.url.appendingPathComponent(name), encoding: .utf8)
    }

    private func bundled(_ name: String) -> String? {
        try? String(contentsOf: Self.data.appendingPathComponent(name), encoding: .utf8)
    }

    private func files(in folder: TemporaryFolder) -> [String] {
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder.url.path)) ?? []
        return names.filter { $0.contains(".") }.sorted()
    }
}
