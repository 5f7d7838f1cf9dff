import Growth
import History
import Market
import TimeSeries

/// An app on the watchlist compared with documented launches at the same age, by downloads and by rank.
///
/// Figures have a resolution of one day, so launches are compared by day: the day of the app's newest count, or the
/// current day.
struct SameAge: Sendable {
    /// A line of the comparison: the app itself or a documented launch.
    struct Line: Sendable {
        let name: String
        /// The documented launch; `nil` for the app itself.
        let launch: Launch?
        /// The best rank by the compared age; `nil` if there is none.
        let rank: BestRank?
        /// The best rank up to the instant; `nil` if there is none.
        let best: BestRank?
        /// The downloads from day 0 to the end of the compared day; `nil` if unknown or too imprecise.
        let total: ClosedRange<Double>?
        let kind: FigureKind
        /// The storefronts counted: "US", "CA+US".
        let area: String
    }

    /// A rank, the chart it was reached in, and the number of days since day 0.
    struct BestRank: Hashable, Sendable {
        let rank: Int
        let chart: Chart
        let day: Int
    }

    static let defaultPeers = 3
    /// The maximum age in days at which launches are compared.
    static let longest = LaunchCurve.longest

    /// The day of the comparison, counted from day 0; `nil` if launches can't be compared.
    let day: Int?
    /// The app first, then documented launches; empty if launches can't be compared.
    let lines: [Line]
    /// The reason why launches can't be compared; `nil` if they can.
    let reason: String?
    /// A note if all counts of the app are from before its launch; otherwise `nil`.
    let countsNote: String?

    init(
        of app: AppID,
        name: String,
        start: LaunchStart?,
        rows: [StorefrontRow],
        downloads: LaunchDownloads,
        data: LedgerSnapshot,
        library: LedgerSnapshot,
        asOf instant: Timestamp,
        peers: Int
    ) {
        let today = start.map { $0.day(at: instant) }
        let reason = Self.reason(day: today, library: library)
        self.reason = reason
        let newest = downloads.primary?.pace.lastDay
        let isEarlier = start.flatMap { start in newest.map { start.day(on: $0) < 0 } } ?? false
        countsNote =
            reason == nil && isEarlier
            ? newest.map { "your newest count is of \(TimeFormat.short($0)), before the launch" } : nil
        guard reason == nil, let start, let today else {
            day = nil
            lines = []
            return
        }
        let counted = downloads.primary.map { start.day(on: $0.pace.lastDay) }.flatMap { $0 >= 0 ? $0 : nil }
        let day = min(today, counted ?? today)
        self.day = day
        let chosen = Self.peers(of: library, without: app, day: day, limit: peers, asOf: instant)
        let others = chosen.map { Line($0, in: library, day: day, asOf: instant) }
        // Prefer the storefront of the first launch with ranks if the app was ranked there, else the one with the app's
        // best rank. Current ranks don't matter, so that the line doesn't change when the app drops out of a chart.
        let common = others.compactMap(\.best?.chart.storefront).first
        let bests = rows.compactMap { row in
            row.overall.flatMap { Self.best(of: app, in: $0.chart, data, from: start, to: instant) }
        }
        let chart =
            (bests.first { $0.chart.storefront == common } ?? bests.min { $0.rank < $1.rank })?.chart
            ?? rows.min { $0.rankOrder < $1.rankOrder }?.overall?.chart
        func best(to end: Timestamp) -> BestRank? {
            chart.flatMap { Self.best(of: app, in: $0, data, from: start, to: end) }
        }
        let own = Line(
            name: name,
            launch: nil,
            rank: best(to: min(instant, start.end(ofDay: day))),
            best: best(to: instant),
            total: counted == day ? downloads.totalSinceLaunch : nil,
            kind: downloads.primary?.kind ?? .exact,
            area: downloads.primary?.area ?? ""
        )
        lines = [own] + others
    }

    private static func reason(day: Int?, library: LedgerSnapshot) -> String? {
        guard let day else { return "launch time unknown" }
        if day < 0 { return "not launched yet" }
        if day > longest { return "launched more than \(longest) days ago" }
        return library.launches.isEmpty ? "no documented launches" : nil
    }

