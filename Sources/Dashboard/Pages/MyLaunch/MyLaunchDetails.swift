import Alerts
import Growth
import History
import Market
import TimeSeries

/// The details of an app on the watchlist: ranks, downloads, comparison at the same age, alerts and milestones.
struct MyLaunchDetails: Sendable {
    let watched: WatchedApp
    let name: String
    /// The app's documented launch in the library; `nil` if it has none.
    let launch: Launch?
    /// The time since launch; `nil` if neither a launch time nor a launch date is known.
    let age: LaunchAge?
    /// One row per storefront, in an order that stays the same when ranks change.
    let rows: [StorefrontRow]
    /// The rows by current rank, the best first.
    let rowsByRank: [StorefrontRow]
    /// The kind of chart compared; `nil` if there is no chart of the whole store.
    let kind: ChartKind?
    let downloads: LaunchDownloads
    /// The downloads of the same app in the other store, which are never added to ``downloads``; `nil` if the app has no
    /// id there.
    let otherDownloads: LaunchDownloads?
    /// The downloads of days without counts, estimated from ratings.
    let downloadsFromRatings: DownloadsFromRatings
    let sameAge: SameAge
    /// Alerts and milestones since the last visit, newest first.
    let events: [MyLaunchEvent]
    let inputs: MyLaunchReport.Inputs

    init(of watched: WatchedApp, name: String, _ inputs: MyLaunchReport.Inputs, peers: Int) {
        let (data, library, instant) = (inputs.data, inputs.library, inputs.instant)
        let launch = library.launch(of: watched.app)
        self.watched = watched
        self.name = name
        self.launch = launch
        self.inputs = inputs
        let start = LaunchStart(of: watched, documented: launch)
        age = start.map { LaunchAge(start: $0, instant: instant) }
        func found(_ app: AppID) -> (rows: [StorefrontRow], kind: ChartKind?) {
            StorefrontRow.all(of: app, in: data, newest: inputs.newest, polled: inputs.polled, asOf: instant)
        }
        let own = found(watched.app)
        let other = watched.counterpart.map(found)
        rows = own.rows + (other?.rows ?? [])
        kind = own.kind ?? other?.kind
        // If several storefronts have the same rank, the first row is the best.
        rowsByRank = rows.enumerated().sorted { ($0.element.rankOrder, $0.offset) < ($1.element.rankOrder, $1.offset) }
            .map(\.element)
        func counted(_ app: AppID, launch: Launch?) -> LaunchDownloads {
            LaunchDownloads(of: app, launch: launch, start: start, data: data, library: library, asOf: instant)
        }
        let downloads = counted(watched.app, launch: launch)
        self.downloads = downloads
        downloadsFromRatings = data.downloadsFromRatings(
            of: watched.app,
            CountedSeries.all(of: watched.app, in: data, asOf: instant),
            asOf: instant
        )
        otherDownloads = watched.counterpart.map { counted($0, launch: library.launch(of: $0)) }
        sameAge = SameAge(
            of: watched.app,
            name: name,
            start: start,
            rows: own.rows,
            downloads: downloads,
            data: data,
            library: library,
            asOf: instant,
            peers: peers
        )
        func events(of app: AppID, rows: [StorefrontRow], downloads: LaunchDownloads) -> [MyLaunchEvent] {
            MyLaunchEvent.all(
                of: app,
                rows: rows,
                downloads: downloads,
                alerts: inputs.alerts,
                in: data,
                since: inputs.since,
                asOf: instant
            )
        }
        var all = events(of: watched.app, rows: own.rows, downloads: downloads)
        if let counterpart = watched.counterpart, let other, let otherDownloads {
            all += events(of: counterpart, rows: other.rows, downloads: otherDownloads)
            all.sort { $0.at > $1.at }
        }
        self.events = all
    }

    var app: AppID { watched.app }
    var instant: Timestamp { inputs.instant }
    var zone: TimeZoneTable { inputs.zone }

    func row(at index: Int) -> StorefrontRow? { rows.indices.contains(index) ? rows[index] : nil }

