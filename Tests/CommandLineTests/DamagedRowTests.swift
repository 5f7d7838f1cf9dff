import Archive
import Foundation
import Market
import TestSupport
import Testing

@Suite("Damaged archives on the command line", .blocking)
struct DamagedRowTests {
    @Test("show chart keeps the name of an app whose archive row is damaged, and reports the damage")
    func lostApp() throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appendingPathComponent("history.sqlite")
        var writer = try ArchiveWriter(file.path, owner: "test")
        let list = Fixtures.snapshot(["1700000001", "1700000002"], at: "2026-03-01")
        var named = list
        named.entries[0].name = "Lost app"
        named.entries[0].developer = nil
        try writer.append(ArchiveBatch(source: "test", snapshots: [named]))
        try writer.seal()
        try writer.close()
        var bytes = try Data(contentsOf: file)
        // The id occurs only in the table of apps.
        let position = try #require(bytes.range(of: Data("1700000001".utf8)))
        bytes[position.lowerBound + 9] = UInt8(ascii: "7")
        try bytes.write(to: file)
        let shown = try Program.run(["show", "chart", "us", "top-free", "--from", file.path, "--csv"])
        #expect(shown.status == 0)
        #expect(shown.output.contains("lost-0,Lost app"), "\(shown.output)")
        #expect(shown.errors.contains("damaged row in table app (number 0): checksum mismatch"))
        let doctor = try Program.run(["doctor", "--archive", file.path])
        #expect(doctor.status == 1)
        #expect(
            doctor.output.contains("✗ archive    damaged row in table app (number 0)"),
            "\(doctor.output)"
        )
    }
}
