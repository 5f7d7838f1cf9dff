import History
import Market

extension DashboardState {
    /// Puts what was changed by key over what the settings say.
    mutating func applyWatchlist() {
        data.watch(changes: memory.watchlist)
        library.watch(changes: memory.watchlist)
    }

    mutating func toggleWatchlist() -> [Effect] {
        guard let app = selectedApp else {
            message = "no app is selected here"
            return []
        }
        let isOnWatchlist = !ledger.watchlist.contains(app)
        memory.watchlist[app] = isOnWatchlist
        let name = ledger.name(of: app, asOf: instant)
        message =
            isOnWatchlist
            ? "\(name) is watched; \(commands.label(.milestones)) counts it" : "\(name) is watched no longer"
        return [.watch(memory.watchlist)]
    }
}
