import Foundation
import GRDB
import History
import Market
import TestSupport
import Testing
import TimeSeries

@testable import Archive

@Suite("Names in an archive")
struct NameTests {
    private let folder: TemporaryFolder
    private var path: String { folder.url.appendingPathComponent("history.sqlite").path }

    init() throws { folder = try TemporaryFolder() }

    /// A list of apps as a source spells them, so many hours after 1 March 2026.
    private static func list(_ spelling: String, apps: Int = 3, hour: Double, storefront: String = "us")
        -> ChartSnapshot
    {
        var list = Fixtures.snapshot(
            (1...apps).map { "\(100 + $0)" },
            at: "2026-03-01",
            chart: Fixtures.chart(storefront)
        )
        list.observedAt = list.observedAt + Int64(hour * 3600)
        for place in list.entries.indices { list.entries[place].name = "App \(place)\(spelling)" }
        return list
    }

    private static func batch(_ list: ChartSnapshot) -> ArchiveBatch { ArchiveBatch(source: "test", snapshots: [list]) }

    /// The ledger as a program that opens the archive has it.
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
        "sources that alternate add one row per app and spelling, also where each poll is a run of its own",
        arguments: [
            (2, 1.0, false), (3, 1.0, false), (2, 24.0, false), (3, 24.0, false), (2, 1.0, true), (3, 24.0, true),
        ]
    )
    func alternation(sources: Int, hours: Double, isReopened: Bool) throws {
        var writer: ArchiveWriter? = nil
        for poll in 0..<(isReopened ? 90 : 300) {
            if writer == nil { writer = try ArchiveWriter(path, who: "test", patience: 10) }
            let list = Self.list("\(poll % sources)", hour: Double(poll) * hours / Double(sources))
            try writer?.append(Self.batch(list))
            if isReopened { try writer.take()?.close() }
        }
        try writer.take()?.close()
        #expect(try rows() == 3 * sources)
    }

    @Test("a rename for good is one more row for each app")
    func rename() throws {
        var writer = try ArchiveWriter(path, who: "test", patience: 10)
        for hour in 0..<200 { try writer.append(Self.batch(Self.list(hour < 80 ? "" : ", new", hour: Double(hour)))) }
        try writer.close()
        #expect(try rows() == 6)
        let namings = try ArchiveReader(path).catalog().namings.filter { $0.app == 0 }
        #expect(namings.map(\.name) == ["App 0", "App 0, new"])
        #expect(namings.map { ($0.since - Fixtures.time("2026-03-01")) / 3600 } == [0, 80])
    }

    @Test(
        "a rename that is reverted after three days: the right name on each day, also where each poll is a run of its own",
        arguments: [false, true]
    )
    func reverted(isReopened: Bool) throws {
        var ledger = Ledger()
        var writer: ArchiveWriter? = nil
        for hour in stride(from: 0, to: 24 * 12, by: isReopened ? 6 : 1) {
            let list = Self.list((24 * 5..<24 * 8).contains(hour) ? ", new" : "", hour: Double(hour))
            ledger.append(list)
            if writer == nil { writer = try ArchiveWriter(path, who: "test", patience: 10) }
            try writer?.append(Self.batch(list))
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
        "any sightings, late ones too, and runs that end anywhere: the ledger that saw them equals the reopened one",
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
            let list = Self.list(
                ["", ": best", " (3+)", ", new"].randomElement(using: &generator) ?? "",
                hour: (isLate ? max(0, hour - Double.random(in: 0...200, using: &generator)) : hour).rounded() + 0.25,
                storefront: Bool.random(using: &generator) ? "us" : "de"
            )
            if writer == nil { writer = try ArchiveWriter(path, who: "test", patience: 10) }
            // As the recorder does: what the ledger knew isn't written.
            if ledger.append(list).isNews { try writer?.append(Self.batch(list)) }
            if Int.random(in: 0..<25, using: &generator) == 0 {
                try writer.take()?.close()
                ledger = try compared(ledger, seed: seed)
            }
        }
        try writer.take()?.close()
        _ = try compared(ledger, seed: seed)
    }

    /// - Returns: the reopened ledger.
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
        // Rankings aren't compared here, but lists that were seen decide what is news.
        for (chart, series) in try ArchiveReader(path).rankings().series { reopened.merge(series.blocks, of: chart) }
        return reopened
    }

    @Test("a run that is killed loses no name, and at most when names were seen last")
    func unclosed() throws {
        for start in [0, 30, 60] {
            var writer = try ArchiveWriter(path, who: "test", patience: 10)
            for hour in start..<start + 30 {
                try writer.append(Self.batch(Self.list(hour % 2 == 0 ? "" : ": best", hour: Double(hour))))
            }
            // It isn't closed.
        }
        #expect(try rows() == 6)
    }

    @Test("a name with a NUL is stored up to it, and isn't taken for damage")
    func nul() throws {
        var writer = try ArchiveWriter(path, who: "test", patience: 10)
        for hour in 0..<4 { try writer.append(Self.batch(Self.list("\0\(hour)", hour: Double(hour)))) }
        try writer.close()
        let catalog = try ArchiveReader(path).catalog()
        #expect(catalog.problems.isEmpty)
        #expect(catalog.namings.map(\.name) == ["App 0", "App 1", "App 2"])
    }
}
