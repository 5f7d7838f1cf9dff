import Foundation
import TestSupport
import Testing

@testable import Archive

@Suite("Locking an archive against a second writer")
struct SecondWriterTests {
    private let folder: TemporaryFolder
    private var path: String { folder.url.appendingPathComponent("history.sqlite").path }

    init() throws { folder = try TemporaryFolder() }

    /// Returns the error output of another process that tries to write to the archive.
    private func errorOfOther() throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Program.path(of: "batch-writer"))
        process.arguments = [path, "0"]
        let (output, errors) = (Pipe(), Pipe())
        (process.standardOutput, process.standardError) = (output, errors)
        try process.run()
        // The process would write forever if it weren't rejected.
        _ = output.fileHandleForReading.availableData
        // SIGKILL, because other signals may be blocked in this thread and are then blocked in the child too.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        return String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }

    @Test(
        "a second archive writer is rejected even if the lock file has been deleted or replaced",
        arguments: [false, true]
    )
    func lockFile(isReplaced: Bool) throws {
        var writer = try ArchiveWriter(path, owner: "first")
        try writer.append(NumberedBatches.batch(0))
        #expect(unlink(path + ".lock") == 0)
        if isReplaced { try folder.write("", to: "history.sqlite.lock") }
        #expect(try errorOfOther().contains("locked by another process (its lock file"))
        // The first writer recreates the lock file at its next batch.
        try writer.append(NumberedBatches.batch(1))
        #expect(try errorOfOther().contains("locked by first (pid \(getpid()))"))
        try writer.close()
        #expect(try errorOfOther().isEmpty, "after the first writer has closed")
    }

    @Test("an archive with two hard links is rejected by a writer and causes a warning in a reader")
    func hardLink() throws {
        var writer = try ArchiveWriter(path, owner: "test")
        try writer.append(NumberedBatches.batch(0))
        try writer.close()
        let second = folder.url.appendingPathComponent("second.sqlite").path
        #expect(link(path, second) == 0)
        for name in [path, second] {
            let error = #expect(throws: ArchiveError.self) { _ = try ArchiveWriter(name, owner: "test") }
            #expect(error?.problem.hasPrefix("has 2 hard links") == true)
            #expect(try ArchiveReader(name).warnings.count == 1)
        }
        #expect(!FileManager.default.fileExists(atPath: second + ".lock"))
        #expect(unlink(second) == 0)
        writer = try ArchiveWriter(path, owner: "test")
        #expect(link(path, second) == 0)
        try writer.append(NumberedBatches.batch(1))
        #expect(writer.problems.first?.problem.hasPrefix("has 2 hard links") == true)
    }

    @Test("opening an archive a second time in the writing process doesn't release SQLite's locks")
    func locks() throws {
        var writer = try ArchiveWriter(path, owner: "test")
        try writer.append(NumberedBatches.batch(0))
        let before = try Self.locks(on: path)
        #expect(before > 0)
        _ = try ArchiveReader(path).catalog()
        #expect(throws: ArchiveError.self) { _ = try ArchiveWriter(path, owner: "second") }
        #expect(try Self.locks(on: path) == before)
        try writer.close()
    }

    /// Returns the number of `fcntl` locks that this process holds on a file.
    private static func locks(on path: String) throws -> Int {
        guard case .found(let identity) = FileIdentity.lookUp(path) else { return 0 }
        let table = try String(contentsOfFile: "/proc/locks", encoding: .utf8)
        return table.split(separator: "\n").count { line in
            line.contains("POSIX") && line.contains(" \(getpid()) ") && line.contains(":\(identity.inode) ")
        }
    }
}
