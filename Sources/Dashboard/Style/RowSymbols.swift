/// The symbols of a row in the first column of a table: `+` for an item marked for comparison, `*` for an app on the
/// watchlist, and `^` instead of `*` for an app that is also pinned to the top.
struct RowSymbols: Hashable, Sendable {
    var isMarked = false
    var isOnWatchlist = false
    /// Whether the row is at the top because its app is on the watchlist.
    var isPinned = false

    /// The width of the column in cells, one for each symbol.
    static let width = 2

    var isEmpty: Bool { !isMarked && !isOnWatchlist }

    /// The symbols as a table cell, each symbol in its own column.
    var cell: RoleText {
        RoleText(
            (isMarked ? Symbol.marked : " ") + (isPinned ? Symbol.pinned : isOnWatchlist ? Symbol.onWatchlist : " "),
            .accent
        )
    }

    /// Returns a name preceded by its symbols, for text without columns: "+ * Sora".
    func before(_ name: String) -> String {
        [isMarked ? Symbol.marked : nil, isOnWatchlist ? Symbol.onWatchlist : nil, name].compactMap { $0 }
            .joined(separator: " ")
    }
}
