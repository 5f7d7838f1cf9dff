import Growth
import History
import Market
import TimeSeries

/// Download counts of a watched app: the newest day, the last days, the total and the next milestone.
struct LaunchDownloads: Sendable {
    typealias Projection = MilestoneCounter.Projection

    /// A day's count.
    struct DayCount: Hashable, Sendable {
        let day: Day
        let value: Int64
    }

    /// The number of days in the sparkline.
    static let dayCount = 7
    /// Kinds of figures, the most certain first.
    private static let kinds: [FigureKind] = [.exact, .measured, .observed, .derived, .estimate, .claim]

    /// One total per source, the most certain first.
    let counters: [Projection]
    /// The newest claim; `nil` if there is none.
    let claim: Observation?
    /// The days with a count that isn't shown yet because the day hasn't ended.
    let openDays: [Day]
    let instant: Timestamp

    /// Collects an app's download counts and claims.
    ///
    /// - Complexity: O(counters + reports of the app).
    init(of app: AppID, launch: Launch?, data: LedgerSnapshot, library: LedgerSnapshot, asOf instant: Timestamp) {
        self.instant = instant
        openDays = data.counters.filter { $0.key.app == app && $0.key.metric == .downloads }
            .compactMap { $0.value.lastDay.map { Day(number: $0) } }
            .filter { $0.lastSecond > instant }
        let found = MilestonesReport.counters(of: (app, launch), .watchlist, data, library, instant)
            .compactMap(\.figures)
        func order(_ figures: Projection) -> (Int, Int, String) {
            (Self.kinds.firstIndex(of: figures.kind) ?? Self.kinds.count, -figures.pace.lastDay.number, figures.source)
        }
        counters = found.sorted { order($0) < order($1) }
        claim = library.observations(of: app, asOf: instant)
            .filter { $0.metric == .downloads && $0.kind == .claim }
            .max { $0.period.lastDay < $1.period.lastDay }
    }

    /// The total of the most certain source; `nil` if there are no counts.
    var primary: Projection? { counters.first }

    /// The newest day with a count of its own in the most certain source.
    var latest: DayCount? {
        primary?.curve.segments.last { $0.days.count == 1 }
            .map { DayCount(day: Day(number: $0.days[0]), value: $0.value) }
    }

    /// The last day of the sparkline: yesterday, or the newest day with a count if all days up to yesterday would be
    /// empty.
    private var lastDay: Day {
        let yesterday = instant.isDayEnd ? instant.day : instant.day.advanced(by: -1)
        guard let latest, latest.day < yesterday.advanced(by: 1 - Self.dayCount) else { return yesterday }
        return latest.day
    }

    /// The counts of the last days, oldest first; `nil` for days without a count of their own.
    var recentDays: [(day: Day, value: Int64?)] {
        let days = (lastDay.advanced(by: 1 - Self.dayCount)...lastDay)
        var values: [Int: Int64] = [:]
        for segment in primary?.curve.segments.suffix(4 * Self.dayCount) ?? [] where segment.days.count == 1 {
            values[segment.days[0]] = segment.value
        }
        return days.map { ($0, values[$0.number]) }
    }

    /// Whether any of the last days has a count.
    var hasRecentDays: Bool { recentDays.contains { $0.value != nil } }

    /// Returns a day's label: "today", "yesterday", "Mar 4", or "Mar 4, 2025" in another year.
    func label(of day: Day) -> String {
        switch instant.day.number - day.number {
        case 0: "today"
        case 1: "yesterday"
        default: day.civil.year == instant.day.civil.year ? TimeFormat.short(day) : TimeFormat.long(day)
        }
    }
}
