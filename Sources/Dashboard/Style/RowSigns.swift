/// The signs of a row, in the first column of a table: `+` marked for comparison, `*` on the watchlist, or `^`
/// on the watchlist and pinned to the top.
struct RowSigns: Hashable, Sendable {
    var isMarked = false
    var isOnWatchlist = false
    /// Whether the row is at the top because its app is on the watchlist.
    var isPinned = false

    /// The width of the column: one cell for each sign.
    static let width = 2

    var isEmpty: Bool { !isMarked && !isOnWatchlist }

    /// The cell, with each sign in its own column.
    var cell: RoleText {
        RoleText(
            (isMarked ? Sign.marked : " ") + (isPinned ? Sign.pinned : isOnWatchlist ? Sign.onWatchlist : " "),
            .accent
        )
    }

    /// Returns a name after its signs, for text without columns: "+ * Sora".
    func before(_ name: String) -> String {
        [isMarked ? Sign.marked : nil, isOnWatchlist ? Sign.onWatchlist : nil, name].compactMap { $0 }
            .joined(separator: " ")
    }
}
