import Foundation
import TestSupport
import Testing

@testable import Archive

@Suite("A second writer of an archive")
struct SecondWriterTests {
    private let folder: TemporaryFolder
    private var path: String { folder.url.appendingPathComponent("history.sqlite").path }

    init() throws { folder = try TemporaryFolder() }

    /// What another process says that wants to write.
    private func other() throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Program.path(of: "batch-writer"))
        process.arguments = [path, "0"]
        let (output, errors) = (Pipe(), Pipe())
        (process.standardOutput, process.standardError) = (output, errors)
        try process.run()
        // It would go on for ever if it were let in.
        _ = output.fileHandleForReading.availableData
        // Other signals are blocked where this thread blocks them.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        return String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }

    @Test("a deleted or replaced lock file lets no second process in", arguments: [false, true])
    func lockFile(isReplaced: Bool) throws {
        var writer = try ArchiveWriter(path, who: "first")
        try writer.append(NumberedBatches.batch(0))
        #expect(unlink(path + ".lock") == 0)
        if isReplaced { try folder.write("", to: "history.sqlite.lock") }
        #expect(try other().contains("is being written by another process, whose lock file"))
        // The first notices at its next batch, and is named again.
        try writer.append(NumberedBatches.batch(1))
        #expect(try other().contains("is being written by first, process \(getpid())"))
        try writer.close()
        #expect(try other().isEmpty, "after the first has ended")
    }

    @Test("a file with a second name is not written, and a warning is given where it is read")
    func hardLink() throws {
        var writer = try ArchiveWriter(path, who: "test")
        try writer.append(NumberedBatches.batch(0))
        try writer.close()
        let second = folder.url.appendingPathComponent("second.sqlite").path
        #expect(link(path, second) == 0)
        for name in [path, second] {
            let error = #expect(throws: ArchiveError.self) { _ = try ArchiveWriter(name, who: "test") }
            #expect(error?.problem.hasPrefix("has 2 names (hard links)") == true)
            #expect(try ArchiveReader(name).warnings.count == 1)
        }
        #expect(!FileManager.default.fileExists(atPath: second + ".lock"))
        #expect(unlink(second) == 0)
        writer = try ArchiveWriter(path, who: "test")
        #expect(link(path, second) == 0)
        try writer.append(NumberedBatches.batch(1))
        #expect(writer.problems.first?.problem.hasPrefix("has 2 names (hard links)") == true)
    }

    @Test("reading an archive in the process that writes it leaves SQLite's locks alone")
    func locks() throws {
        var writer = try ArchiveWriter(path, who: "test")
        try writer.append(NumberedBatches.batch(0))
        let before = try Self.locks(on: path)
        #expect(before > 0)
        _ = try ArchiveReader(path).catalog()
        #expect(throws: ArchiveError.self) { _ = try ArchiveWriter(path, who: "second") }
        #expect(try Self.locks(on: path) == before)
        try writer.close()
    }

    /// How many locks of `fcntl` this process has on a file.
    private static func locks(on path: String) throws -> Int {
        guard case .found(let identity) = FileIdentity.lookUp(path) else { return 0 }
        let table = try String(contentsOfFile: "/proc/locks", encoding: .utf8)
        return table.split(separator: "\n").count { line in
            line.contains("POSIX") && line.contains(" \(getpid()) ") && line.contains(":\(identity.inode) ")
        }
    }
}
