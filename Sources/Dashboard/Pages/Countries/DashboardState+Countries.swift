import History
import Market

/// What the report about the countries of a chart depends on, besides the data.
private struct CountriesReportKey: Hashable, Sendable {
    let chart: Chart
    let app: AppID?
    let isOfLibrary: Bool
    let instant: Timestamp
    let window: Int64
    let filter: String
    let sort: Sort?
    let zone: TimeZoneTable
    let marked: [CompareItem]

    func report(in ledger: LedgerSnapshot) -> CountriesReport {
        CountriesReport(
            of: chart,
            app: app,
            in: ledger,
            asOf: instant,
            window: window,
            filter: filter,
            sort: sort,
            zone: zone,
            marked: marked
        )
    }
}

extension DashboardState {
    /// The report for the Countries page; `nil` if there are no charts.
    var countriesReport: CountriesReport? {
        // The route's chart is the selected row. The report is the same for all of them, so that it's found again when
        // the selection moves.
        guard let chart = route.chart ?? Self.firstChart(of: ledger) else { return nil }
        let key = CountriesReportKey(
            chart: ledger.charts.first { $0.isSame(as: chart) } ?? chart,
            app: route.view == .leaders ? nil : route.app,
            isOfLibrary: route.isOfLibrary,
            instant: instant,
            window: changeSeconds,
            filter: route.filter,
            sort: route.sort,
            zone: zone,
            marked: marked
        )
        var report = reports.value(for: key) { key.report(in: ledger) }
        report.flash = visibleFlash
        return report
    }
}
