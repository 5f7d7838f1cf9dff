import History
import Market

extension DashboardState {
    /// Applies the user's changes on top of the watchlist of the config file.
    mutating func applyWatchlist() {
        data.watch(changes: userState.watchlist)
        library.watch(changes: userState.watchlist)
    }

    mutating func toggleWatchlist() -> [Effect] {
        guard let app = page().selectedApp else {
            message = "no app selected"
            return []
        }
        let isOnWatchlist = !ledger.watchlist.contains(app)
        userState.watchlist[app] = isOnWatchlist
        let name = ledger.name(of: app, asOf: instant)
        message =
            isOnWatchlist
            ? "added \(name) to the watchlist; \(commands.label(.milestones)) shows its milestones"
            : "removed \(name) from the watchlist"
        return [.watchlist(userState.watchlist)]
    }
}
