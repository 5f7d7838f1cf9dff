import History
import Market

/// The items marked for comparison and the apps on the watchlist, which determine the symbols of table rows on every
/// page.
struct RowMarks: Sendable {
    private let items: Set<CompareItem>
    /// The apps of all marked items.
    private let apps: Set<AppID>
    private let watchlist: Set<AppID>

    /// Creates the marks of table rows.
    ///
    /// - Parameters:
    ///   - marked: The items marked for comparison.
    ///   - ledger: The data that contains the marked launches.
    ///   - watchlist: The apps on the watchlist (default: the watchlist of `ledger`).
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

    /// Returns the symbols of an app's row.
    ///
    /// - Parameters:
    ///   - launch: The id of the row's launch in a table of launches, in which an app can have several rows.
    ///   - isPinned: Whether apps on the watchlist are pinned to the top.
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
    /// The marks that determine the symbols of table rows.
    var rowMarks: RowMarks { RowMarks(marked, in: library, watchlist: data.watchlist) }
}