    /// Returns the launches best suited for a comparison: those with download figures up to a week after `day` come
    /// first, then those with ranks. Among equals, the newest come first.
    ///
    /// - Complexity: O(figures in the library).
    static func peers(
        of library: LedgerSnapshot,
        without app: AppID,
        day: Int,
        limit: Int,
        asOf instant: Timestamp
    ) -> [Launch] {
        func score(_ launch: Launch) -> Int {
            let end = launch.day0.advanced(by: day + 7)
            var (hasCounts, hasRank) = (false, false)
            for figure in launch.observations {
                if figure.metric == .rank {
                    hasRank = hasRank || figure.chart?.genre == nil
                } else if figure.metric == .downloads, figure.kind != .claim, figure.period.lastDay <= end {
                    hasCounts = hasCounts || figure.scope == launch.homeScope
                }
            }
            return (hasCounts ? 2 : 0) + (hasRank ? 1 : 0)
        }
        return library.launches
            .filter { $0.kind == .launch && $0.app != app && $0.day0.start <= instant }
            .map { (launch: $0, score: score($0)) }
            .sorted { ($0.score, $0.launch.day0, $1.launch.id) > ($1.score, $1.launch.day0, $0.launch.id) }
            .prefix(limit).map(\.launch)
    }

    /// Returns the best rank in a chart within a period; `nil` if the app wasn't ranked.
    fileprivate static func best(
        of app: AppID,
        in chart: Chart,
        _ ledger: LedgerSnapshot,
        from start: LaunchStart,
        to end: Timestamp
    ) -> BestRank? {
        guard start.time <= end else { return nil }
        let ranked = ledger.rankPoints(of: app, in: chart, during: TimeRange(start.time, end)).filter { $0.rank != nil }
        guard let best = ranked.min(by: { ($0.rank ?? .max, $0.time) < ($1.rank ?? .max, $1.time) }),
            let rank = best.rank
        else { return nil }
        return BestRank(rank: Int(rank), chart: chart, day: start.day(at: Timestamp(seconds: best.time)))
    }

    /// The notes on what can't be compared.
    var notes: [String] { [countsNote, editionNote].compactMap { $0 } }

    /// A note if the app's chart excludes games but a launch's chart doesn't; otherwise `nil`.
    var editionNote: String? {
        guard let own = lines.first?.best?.chart.edition, own == .withoutGames else { return nil }
        let others = lines.dropFirst().filter { $0.best.map { $0.chart.edition != own } ?? false }
        guard !others.isEmpty else { return nil }
        return "\(others.map(\.name).joined(separator: ", ")): ranked with games, yours without"
    }
}

extension SameAge.Line {
    fileprivate init(_ launch: Launch, in library: LedgerSnapshot, day: Int, asOf instant: Timestamp) {
        let curve = DownloadCurve(observations: library.observations(of: launch, asOf: instant), of: launch)
        let total = curve.total(atEndOf: day)
        let records = library.rankRecords(of: launch.app, asOf: instant).filter { $0.chart.genre == nil }
        let chart = records.min { ($0.record.best, $0.chart) < ($1.record.best, $1.chart) }?.chart
        let end = min(instant, launch.day0.advanced(by: day).lastSecond)
        let limit = min(instant, launch.day0.advanced(by: SameAge.longest).lastSecond)
        func best(to end: Timestamp) -> SameAge.BestRank? {
            chart.flatMap { SameAge.best(of: launch.app, in: $0, library, from: LaunchStart(on: launch.day0), to: end) }
        }
        name = launch.name
        self.launch = launch
        rank = best(to: end)
        self.best = best(to: limit)
        self.total = total.flatMap { CompareReport.isInformative($0) ? $0 : nil }
        kind = curve.kind
        let storefronts = launch.homeScope.storefronts ?? []
        area = storefronts.count > 3 ? "\(storefronts.count) storefronts" : launch.homeScope.label
    }
}
