import Canvas
import Growth
import History
import Market

/// Totals of apps, expected dates of their next milestones, and milestones reached, as of an instant.
struct MilestonesReport: TableReport, Sendable {
    /// The apps included.
    enum Subject: Hashable, Sendable {
        /// Apps on the watchlist and apps with download counts.
        case watchlist
        /// All documented launches that have a total.
        case library
        case launch(Launch)
        case app(AppID)

        fileprivate var isOfLibrary: Bool { if case .library = self { true } else { false } }
    }

    /// The rows that match the filter, sorted.
    private(set) var rows: [MilestoneCounter] = []
    /// The number of rows without the filter.
    let total: Int
    let instant: Timestamp
    let zone: TimeZoneTable
    /// The ledgers searched for the apps' data.
    let ledgers: [LedgerSnapshot]

    /// The maximum number of milestones listed.
    private static let reachedLimit = 200

    init(
        of subject: Subject,
        data: LedgerSnapshot,
        library: LedgerSnapshot,
        asOf instant: Timestamp,
        filter: String = "",
        sort: Sort? = nil,
        zone: TimeZoneTable = .utc
    ) {
        self.instant = instant
        self.zone = zone
        // Documented launches use only documented data.
        let ledgers = subject.isOfLibrary ? [library] : [data, library]
        self.ledgers = ledgers
        let all = Self.entries(subject, data, library, instant).flatMap { entry in
            Self.counters(of: entry, subject, data, library, instant)
        }
        total = all.count
        rows = arranged(all, filter: filter, sort: sort)
    }

    /// The milestones reached by the rows' apps, newest first.
    ///
    /// - Complexity: O(charts · snapshots) per app.
    var reached: [ReachedMilestone] {
        var seen: Set<ReachedMilestone.Key> = []
        let found = rows.flatMap { ReachedMilestone.all(of: $0, in: ledgers, instant, zone) }
            // An app can have several rows.
            .filter { seen.insert($0.key).inserted }
        return Array(found.sorted { ($0.instant, $0.weight) > ($1.instant, $1.weight) }.prefix(Self.reachedLimit))
    }

    /// An app and its documented launch.
    typealias Entry = (app: AppID, launch: Launch?)

    private static func entries(
        _ subject: Subject,
        _ data: LedgerSnapshot,
        _ library: LedgerSnapshot,
        _ instant: Timestamp
    ) -> [Entry] {
        switch subject {
        case .launch(let launch): return [(launch.app, launch)]
        case .app(let app): return [(app, library.launch(of: app))]
        case .library: return library.launches.filter { $0.day0.start <= instant }.map { ($0.app, $0) }
        case .watchlist:
            let counted = data.counters.apps(counting: .downloads)
            return data.watchlist.union(counted).sorted().map { ($0, library.launch(of: $0)) }
                .filter { isShown($0.0, in: data) }
        }
    }

    /// Returns whether an app has a row. If one store of an app in both has no data, it has none.
    private static func isShown(_ app: AppID, in data: LedgerSnapshot) -> Bool {
        guard let other = data.watchedCounterpart(of: app), !app.hasData(in: data) else { return true }
        return app.store == .appStore && !other.hasData(in: data)
    }

    static func counters(
        of entry: Entry,
        _ subject: Subject,
        _ data: LedgerSnapshot,
        _ library: LedgerSnapshot,
        _ instant: Timestamp
    ) -> [MilestoneCounter] {
        let (app, launch) = entry
        let naming = subject.isOfLibrary ? nil : data.registry.appName(of: app, in: nil, asOf: instant)
        let own = naming?.name ?? launch?.title ?? data.name(of: app, asOf: instant)
        // The stores of an app in both have rows of their own, because their counts are never added.
        let name = data.watchedCounterpart(of: app) == nil ? own : "\(own) (\(app.store.name))"
        let developer = naming?.developer ?? launch?.developer
        let counted = subject.isOfLibrary ? [] : CountedSeries.all(of: app, in: data, asOf: instant)
        let disagreements = CountDisagreement.all(among: counted)
        var figures = CounterTotal.all(counted).compactMap {
            MilestoneCounter.Projection($0, goals: data.goals + library.goals, asOf: instant)
        }
        if let launch, launch.day0.start <= instant {
            let observations = library.observations(of: launch, asOf: instant)
            figures += [
                MilestoneCounter.Projection(
                    of: launch,
                    observations: observations,
                    goals: data.goals + library.goals,
                    asOf: instant
                )
            ].compactMap { $0 }
        }
        func counter(_ figures: MilestoneCounter.Projection?) -> MilestoneCounter {
            let conflicts = disagreements.filter { disagreement in
                figures.map { $0.isCounted && disagreement.sources.contains($0.source) } ?? false
            }
            return MilestoneCounter(
                app: app,
                launch: launch,
                name: name,
                developer: developer,
                figures: figures,
                conflicts: conflicts.map(\.text)
            )
        }
        return figures.isEmpty && !subject.isOfLibrary ? [counter(nil)] : figures.map(counter)
    }

    func filterRow(_ counter: MilestoneCounter) -> FilterRow {
        FilterRow(
            [counter.name, counter.launch?.id, counter.app.text, counter.figures?.source],
            developer: counter.developer
        )
    }

    /// Whether there are no rows even without the filter.
    var isEmpty: Bool { total == 0 }

    func app(at row: Int) -> AppID? { rows.indices.contains(row) ? rows[row].app : nil }

    /// Returns the row of an app: `row` if it shows the app, otherwise the app's first row; `nil` if there is none.
    func row(of app: AppID, near row: Int) -> Int? {
        self.app(at: row) == app ? row : rows.firstIndex { $0.app == app }
    }
}
