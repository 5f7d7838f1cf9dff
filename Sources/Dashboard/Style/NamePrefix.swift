import Canvas

/// What stands before a name: `+` marked for comparing, `*` watched.
enum NamePrefix {
    static func piece(
        _ name: String,
        isMarked: Bool,
        isOnWatchlist: Bool,
        theme: Theme,
        style: Style? = nil
    ) -> StyledText {
        let signs = (isMarked ? "+ " : "") + (isOnWatchlist ? "* " : "")
        return StyledText(signs + name, signs.isEmpty ? style ?? theme.text : theme.accent)
    }
}
