/// The signs before an app's name: `+` marked for comparison, `*` on the watchlist.
extension RoleText {
    static func name(
        _ name: String,
        isMarked: Bool = false,
        isOnWatchlist: Bool,
        _ role: Theme.Role = .text
    ) -> RoleText {
        let prefix = (isMarked ? "\(Sign.marked) " : "") + (isOnWatchlist ? "\(Sign.onWatchlist) " : "")
        return RoleText(prefix + name, prefix.isEmpty ? role : .accent)
    }
}
