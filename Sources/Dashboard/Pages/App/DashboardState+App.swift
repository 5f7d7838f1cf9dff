import History
import Market

/// What a report about an app depends on, besides the data.
private struct AppReportKey: Hashable, Sendable {
    let app: AppID
    let launch: String?
    let chart: Chart?
    let isOfLibrary: Bool
    let instant: Timestamp
    let zone: TimeZoneTable
    let name: String?
}

/// What downloads estimated from ratings depend on, besides the data.
private struct DownloadsFromRatingsKey: Hashable, Sendable {
    let app: AppID
    let instant: Timestamp
    let isOfLibrary: Bool
}

extension DashboardState {
    /// Returns a reported app's downloads estimated from its ratings.
    func downloadsFromRatings(of report: AppReport) -> DownloadsFromRatings {
        let key = DownloadsFromRatingsKey(app: report.app, instant: report.instant, isOfLibrary: route.isOfLibrary)
        return reports.value(for: key) { report.downloadsFromRatings }
    }

    /// Returns a report about an app; `nil` if there is no data about the app.
    ///
    /// - Parameters:
    ///   - id: The id of the documented launch to use (default: the ledger's choice among the app's launches).
    ///   - chart: The only chart to include (default: all charts that ranked the app).
    ///   - time: The time of the report (default: the cursor).
    func report(
        of app: AppID,
        launch id: String? = nil,
        only chart: Chart? = nil,
        asOf time: Timestamp? = nil
    ) -> AppReport? {
        let (instant, ledger) = (time ?? instant, ledger)
        let key = AppReportKey(
            app: app,
            launch: id,
            chart: chart,
            isOfLibrary: route.isOfLibrary,
            instant: instant,
            zone: zone,
            name: userState.watched[app]?.name
        )
        return reports.value(for: key) {
            AppReport(
                of: app,
                in: ledger,
                asOf: instant,
                zone: zone,
                only: chart,
                launch: id.flatMap(ledger.launch(id:)),
                named: key.name
            )
        }
    }

    /// Returns an app's growth, calculated from its downloads and its ranks in `charts`.
    func growth(of report: AppReport, in charts: [Chart]) -> GrowthReport {
        GrowthReport(of: report, in: charts, window: changeSeconds, anchors: anchors)
    }

    /// Returns the growth of an app's rank in one chart; `nil` if there is none.
    func growth(of report: AppReport, in chart: Chart) -> RankGrowth? {
        RankGrowth(of: report, in: chart, window: changeSeconds, anchors: anchors)
    }
}
