import History
import Market

/// What the report about reviews depends on, besides the data.
private struct ReviewReportKey: Hashable, Sendable {
    let app: AppID
    let instant: Timestamp
    let start: Timestamp?
    let filter: String
    let sort: Sort?
    let zone: TimeZoneTable
}

/// What the summary of reviews depends on, besides the data.
private struct ReviewSummaryKey: Hashable, Sendable {
    let app: AppID
    let instant: Timestamp
    let start: Timestamp?
    let isOfLibrary: Bool
    let zone: TimeZoneTable
}

extension DashboardState {
    /// Returns the reviews of an app since its launch.
    func reviewSummary(of app: AppID) -> ReviewSummary {
        let start = launchStart(of: app)?.time
        let key = ReviewSummaryKey(
            app: app,
            instant: instant,
            start: start,
            isOfLibrary: route.isOfLibrary,
            zone: zone
        )
        let ledger = ledger
        return reports.value(for: key) {
            ReviewSummary(of: app, in: ledger, asOf: key.instant, since: start, zone: key.zone)
        }
    }

    /// The report for the Reviews page; `nil` if the page has no app.
    var reviewReport: ReviewReport? {
        guard let app = route.app else { return nil }
        let key = ReviewReportKey(
            app: app,
            instant: instant,
            start: launchStart(of: app)?.time,
            filter: route.filter,
            sort: route.sort,
            zone: zone
        )
        return reports.value(for: key) {
            ReviewReport(
                of: app,
                in: ledger,
                asOf: key.instant,
                since: key.start,
                filter: key.filter,
                sort: key.sort,
                zone: key.zone
            )
        }
    }
}
