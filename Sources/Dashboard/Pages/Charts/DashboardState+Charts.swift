import History
import Market

/// What the report about a chart depends on, besides the data.
private struct ChartReportKey: Hashable, Sendable {
    let chart: Chart
    let isOfLibrary: Bool
    let instant: Timestamp
    let window: Int64
    let filter: String
    let sort: Sort?
    let zone: TimeZoneTable
    let marked: [CompareItem]
    let pinsWatched: Bool
    let anchors: [DemandAnchor]
    let showsEstimates: Bool?

    func report(in ledger: LedgerSnapshot) -> ChartReport? {
        ChartReport(
            of: chart,
            in: ledger,
            asOf: instant,
            window: window,
            filter: filter,
            sort: sort,
            zone: zone,
            marked: marked,
            pinsWatched: pinsWatched,
            anchors: anchors,
            showsEstimates: showsEstimates
        )
    }
}

/// What the movement of a whole chart depends on, besides the data.
private struct ChartMovementKey: Hashable, Sendable {
    let chart: Chart
    let isOfLibrary: Bool
    let instant: Timestamp
    let window: Int64
}

extension DashboardState {
    /// The report on the route's chart at the cursor, filtered and sorted; `nil` if there is no chart or no snapshot of
    /// it.
    var chartReport: ChartReport? {
        guard let chart = route.chart else { return nil }
        let key = ChartReportKey(
            chart: chart,
            isOfLibrary: route.isOfLibrary,
            instant: instant,
            window: changeSeconds,
            filter: route.filter,
            sort: route.sort,
            zone: zone,
            marked: marked,
            pinsWatched: userState.pinsWatched,
            anchors: anchors,
            showsEstimates: showsEstimates
        )
        var report = reports.value(for: key) { key.report(in: ledger) }
        report?.flash = visibleFlash
        return report
    }

    /// Returns the movement of the whole chart that a report is about; `nil` if there is no earlier snapshot.
    func movement(in report: ChartReport) -> ChartMovement? {
        let key = ChartMovementKey(
            chart: report.chart,
            isOfLibrary: route.isOfLibrary,
            instant: report.instant,
            window: report.window
        )
        return reports.value(for: key) { ChartMovement(of: report.table, in: report.ledger) }
    }
}
