import Canvas
import Growth
import History
import Market

/// Totals of the apps one watches, when the next milestones come, and those that were reached, as of an instant.
struct MilestonesReport: Sendable {
    /// Whose totals.
    enum Subject: Sendable {
        /// What is watched, and whatever has counts of one's own.
        case watchlist
        /// All documented launches with a known total.
        case library
        case launch(Launch)

        fileprivate var isOfLibrary: Bool { if case .library = self { true } else { false } }
    }

    /// What passes the filter, in order.
    let rows: [MilestoneCounter]
    /// How many rows there are, whatever the filter.
    let total: Int
    let instant: Timestamp
    let zone: TimeZoneTable
    /// Where facts about the apps are looked for.
    let ledgers: [LedgerSnapshot]

    /// Most milestones that are listed.
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
        // Documented launches are shown by what is documented.
        let ledgers = subject.isOfLibrary ? [library] : [data, library]
        self.ledgers = ledgers
        let all = Self.entries(subject, data, library, instant).flatMap { entry in
            Self.tallies(of: entry, subject, data, library, instant)
        }
        total = all.count
        let wanted = Filter(filter)
        let passing = wanted.isEmpty ? all : all.filter { wanted.passes(FilterRow($0)) }
        rows = Self.sorted(passing, by: sort ?? Sort(column: .share))
    }

    /// What the rows' apps have reached, the newest first.
    ///
    /// - Complexity: O(charts · ticks) for each app; nothing of it is asked for but to be shown.
    var reached: [ReachedMilestone] {
        var told: Set<ReachedMilestone.Key> = []
        let found = rows.flatMap { ReachedMilestone.all(of: $0, in: ledgers, instant, zone) }
            // An app may stand in several rows.
            .filter { told.insert($0.key).inserted }
        return Array(found.sorted { ($0.instant, $0.weight) > ($1.instant, $1.weight) }.prefix(Self.reachedLimit))
    }

    /// An app, and what is documented of it.
    private typealias Entry = (app: AppID, launch: Launch?)

    private static func entries(
        _ subject: Subject,
        _ data: LedgerSnapshot,
        _ library: LedgerSnapshot,
        _ instant: Timestamp
    ) -> [Entry] {
        switch subject {
        case .launch(let launch): return [(launch.app, launch)]
        case .library: return library.launches.filter { $0.day0.start <= instant }.map { ($0.app, $0) }
        case .watchlist:
            let own = data.counters.keys.filter { $0.kind == .exact && $0.metric == .downloads }.map(\.app)
            return data.watchlist.union(own).sorted().map { ($0, library.launch(of: $0)) }
        }
    }

    private static func tallies(
        of entry: Entry,
        _ subject: Subject,
        _ data: LedgerSnapshot,
        _ library: LedgerSnapshot,
        _ instant: Timestamp
    ) -> [MilestoneCounter] {
        let (app, launch) = entry
        let naming = subject.isOfLibrary ? nil : data.registry.appName(of: app, in: nil, asOf: instant)
        let name = naming?.name ?? launch?.title ?? app.text
        let developer = naming?.developer ?? launch?.developer
        let own = subject.isOfLibrary ? [] : OwnCount.all(of: app, in: data, asOf: instant)
        var figures = own.compactMap {
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
        func tally(_ figures: MilestoneCounter.Projection?) -> MilestoneCounter {
            MilestoneCounter(app: app, launch: launch, name: name, developer: developer, figures: figures)
        }
        return figures.isEmpty && !subject.isOfLibrary ? [tally(nil)] : figures.map(tally)
    }

    /// By the share of the next milestone that is certainly done, the most first; what has no total last.
    private static func sorted(_ rows: [MilestoneCounter], by sort: Sort) -> [MilestoneCounter] {
        switch sort.column {
        case .name: sort.sorted(rows) { $0.name.lowercased() }
        case .total: sort.sorted(rows) { $0.figures.map { -$0.pace.least } }
        case .eta: sort.sorted(rows) { $0.figures?.outlook?.arrival?.expected.start }
        default: sort.sorted(rows) { row in row.figures.map { -($0.outlook?.leastShare ?? 1) } }
        }
    }

    /// Whether there is nothing to show, whatever the filter.
    var isEmpty: Bool { total == 0 }

    func app(at row: Int) -> AppID? { rows.indices.contains(row) ? rows[row].app : nil }

    /// The row of an app: the one that was left, where it is the app's, else the app's first.
    func row(of app: AppID, near row: Int) -> Int? {
        self.app(at: row) == app ? row : rows.firstIndex { $0.app == app }
    }
}

extension FilterRow {
    init(_ tally: MilestoneCounter) {
        self.init(
            [tally.name, tally.launch?.id, tally.app.text, tally.figures?.source],
            developer: tally.developer
        )
    }
}

extension DashboardState {
    var milestonesReport: MilestonesReport {
        let subject: MilestonesReport.Subject =
            if let launch = route.launch.flatMap({ library.launch(id: $0) }) {
                .launch(launch)
            } else if route.isOfLibrary {
                .library
            } else {
                .watchlist
            }
        return MilestonesReport(
            of: subject,
            data: data,
            library: library,
            asOf: instant,
            filter: route.filter,
            sort: route.sort,
            zone: zone
        )
    }

    /// The app of the selected row.
    var selectedMilestoneApp: AppID? {
        let report = milestonesReport
        return report.app(at: selection(in: report))
    }

    /// The selected row: that of the selected app, whatever the order, else the row where it was.
    func selection(in report: MilestonesReport) -> Int {
        route.selectedApp.flatMap { report.row(of: $0, near: route.selection) } ?? selection(of: report.rows.count)
    }
}
