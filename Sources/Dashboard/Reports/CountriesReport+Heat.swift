import Canvas
import History
import Market
import TimeSeries

/// Stretches of time that are the columns of a heat table: of a length that clocks and calendars know, and beginning at
/// whole multiples of it, so that no column wanders as time goes on.
struct HeatColumns: Hashable, Sendable {
    /// Seconds; a day or more is of whole UTC days, those that publishers count by.
    let step: Int64
    /// By number: stretch n begins at n · `step`.
    let stretches: Range<Int64>

    private static let steps: [Int64] =
        [900, 1800, 3600, 7200, 10_800, 21_600, 43_200]
        + [1, 2, 7, 14, 28, 91, 182, 364].map { $0 * Day.secondsPerDay }

    /// The shortest stretches of which no more than `most` cover a window, up to the one that holds `instant`.
    ///
    /// - Parameter least: seconds below which stretches would only repeat each other.
    init(window: TimeRange, upTo instant: Timestamp, most: Int, least: Int64) {
        func count(_ step: Int64) -> Int64 {
            window.end.seconds.dividedRoundingDown(by: step) - window.start.seconds.dividedRoundingDown(by: step) + 1
        }
        var step = Self.steps.first { $0 >= least && count($0) <= Int64(most) } ?? 364 * Day.secondsPerDay
        while count(step) > max(2, Int64(most)) { step *= 2 }
        self.step = step
        let first = window.start.seconds.dividedRoundingDown(by: step)
        let last = min(window.end, instant).seconds.dividedRoundingDown(by: step)
        stretches = first..<max(first, last + 1)
    }

    func start(_ stretch: Int64) -> Timestamp { Timestamp(seconds: stretch * step) }

    /// "12 h", "day", "2 d": how long each is.
    var length: String { step == Day.secondsPerDay ? "day" : TimeFormat.age(step) }
}

extension CountriesReport {
    /// A rank this bad has no warmth left; the same on every screen, so that a colour always means the same rank.
    static let depth = 200

    /// Of sparklines, by rank.
    static let heights = RankHistory.heights(depth: depth)

    /// The rank at the end of each stretch, or at the instant.
    ///
    /// `·` where no look is near enough, `–` where it was looked for and not listed. A single list that lacks the app is
    /// passed over.
    func heatCells(of row: Row, in columns: HeatColumns) -> [HeatTable.Cell] {
        guard let app = row.app, let first = columns.stretches.first else { return [] }
        let start = columns.start(first)
        let history = RankHistory(of: app, in: row.chart, ledger: ledger, asOf: instant, from: start)
        let scale = ValueScale.places(worst: Self.depth)
        return columns.stretches.map { stretch in
            let end = min(instant.seconds, columns.start(stretch + 1).seconds - 1)
            guard let point = history.point(at: end, since: columns.start(stretch).seconds) else {
                return HeatTable.Cell("", heat: nil)
            }
            guard let rank = point.rank else { return HeatTable.Cell("–", heat: nil) }
            return HeatTable.Cell("\(rank)", heat: 1 - scale.position(of: Double(rank)))
        }
    }
}
