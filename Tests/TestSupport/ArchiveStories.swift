public import Archive
public import Market
public import TimeSeries

/// Batches of snapshots that are generated from a number, so that a test can check a batch by its number alone. The
/// repository contains a version 1 archive of these batches, so they must never change.
public enum NumberedBatches {
    public static let charts = [Fixtures.chart("us"), Fixtures.chart("de"), Fixtures.chart("us", kind: .topGrossing)]

    /// Returns a batch with snapshots of three charts of 30 or more apps, 15 minutes after the previous batch. Every
    /// seventh batch repeats the snapshots of the previous batch, and every eleventh is two hours late.
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

    /// Returns the expected series of each chart after the given number of batches, one line per snapshot.
    public static func stories(after count: Int) -> [[String]] {
        var model = NumberedModel()
        model.advance(to: count)
        return model.series.map { $0.story { "\(6_000_000_000 + Int($0))" } }
    }
}

/// A model of the charts that an archive must contain after a number of batches. An app's id is its number plus six
/// billion.
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
    /// Returns one line per snapshot, with its times, ranks and apps.
    ///
    /// - Parameter name: A closure that returns the text to show for an app's number.
    public func story(_ name: (UInt32) -> String) -> [String] {
        ticks.map { tick in
            let list = entries(at: tick.position).map { "\($0.rank):\(name($0.id))" }
            return "\(times(ofSnapshotAt: tick.position))\(tick.isPartial ? " partial" : "") \(list)"
        }
    }

    /// The contents of every tick, for comparison.
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
