import Archive
import History
import Market
import Simulation
import TestSupport

/// An archive of random snapshots: several charts over weeks, some snapshots late, partial or repeated, and apps with
/// names that differ between storefronts.
struct RandomArchive {
    static let charts = [
        Fixtures.chart("us"), Fixtures.chart("us", kind: .topGrossing), Fixtures.chart("de"), Fixtures.chart("jp"),
    ]
    private var chance: SeededGenerator
    /// Whether all snapshots are complete and in order.
    private let isRegular: Bool
    private var lists: [Chart: [Int]] = [:]
    /// The time of the next snapshot.
    private(set) var time = Fixtures.time("2026-01-01")

    init(seed: UInt64, isRegular: Bool = false) {
        (chance, self.isRegular) = (SeededGenerator(seed: seed), isRegular)
    }

    /// Returns the next snapshot of a random chart. Every tenth is up to three weeks late.
    mutating func snapshot() -> ChartSnapshot {
        let chart = Self.charts.randomElement(using: &chance) ?? Self.charts[0]
        time = time + Int64.random(in: 60...18_000, using: &chance)
        var apps = lists[chart] ?? Array(0..<30)
        for _ in 0..<Int.random(in: 0...4, using: &chance) {
            apps.swapAt(Int.random(in: 0..<30, using: &chance), Int.random(in: 0..<30, using: &chance))
        }
        if Bool.random(using: &chance) {
            let app = Int.random(in: 0..<90, using: &chance)
            if !apps.contains(app) { apps[Int.random(in: 0..<30, using: &chance)] = app }
        }
        lists[chart] = apps
        let isLate = !isRegular && Int.random(in: 0..<10, using: &chance) == 0
        let isPartial = !isRegular && Int.random(in: 0..<12, using: &chance) == 0
        let delay = isLate ? Int64.random(in: 0...21 * 86_400, using: &chance) / 60 * 60 : 0
        let entries = apps.enumerated().map { index, app in
            RankEntry(
                rank: Fixtures.rank(index + 1),
                app: Fixtures.app("\(6_000_000_000 + app)"),
                name: app % 5 == 0 ? nil : "App \(app) \(chart.storefront.code)"
            )
        }
        return ChartSnapshot(
            chart: chart,
            observedAt: time - delay,
            coverage: isPartial ? .partial : .full,
            entries: isPartial ? Array(entries.shuffled(using: &chance).prefix(3)) : entries
        )
    }

    /// Writes snapshots to an archive.
    mutating func write(_ count: Int, to path: String) throws {
        var writer = try ArchiveWriter(path, owner: "test", timeout: 5)
        for _ in 0..<count / 10 {
            try writer.append(ArchiveBatch(source: "random", snapshots: (0..<10).map { _ in snapshot() }))
        }
        try writer.close()
    }
}

extension LedgerSnapshot {
    /// Everything that the ledger has for each chart, one line per snapshot.
    var stories: [Chart: [String]] { rankings.mapValues { $0.story { registry.app($0).text } } }
}
