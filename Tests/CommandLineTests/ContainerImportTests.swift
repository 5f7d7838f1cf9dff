import Foundation
import Market
import TestSupport
import Testing

/// Tests of importing large containers in parts.
extension ImportTests {
    private static let start = Fixtures.time("2026-01-01")

    /// Writes a tar file with a different snapshot for each hour.
    private func writeTar(hours: Int) throws -> String {
        let names = ids("a")
        let entries = (0..<hours).map { hour -> Tar.Entry in
            let turned = Array(names[(hour % names.count)...] + names[..<(hour % names.count)])
            return Tar.Entry("\(hour).csv", chart(turned, at: (Self.start + Int64(hour) * 3600).iso8601))
        }
        let file = folder.url.appendingPathComponent("hours.tar")
        try Tar.archive(entries).write(to: file)
        return file.path
    }

    /// Returns the number of hours up to the latest snapshot in the archive, or 0 if there is none yet.
    private func hours() throws -> Int {
        guard FileManager.default.fileExists(atPath: archive) else { return 0 }
        let text = try shown(["us", "top-free"])
        guard let match = text.firstMatch(of: /"observedAt":"([^"]+)"/) else { return 0 }
        return Int((Fixtures.time(String(match.1)) - Self.start) / 3600) + 1
    }

    @Test("import archives a container in parts, and repeating a killed import completes the archive")
    func killed() throws {
        let count = 4_000
        let tar = try writeTar(hours: count)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Program.path)
        process.arguments = ["import", tar, "--into", archive]
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        var found = 0
        while found == 0 {
            let isOver = !process.isRunning
            // Pause the import during the check, so that it can't finish in the meantime.
            kill(process.processIdentifier, SIGSTOP)
            found = try hours()
            if isOver { break }
            if found == 0 {
                kill(process.processIdentifier, SIGCONT)
                usleep(5_000)
            }
        }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        #expect(found > 0 && found < count && found.isMultiple(of: 64), "\(found) of \(count)")
        #expect(try hours() == found)
        let summary = "\(archive): 4,000 snapshots of 1 chart (48,000 entries), "
        for _ in 0..<2 {
            let outcome = try run([tar])
            #expect(outcome.status == 0 && outcome.errors.isEmpty && outcome.output.hasPrefix(summary), "\(outcome)")
            #expect(try hours() == count)
        }
        let once = folder.url.appendingPathComponent("once.sqlite").path
        #expect(try Program.run(["import", tar, "--into", once]).status == 0)
        for hour in [0, 63, 64, found - 1, found, count - 1] {
            let arguments = ["--at", (Self.start + Int64(hour) * 3600).iso8601, "--json"]
            let outputs = try [archive, once].map {
                try Program.run(["show", "chart", "us", "top-free", "--from", $0] + arguments).output
            }
            #expect(!outputs[0].isEmpty && outputs[0] == outputs[1], "hour \(hour) \(outputs)")
        }
    }
}
