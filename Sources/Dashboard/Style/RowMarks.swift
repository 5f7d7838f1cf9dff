import History
import Market

/// The marks of table rows, the same on every page: marks for comparison, the watchlist, and pins.
struct RowMarks: Sendable {
    private let items: Set<CompareItem>
    /// The apps of all marked items.
    private let apps: Set<AppID>
    private let watchlist: Set<AppID>

    /// Creates marks.
    ///
    /// - Parameters:
    ///   - marked: The items marked for comparison.
    ///   - ledger: The data with the marked launches.
    ///   - watchlist: The watchlist (default: that of the data).
    init(_ marked: [CompareItem] = [], in ledger: LedgerSnapshot, watchlist: Set<AppID>? = nil) {
        items = Set(marked)
        apps = Set(
            marked.compactMap { item in
                switch item {
                case .app(let app): app
                case .launch(let id): ledger.launch(id: id)?.app
                }
            }
        )
        self.watchlist = watchlist ?? ledger.watchlist
    }

    /// Returns the symbols of a row.
    ///
    /// - Parameters:
    ///   - launch: The id of the row's launch, if rows are launches, of which an app can have several.
    ///   - isPinned: Whether apps on the watchlist are at the top.
    func symbols(of app: AppID?, launch: String? = nil, isPinned: Bool = false) -> RowSymbols {
        guard let app else { return RowSymbols() }
        let isOnWatchlist = watchlist.contains(app)
        return RowSymbols(
            isMarked: launch.map { items.contains(.launch($0)) || items.contains(.app(app)) } ?? apps.contains(app),
            isOnWatchlist: isOnWatchlist,
            isPinned: isOnWatchlist && isPinned
        )
    }
}

extension DashboardState {
    /// The marks of rows.
    var rowMarks: RowMarks { RowMarks(marked, in: library, watchlist: data.watchlist) }
}
