import Foundation
import GRDB
import History
import Market
import TestSupport
import Testing
import TimeSeries

@testable import Archive

@Suite("App names in an archive")
struct NameTests {
    private let folder: TemporaryFolder
    private var path: String { folder.url.appendingPathComponent("history.sqlite").path }

    init() throws { folder = try TemporaryFolder() }

    /// Returns a snapshot `hour` hours after March 1, 2026, in which the names of all apps have a suffix.
    private static func snapshot(_ suffix: String, apps: Int = 3, hour: Double, storefront: String = "us")
        -> ChartSnapshot
    {
        var snapshot = Fixtures.snapshot(
            (1...apps).map { "\(100 + $0)" },
            at: "2026-03-01",
            chart: Fixtures.chart(storefront)
        )
        snapshot.observedAt = snapshot.observedAt + Int64(hour * 3600)
        for index in snapshot.entries.indices { snapshot.entries[index].name = "App \(index)\(suffix)" }
        return snapshot
    }

    private static func batch(_ snapshot: ChartSnapshot) -> ArchiveBatch {
        ArchiveBatch(source: "test", snapshots: [snapshot])
    }

    /// Returns a ledger with the names of the archive.
    private func reopened() throws -> Ledger {
        let catalog = try ArchiveReader(path).catalog()
        #expect(catalog.problems.isEmpty)
        return Ledger(namesOf: catalog)
    }

    private func rows() throws -> Int {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        return try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM name") ?? -1 }
    }

    @Test(
        "if sources spell a name differently, the archive has one name row per app and spelling",
        arguments: [
            (2, 1.0, false), (3, 1.0, false), (2, 24.0, false), (3, 24.0, false), (2, 1.0, true), (3, 24.0, true),
        ]
    )
    func alternation(sources: Int, hours: Double, isReopened: Bool) throws {
        var writer: ArchiveWriter? = nil
        for poll in 0..<(isReopened ? 90 : 300) {
            if writer == nil { writer = try ArchiveWriter(path, owner: "test", timeout: 10) }
            let snapshot = Self.snapshot("\(poll % sources)", hour: Double(poll) * hours / Double(sources))
            try writer?.append(Self.batch(snapshot))
            if isReopened { try writer.take()?.close() }
        }
        try writer.take()?.close()
        #expect(try rows() == 3 * sources)
    }

    @Test("permanently renaming apps adds one name row per app to an archive")
    func rename() throws {
        var writer = try ArchiveWriter(path, owner: "test", timeout: 10)
        for hour in 0..<200 {
            try writer.append(Self.batch(Self.snapshot(hour < 80 ? "" : ", new", hour: Double(hour))))
        }
        try writer.close()
        #expect(try rows() == 6)
        let spans = try ArchiveReader(path).catalog().nameSpans.filter { $0.app == 0 }
        #expect(spans.map(\.name) == ["App 0", "App 0, new"])
        #expect(spans.map { ($0.since - Fixtures.time("2026-03-01")) / 3600 } == [0, 80])
    }

    @Test(
        "if an app is renamed for three days, looking up its name returns the name used on each day",
        arguments: [false, true]
    )
    func reverted(isReopened: Bool) throws {
        var ledger = Ledger()
        var writer: ArchiveWriter? = nil
        for hour in stride(from: 0, to: 24 * 12, by: isReopened ? 6 : 1) {
            let snapshot = Self.snapshot((24 * 5..<24 * 8).contains(hour) ? ", new" : "", hour: Double(hour))
            ledger.append(snapshot)
            if writer == nil { writer = try ArchiveWriter(path, owner: "test", timeout: 10) }
            try writer?.append(Self.batch(snapshot))
            if isReopened { try writer.take()?.close() }
        }
        try writer.take()?.close()
        for ledger in [ledger, try reopened()] {
            let names = (0..<12).map { day in
                ledger.snapshot.name(
                    of: Fixtures.app("101"),
                    in: Storefront(stored: "us"),
                    asOf: Fixtures.time("2026-03-01") + Int64(day) * 86_400 + 43_200
                )
            }
            #expect(names == (0..<12).map { (5..<8).contains($0) ? "App 0, new" : "App 0" })
        }
    }

    @Test(
        "after random snapshots and restarts, the names read from the archive equal those in the ledger",
        arguments: 0..<40
    )
    func equality(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        var ledger = Ledger()
        var writer: ArchiveWriter? = nil
        var hour = 0.0
        let paces: [Double] = [0.5, 3, 20]
        let pace = paces[Int.random(in: 0..<3, using: &generator)]
        for _ in 0..<150 {
            hour += Double.random(in: 0...pace, using: &generator)
            let isLate = Int.random(in: 0..<6, using: &generator) == 0
            let snapshot = Self.snapshot(
                ["", ": best", " (3+)", ", new"].randomElement(using: &generator) ?? "",
                hour: (isLate ? max(0, hour - Double.random(in: 0...200, using: &generator)) : hour).rounded() + 0.25,
                storefront: Bool.random(using: &generator) ? "us" : "de"
            )
            if writer == nil { writer = try ArchiveWriter(path, owner: "test", timeout: 10) }
            // Like the collector, this writes only what is new to the ledger.
            if ledger.append(snapshot).isNews { try writer?.append(Self.batch(snapshot)) }
            if Int.random(in: 0..<25, using: &generator) == 0 {
                try writer.take()?.close()
                ledger = try compared(ledger, seed: seed)
            }
        }
        try writer.take()?.close()
        _ = try compared(ledger, seed: seed)
    }

    /// Compares the names of a ledger with those of the reopened archive.
    ///
    /// - Returns: The reopened ledger.
    private func compared(_ ledger: Ledger, seed: Int) throws -> Ledger {
        var reopened = try reopened()
        let registries = [ledger.snapshot.registry, reopened.snapshot.registry]
        for app in ["101", "102", "103"].map(Fixtures.app) {
            for storefront in ["us", "de"].map({ Storefront(stored: $0) }) {
                let histories = registries.map { $0.history(of: app, in: storefront)?.spans ?? [] }
                #expect(
                    histories[0].map { "\($0.since) \($0.value)" } == histories[1].map { "\($0.since) \($0.value)" },
                    "seed \(seed)"
                )
                if histories[0].count > 1 { #expect(histories[0] == histories[1], "seed \(seed)") }
            }
        }
        // The rankings aren't compared. They are merged, because they determine which later snapshots are new.
        for (chart, series) in try ArchiveReader(path).rankings().series { reopened.merge(series.blocks, of: chart) }
        return reopened
    }

    @Test("archive writers that aren't closed lose no app names and store no name twice")
    func unclosed() throws {
        for start in [0, 30, 60] {
            var writer = try ArchiveWriter(path, owner: "test", timeout: 10)
            for hour in start..<start + 30 {
                try writer.append(Self.batch(Self.snapshot(hour % 2 == 0 ? "" : ": best", hour: Double(hour))))
            }
            // The writer isn't closed.
        }
        #expect(try rows() == 6)
    }

    @Test("an app name that contains a NUL is truncated before the NUL and isn't reported as damaged")
    func nul() throws {
        var writer = try ArchiveWriter(path, owner: "test", timeout: 10)
        for hour in 0..<4 { try writer.append(Self.batch(Self.snapshot("\0\(hour)", hour: Double(hour)))) }
        try writer.close()
        let catalog = try ArchiveReader(path).catalog()
        #expect(catalog.problems.isEmpty)
        #expect(catalog.nameSpans.map(\.name) == ["App 0", "App 1", "App 2"])
    }
}
