import History
import Market

/// What the report about milestones depends on, besides the data.
private struct MilestonesReportKey: Hashable, Sendable {
    let subject: MilestonesReport.Subject
    let instant: Timestamp
    let filter: String
    let sort: Sort?
    let zone: TimeZoneTable
}

/// What the list of milestones reached depends on, besides the data.
private struct ReachedMilestonesKey: Hashable, Sendable {
    let report: MilestonesReportKey
}

/// What an app's best current rank depends on, besides the data.
private struct BestRankKey: Hashable, Sendable {
    let app: AppID
    let isOfLibrary: Bool
    let instant: Timestamp
}

extension DashboardState {
    private var milestonesReportKey: MilestonesReportKey {
        let subject: MilestonesReport.Subject =
            if let launch = route.launch.flatMap({ library.launch(id: $0) }) {
                .launch(launch)
            } else if let app = route.app {
                .app(app)
            } else if route.isOfLibrary {
                .library
            } else {
                .watchlist
            }
        return MilestonesReportKey(
            subject: subject,
            instant: instant,
            filter: route.filter,
            sort: route.sort,
            zone: zone
        )
    }

    /// The report for the Milestones page.
    var milestonesReport: MilestonesReport {
        let key = milestonesReportKey
        return reports.value(for: key) {
            MilestonesReport(
                of: key.subject,
                data: data,
                library: library,
                asOf: key.instant,
                filter: key.filter,
                sort: key.sort,
                zone: key.zone
            )
        }
    }

    /// The milestones reached by the apps on the Milestones page, newest first.
    var reachedMilestones: [ReachedMilestone] {
        reports.value(for: ReachedMilestonesKey(report: milestonesReportKey)) { milestonesReport.reached }
    }

    /// Returns the best current rank of a report's app in any chart; `nil` if no chart ranks the app.
    func bestRank(of report: AppReport) -> Rank? {
        let key = BestRankKey(app: report.app, isOfLibrary: route.isOfLibrary, instant: report.instant)
        return reports.value(for: key) { report.charts.compactMap { report.current(in: $0)?.rank }.min() }
    }
}
