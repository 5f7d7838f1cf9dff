import Formats
import Foundation
import History
import Market
import TestSupport
import Testing
import TimeSeries

@testable import Collector

@Suite("Install reports in a folder that is kept up to date")
struct PlayInstallsFolderTests {
    /// Returns a monthly file as Play Console writes it: UTF-16 with a byte order mark.
    private static func file(_ days: [(day: String, installs: Int)]) -> Data {
        let rows = days.map { "\($0.day),com.example.mint,US,9,0,0,0,\($0.installs),0,900,9,0,0\r\n" }.joined()
        let header =
            "Date,Package name,Country,Daily Device Installs,Daily Device Uninstalls,Daily Device Upgrades,"
            + "Total User Installs,Daily User Installs,Daily User Uninstalls,Active Device Installs,Install events,"
            + "Update events,Uninstall events\r\n"
        return Data([0xFF, 0xFE]) + Data((header + rows).utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    }

    @Test("a file that grows is read again, and restated days replace earlier counts")
    func growing() async throws {
        let folder = try TemporaryFolder()
        let now = Fixtures.time("2026-03-10T12:00:00Z")
        var reader = SourceReader(.folder(folder.url.path), transport: ScriptedTransport([]))
        var monitor = SourceMonitor(label: "installs", interval: nil)
        var ledger = Ledger()
        func write(_ month: String, _ days: [(day: String, installs: Int)]) throws {
            let name = "installs_com.example.mint_\(month)_country.csv"
            try Self.file(days).write(to: folder.url.appendingPathComponent(name), options: .atomic)
        }
        func poll() async -> [String] {
            let reading = await reader.read(now: now)
            for count in monitor.take(reading, at: now, validatingAgainst: ledger.snapshot).counts {
                ledger.append(count)
            }
            #expect(reading.problems.isEmpty)
            return reading.counts.map { "\($0.count.days[0].iso8601) \($0.count.value)" }
        }
        try write("202602", [("2026-02-28", 4)])
        try write("202603", [("2026-03-01", 10)])
        #expect(await poll() == ["2026-02-28 4", "2026-03-01 10"])
        try write("202603", [("2026-03-01", 12), ("2026-03-02", 20), ("2026-03-03", 30)])
        #expect(await poll() == ["2026-03-01 12", "2026-03-02 20", "2026-03-03 30"])
        #expect(await poll().isEmpty)
        let counters = ledger.snapshot.counters
        let all = counters.apps.flatMap { counters[$0].values }
        #expect(all.map { $0.reports.map(\.value).sorted() } == [[4, 12, 20, 30]])
    }
}
