import Canvas
import History
import Market

/// One app in every storefront, or who leads each, as of an instant.
struct CountriesReport {
    struct Row {
        var chart: Chart
        /// The app of the row: the same in all of them, or who leads.
        var app: AppID?
    }

    let rows: [Row]

    func app(at row: Int) -> AppID? { rows.indices.contains(row) ? rows[row].app : nil }

    func cards(at row: Int) -> [FigureCard] { [] }
}

extension DashboardState {
    var countriesReport: CountriesReport { CountriesReport(rows: []) }
}
