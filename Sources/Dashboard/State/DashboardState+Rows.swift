import Canvas
import History
import Market

/// Which row is selected, and which are in sight.
extension DashboardState {
    mutating func moveSelection(_ command: Command) {
        switch command {
        case .up: select(by: -1)
        case .down: select(by: 1)
        case .pageUp where route.page == .compare: scrollSentences(by: -1)
        case .pageDown where route.page == .compare: scrollSentences(by: 1)
        case .pageUp: select(by: -1, isByPages: true)
        case .pageDown: select(by: 1, isByPages: true)
        case .top: select(by: .min)
        case .bottom: select(by: .max)
        case .nextMatch: select(by: 1, wrapping: true)
        default: select(by: -1, wrapping: true)
        }
    }

    /// Rows that a page of text takes.
    var pageHeight: Int { max(1, size.rows - 6) }

    /// Rows in sight of a list of so many. Where that is no matter of the screen's size alone, the picture itself is asked,
    /// so that nothing has to be kept in step with it.
    private func rowsInSight(of count: Int) -> Int {
        if route.page == .charts { return pageHeight }
        if route.page == .milestones { return MilestonesPage.countersInSight(on: size, of: count) }
        let rows = frame(theme: .mono).clickTargets.compactMap { clickTarget in
            if case .row(let row) = clickTarget.kind { row } else { nil }
        }
        return rows.isEmpty ? pageHeight : Set(rows).count
    }

    /// Selects the row that is so many from the selected one; `.min` and `.max` are the ends.
    ///
    /// - Parameter isByPages: counts in as many rows as are in sight; then the selection keeps its place on the screen as
    ///   long as there are rows.
    mutating func select(by rows: Int, wrapping: Bool = false, isByPages: Bool = false) {
        let report = route.page == .charts ? chartReport : nil
        let countries = route.page == .countries ? countriesReport : nil
        let milestones = route.page == .milestones ? milestonesReport : nil
        let count = report?.rowCount ?? countries?.rows.count ?? milestones?.rows.count ?? rowCount
        guard count > 0 else { return }
        let selected =
            report.map(selection) ?? countries.map(selection) ?? milestones.map(selection) ?? selection(of: count)
        let height = rowsInSight(of: count)
        let (row, _) = selected.addingReportingOverflow(isByPages ? rows * height : rows)
        let target = rows == .max ? count - 1 : rows == .min ? 0 : row
        route.selection = wrapping ? (target % count + count) % count : max(0, min(count - 1, target))
        route.selectedApp = report?.app(at: route.selection) ?? milestones?.app(at: route.selection)
        if let countries { route.chart = countries.rows[route.selection].chart }
        func first(_ selection: Int, _ first: Int) -> Int {
            RowWindow(selection: selection, count: count, height: height, first: first).rows.lowerBound
        }
        route.firstRow = first(route.selection, first(selected, route.firstRow) + (isByPages ? rows * height : 0))
    }

    /// Rows of a list in which the row is what is selected, and nothing that stands in it.
    private var rowCount: Int {
        switch route.page {
        case .charts, .countries, .milestones: 0
        case .app: appReport?.charts.count ?? 0
        case .launches: launchListReport.rows.count
        case .compare: route.compared.count
        case .sources: sourceReport.sources.count
        }
    }
}