    /// A one-line summary of the ranks: "#1 in US, ranked in 3 of 4 storefronts", "not ranked in 4 storefronts", "no
    /// chart data yet". If only some ranks are current: "#1 in US, ranked in 1 of 1 storefront, 4 not current".
    var rankSummary: String {
        let known = rowsByRank.filter { $0.checked != nil }
        let current = known.filter { $0.main?.isStale != true }
        let shown = current.isEmpty ? known : current
        guard !shown.isEmpty else { return "no chart data yet" }
        let total = NumberFormat.count(shown.count, "storefront")
        let newest = known.compactMap(\.checked).max() ?? instant
        let stale =
            current.isEmpty
            ? ", last seen \(PollStatus.ago(newest, asOf: instant))"
            : shown.count < known.count ? ", \(known.count - shown.count) not current" : ""
        let ranked = shown.filter(\.isRanked)
        guard let best = ranked.first, let rank = best.main?.rank else { return "not ranked in \(total)\(stale)" }
        let genre = best.main?.chart.genre.map { " \($0.name)" } ?? ""
        return "#\(rank.value) in \(label(of: best))\(genre), ranked in \(ranked.count) of \(total)\(stale)"
    }

    /// The number of storefronts that rank the app: "ranked in 3 of 4", "ranked in 1 of 1, 4 not current"; if no rank is
    /// current, the time of the newest: "ranked in 4 of 4 on Mar 10 23:00".
    var shortSummary: String {
        let current = rows.filter { $0.main?.isStale != true }
        let shown = current.isEmpty ? rows : current
        let ranked = "ranked in \(shown.count { $0.isRanked }) of \(shown.count)"
        if current.isEmpty, let newest = rows.compactMap(\.checked).max() {
            return "\(ranked) on \(RankMilestoneText.time(newest, asOf: instant, in: zone))"
        }
        return shown.count < rows.count ? "\(ranked), \(rows.count - shown.count) not current" : ranked
    }

    /// Returns facts about a row that the table may omit: since when the app has had its rank, the best rank ever, and
    /// when the chart was last checked. If the app left the chart of the whole store but is ranked in a genre's chart,
    /// they are about the genre's chart, followed by the departure and, if it differs, the time when the other chart was
    /// last checked.
    func facts(of row: StorefrontRow) -> [String] {
        guard let standing = row.main else { return ["no data yet"] }
        let record = inputs.data.rankRecord(of: app(in: standing.chart), in: standing.chart, asOf: instant)
        func text(_ time: Timestamp) -> String { RankMilestoneText.time(time, asOf: instant, in: zone) }
        let start = inputs.data.rankStart(of: app(in: standing.chart), in: standing.chart, asOf: instant)
        let current = standing.rank.flatMap { rank in
            start.map { start in
                guard !standing.isStale else {
                    return "#\(rank.value) \(text(start.since)) to \(text(standing.checked))"
                }
                return "#\(rank.value) since \(start.isKnown ? "" : "at least ")\(text(start.since))"
                    + (previousRank(of: standing, before: start.since).map { ", was #\($0)" } ?? "")
            }
        }
        let isBest = standing.rank.map { $0.value == record.map { Int($0.best) } } ?? false
        let best =
            isBest && current != nil ? nil : record.map { "best #\($0.best), \(text(Timestamp(seconds: $0.bestAt)))" }
        func departure(from standing: ChartStanding) -> String? {
            standing.left.map { left in
                "left \(text(left.at))\(standing.isConfirmed ? "" : " (unconfirmed)"), was #\(left.rank)"
            }
        }
        func checked(_ standing: ChartStanding) -> String {
            "checked \(PollStatus.ago(standing.checked, asOf: instant))"
        }
        let facts = [
            departure(from: standing) ?? current, standing.climb.map(climbText),
            record == nil ? "not ranked in any snapshot" : best,
        ]
        let other = row.overall.flatMap { overall -> String? in
            guard overall.chart != standing.chart else { return nil }
            let isOlder = standing.checked - overall.checked >= 60
            let facts = [departure(from: overall), isOlder ? checked(overall) : nil].compactMap { $0 }
            return facts.isEmpty ? nil : "\(overall.chart.titleInSentence): \(facts.joined(separator: ", "))"
        }
        return facts.compactMap { $0 } + [checked(standing)] + [other].compactMap { $0 }
    }

    /// Returns the rank that an app had in the snapshot before a time, if that is at most a day old.
    private func previousRank(of standing: ChartStanding, before time: Timestamp) -> UInt16? {
        inputs.data.rankPoints(
            of: app(in: standing.chart),
            in: standing.chart,
            during: TimeRange(time - ChartStanding.dayWindow, time - 1)
        )
        .last?.rank
    }

    /// Returns how far an app has come since it entered a chart: "▲76 since #84, 13:48".
    func climbText(_ climb: RankClimb) -> String {
        let time = RankMilestoneText.time(climb.since, asOf: instant, in: zone)
        return "\(Symbol.change(climb.change)) since #\(climb.first.value), \(time)"
    }
}
