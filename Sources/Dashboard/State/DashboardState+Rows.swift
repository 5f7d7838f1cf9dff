import Canvas
import History
import Market

/// The selected row and the visible rows.
extension DashboardState {
    mutating func moveSelection(_ command: Command) {
        switch command {
        case .up: select(by: -1)
        case .down: select(by: 1)
        case .pageUp where route.page == .compare: scrollSummary(by: -1)
        case .pageDown where route.page == .compare: scrollSummary(by: 1)
        case .pageUp: select(by: -1, isByPages: true)
        case .pageDown: select(by: 1, isByPages: true)
        case .top: select(by: .min)
        case .bottom: select(by: .max)
        case .nextMatch: select(by: 1, wrapping: true)
        default: select(by: -1, wrapping: true)
        }
    }

    /// The number of text rows of a page.
    var pageHeight: Int { max(1, size.rows - 6) }

    /// Returns the number of visible rows of a list of `count` rows. Where this depends on more than the screen's size, the
    /// rows are counted in the drawn frame, so that the layout isn't computed twice.
    private func visibleRows(of count: Int) -> Int {
        if route.page == .charts { return pageHeight }
        if route.page == .milestones { return MilestonesPage.visibleCounters(on: size, of: count) }
        let rows = frame(theme: .mono).clickTargets.compactMap { clickTarget in
            if case .row(let row) = clickTarget.kind { row } else { nil }
        }
        return rows.isEmpty ? pageHeight : Set(rows).count
    }

    /// Moves the selection by a number of rows; `.min` and `.max` move to the ends.
    ///
    /// - Parameters:
    ///   - wrapping: Whether to continue at the other end.
    ///   - isByPages: Whether `rows` counts pages. The selection then keeps its position on the screen if possible.
    mutating func select(by rows: Int, wrapping: Bool = false, isByPages: Bool = false) {
        let report = route.page == .charts ? chartReport : nil
        let countries = route.page == .countries ? countriesReport : nil
        let milestones = route.page == .milestones ? milestonesReport : nil
        let count = report?.rowCount ?? countries?.rows.count ?? milestones?.rows.count ?? rowCount
        guard count > 0 else { return }
        let selected =
            report.map(selection) ?? countries.map(selection) ?? milestones.map(selection) ?? selection(of: count)
        let height = visibleRows(of: count)
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

    /// The number of rows on pages where the row itself is selected, not an app or a chart in it.
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
