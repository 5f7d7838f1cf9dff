import Canvas

/// The signs before an app's name: `+` marked for comparison, `*` on the watchlist.
enum NamePrefix {
    static func piece(
        _ name: String,
        isMarked: Bool,
        isOnWatchlist: Bool,
        theme: Theme,
        style: Style? = nil
    ) -> StyledText {
        let prefix = (isMarked ? "\(Sign.marked) " : "") + (isOnWatchlist ? "\(Sign.onWatchlist) " : "")
        return StyledText(prefix + name, prefix.isEmpty ? style ?? theme.text : theme.accent)
    }
}
