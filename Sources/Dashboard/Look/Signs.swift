import Canvas

/// What stands before a name: `+` marked for comparing, `*` watched.
enum Signs {
    static func piece(
        _ name: String,
        isMarked: Bool,
        isWatched: Bool,
        theme: Theme,
        style: Style? = nil
    ) -> Piece {
        let signs = (isMarked ? "+ " : "") + (isWatched ? "* " : "")
        return Piece(signs + name, signs.isEmpty ? style ?? theme.text : theme.accent)
    }
}
