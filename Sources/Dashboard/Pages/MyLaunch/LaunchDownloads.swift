import Growth
import History
import Market
import TimeSeries

/// Download counts of an app on the watchlist: the newest day, the last days, the total and the next milestone.
struct LaunchDownloads: Sendable {
    typealias Projection = MilestoneCounter.Projection

    /// A day's count.
    struct DayCount: Hashable, Sendable {
        let day: Day
        let value: Int64
    }

    /// One total per source, the most certain first.
    let counters: [Projection]
    /// The newest claim; `nil` if there is none.
    let claim: Observation?
    /// The days with a count that isn't shown yet because the day hasn't ended.
    let openDays: [Day]
    /// Conflicts between reports of one source, and between sources, one line each.
    let conflicts: [String]
    /// The start of the launch; `nil` if unknown.
    let start: LaunchStart?
    let instant: Timestamp

    /// Collects an app's download counts and claims.
    ///
    /// - Complexity: O(counters + reports of the app).
    init(
        of app: AppID,
        launch: Launch?,
        start: LaunchStart?,
        data: LedgerSnapshot,
        library: LedgerSnapshot,
        asOf instant: Timestamp
    ) {
        self.instant = instant
        self.start = start
        openDays = data.openDays(of: app, asOf: instant)
        let found = MilestonesReport.counters(of: (app, launch), .watchlist, data, library, instant)
            .compactMap(\.figures)
        func order(_ figures: Projection) -> (Int, Int, String) {
            (figures.kind.certainty, -figures.pace.lastDay.number, figures.source)
        }
        counters = found.sorted { order($0) < order($1) }
        let counted = CountedSeries.all(of: app, in: data, asOf: instant)
        conflicts = CountDisagreement.conflicts(among: counted)
        claim = library.observations(of: app, asOf: instant)
            .filter { $0.metric == .downloads && $0.kind == .claim }
            .max { $0.period.lastDay < $1.period.lastDay }
    }

    /// The total of the most certain source; `nil` if there are no counts.
    var primary: Projection? { counters.first }

    /// The total of the most certain source since the launch date; `nil` if there is none, or if a report covers days
    /// before and after the launch date.
    var totalSinceLaunch: ClosedRange<Double>? {
        guard let primary, let total = primary.total?.range else { return nil }
        guard let first = start?.time.day.number else { return total }
        let earlier = primary.curve.segments.filter { ($0.days.first ?? first) < first }
        guard earlier.allSatisfy({ ($0.days.last ?? first) < first }) else { return nil }
        let sum = earlier.reduce(0) { $0 + Double($1.value) }
        return max(0, total.lowerBound - sum)...max(0, total.upperBound - sum)
    }

    /// The newest day with a count of its own in the most certain source; `nil` if there is none.
    var latest: DayCount? {
        primary?.curve.segments.last { $0.days.count == 1 }
            .map { DayCount(day: Day(number: $0.days[0]), value: $0.value) }
    }

    /// A sparkline of the most certain source's counts in the last days; `nil` if fewer than two of the days have a
    /// count.
    var recent: DailySparkline? {
        primary.flatMap { DailySparkline(lastDaysOf: $0.curve.segments, asOf: instant, openDays: openDays) }
    }

    /// Returns a date's label: "yesterday", "Mar 4 (day 3)", or "Mar 4, 2025" in another year.
    ///
    /// - Parameter hasNumber: Whether to add the day since the launch.
    func label(of day: Day, hasNumber: Bool = true) -> String {
        let date =
            switch instant.day.number - day.number {
            case 0: "today"
            case 1: "yesterday"
            default: day.civil.year == instant.day.civil.year ? TimeFormat.short(day) : TimeFormat.long(day)
            }
        guard hasNumber, let number = start?.day(on: day), number >= 0 else { return date }
        return "\(date) (day \(number))"
    }
}
