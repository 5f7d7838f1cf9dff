public import Archive
public import Market
public import TimeSeries

/// Charts determined by a number, so that a batch can be checked from the number alone. A version 1 archive contains
/// them, so they must never change.
public enum NumberedBatches {
    public static let charts = [Fixtures.chart("us"), Fixtures.chart("de"), Fixtures.chart("us", kind: .topGrossing)]

    /// Returns three charts of 30 apps, 15 minutes after those of the previous number; every seventh batch confirms
    /// unchanged snapshots, every eleventh is two hours late.
    public static func batch(_ number: Int) -> ArchiveBatch {
        let late: Int64 = number % 11 == 10 ? 7230 : 0
        let time = Fixtures.time("2026-03-01") + Int64(number) * 900 - late
        let turn = number % 7 == 6 ? number - 1 : number
        return ArchiveBatch(
            source: "numbered",
            snapshots: charts.enumerated().map { place, chart in
                var apps = Array(0..<(30 + place))
                for step in 0..<12 { apps.swapAt((turn * 5 + step * 3 + place) % 30, (turn + step * 7) % 30) }
                return ChartSnapshot(
                    chart: chart,
                    observedAt: time,
                    entries: apps.enumerated().map { index, app in
                        RankEntry(rank: Fixtures.rank(index + 1), app: Fixtures.app("\(6_000_000_000 + app)"))
                    }
                )
            }
        )
    }

    /// Returns the expected series of each chart after this many batches.
    public static func stories(after count: Int) -> [[String]] {
        var model = NumberedModel()
        model.advance(to: count)
        return model.series.map { $0.story { "\(6_000_000_000 + Int($0))" } }
    }
}

/// The expected charts of numbered batches. An app's id is its number plus six billion.
public struct NumberedModel {
    public private(set) var series = [RankingSeries](
        repeating: RankingSeries(),
        count: NumberedBatches.charts.count
    )
    public private(set) var count = 0

    public init() {}

    public mutating func advance(to count: Int) {
        for number in self.count..<max(self.count, count) {
            for (place, snapshot) in NumberedBatches.batch(number).snapshots.enumerated() {
                let list = snapshot.entries.map { entry in
                    RankingSeries.Entry(rank: UInt16(entry.rank.value), id: Self.id(of: entry.app))
                }
                series[place].append(list, at: snapshot.observedAt.seconds)
            }
        }
        self.count = max(self.count, count)
    }

    public static func id(of app: AppID) -> UInt32 { UInt32((Int(app.text) ?? 0) - 6_000_000_000) }
}

extension ArchiveReader {
    /// Returns everything that the archive has for a chart, one line per snapshot.
    public func story(of chart: Chart) throws -> [String] {
        let apps = try catalog().apps
        let found = try rankings(of: [chart]).series.first?.series ?? RankingSeries()
        return found.story { apps[$0]?.text ?? "?" }
    }
}

extension RankingSeries {
    /// Returns one line per snapshot, with the apps' names.
    public func story(_ name: (UInt32) -> String) -> [String] {
        ticks.map { tick in
            let list = entries(at: tick.position).map { "\($0.rank):\(name($0.id))" }
            return "\(times(ofSnapshotAt: tick.position))\(tick.isPartial ? " partial" : "") \(list)"
        }
    }

    /// Returns every tick, for comparison.
    public var frames: [RankingFrame] {
        ticks.map {
            RankingFrame(
                seenTimes: times(ofSnapshotAt: $0.position),
                isPartial: $0.isPartial,
                entries: entries(at: $0.position)
            )
        }
    }
}
