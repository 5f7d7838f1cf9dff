import Canvas
import History
import Market

/// Totals of the apps one watches, and when the next thousands come.
struct MilestonesReport {
    struct Row {
        var app: AppID
    }

    let rows: [Row]

    func app(at row: Int) -> AppID? { rows.indices.contains(row) ? rows[row].app : nil }

    func cards(at row: Int) -> [FigureCard] { [] }
}

extension DashboardState {
    var milestonesReport: MilestonesReport { MilestonesReport(rows: []) }
}
