import Canvas
import History
import Market
import TimeSeries

/// Time intervals for the columns of a heat table. The length of an interval is a round number of minutes, hours or
/// days. Each interval starts at a multiple of this length, so that columns don't shift over time.
struct HeatColumns: Hashable, Sendable {
    /// The length in seconds. A length of a day or more is a whole number of UTC days, because publishers report by UTC
    /// day.
    let step: Int64
    /// The numbers of the intervals; interval n starts n · `step` seconds after the start of 1970.
    let intervals: Range<Int64>

    private static let steps: [Int64] =
        [900, 1800, 3600, 7200, 10_800, 21_600, 43_200]
        + [1, 2, 7, 14, 28, 91, 182, 364].map { $0 * Day.secondsPerDay }

    /// Creates the shortest intervals that cover a window with at most `maximum` columns. Intervals after the one that
    /// contains `instant` are omitted.
    ///
    /// - Parameter minimum: The minimum length in seconds; shorter intervals would only repeat each other.
    init(window: TimeRange, upTo instant: Timestamp, maximum: Int, minimum: Int64) {
        func count(_ step: Int64) -> Int64 {
            window.end.seconds.dividedRoundingDown(by: step) - window.start.seconds.dividedRoundingDown(by: step) + 1
        }
        var step = Self.steps.first { $0 >= minimum && count($0) <= Int64(maximum) } ?? 364 * Day.secondsPerDay
        while count(step) > max(2, Int64(maximum)) { step *= 2 }
        self.step = step
        let first = window.start.seconds.dividedRoundingDown(by: step)
        let last = min(window.end, instant).seconds.dividedRoundingDown(by: step)
        intervals = first..<max(first, last + 1)
    }

    /// Returns the start of an interval.
    func start(_ interval: Int64) -> Timestamp { Timestamp(seconds: interval * step) }

    /// The length of an interval as text: "12 h", "day", "2 d".
    var length: String { step == Day.secondsPerDay ? "day" : TimeFormat.age(step) }
}

extension CountriesReport {
    /// Returns a row's cells of the heat table: the rank at the end of each interval, or at the report's instant if
    /// that's earlier.
    ///
    /// A cell is empty if no snapshot is recent enough, and `–` if the app isn't ranked. A single snapshot without the
    /// app is ignored.
    func heatCells(of row: Row, in columns: HeatColumns) -> [HeatTable.Cell] {
        guard let app = row.app, let first = columns.intervals.first else { return [] }
        let start = columns.start(first)
        let history = RankHistory(of: app, in: row.chart, ledger: ledger, asOf: instant, from: start)
        return columns.intervals.map { interval in
            let end = min(instant.seconds, columns.start(interval + 1).seconds - 1)
            guard let point = history.point(at: end, since: columns.start(interval).seconds) else {
                return HeatTable.Cell("", heat: nil)
            }
            guard let rank = point.rank else { return HeatTable.Cell(Symbol.notRanked, heat: nil) }
            return HeatTable.Cell("\(rank)", heat: RankHeat.heat(of: Int(rank)))
        }
    }
}
