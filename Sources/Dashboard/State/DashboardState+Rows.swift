import Canvas
import History
import Market

/// The selected row and the visible rows.
extension DashboardState {
    mutating func moveSelection(_ command: Command) {
        switch command {
        case .up: select(by: -1)
        case .down: select(by: 1)
        case .pageUp: select(by: -1, isByPages: true)
        case .pageDown: select(by: 1, isByPages: true)
        case .top: select(by: .min)
        case .bottom: select(by: .max)
        case .nextMatch: select(by: 1, wrapping: true)
        default: select(by: -1, wrapping: true)
        }
    }

    /// The number of rows of a page, excluding its title and status line; at least 1.
    var pageHeight: Int { max(1, size.rows - (showsMarkerDensity ? 7 : 6)) }

    /// Moves the selection by a number of rows, or to the first (`.min`) or last row (`.max`).
    ///
    /// - Parameters:
    ///   - wrapping: Whether to continue at the other end of the list.
    ///   - isByPages: Whether `rows` counts pages. If so, the selection keeps its position on the screen if possible.
    mutating func select(by rows: Int, wrapping: Bool = false, isByPages: Bool = false) {
        let page = page()
        let count = page.rowCount
        guard count > 0 else { return }
        let selected = page.selection
        let (height, pinned) = (page.visibleRows, page.pinnedRows)
        let window = RowWindow(selection: selected, count: count, height: height, pinned: pinned)
        let pageLength = max(1, height - window.pinned.count)
        let (row, _) = selected.addingReportingOverflow(isByPages ? rows * pageLength : rows)
        let target = rows == .max ? count - 1 : rows == .min ? 0 : row
        let next = wrapping ? (target % count + count) % count : max(0, min(count - 1, target))
        page.select(next, in: &route)
        func first(_ selection: Int, _ first: Int) -> Int {
            RowWindow(selection: selection, count: count, height: height, first: first, pinned: pinned).rows.lowerBound
        }
        route.firstRow = first(next, first(selected, route.firstRow) + (isByPages ? rows * pageLength : 0))
    }
}
