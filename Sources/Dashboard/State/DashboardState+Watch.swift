import History
import Market

extension DashboardState {
    /// Puts what was watched or let go by key over what the settings say.
    mutating func watchAsRemembered() {
        for (app, isWatched) in memory.watched { data.watch(app, isWatched) }
        for (app, isWatched) in memory.watched { library.watch(app, isWatched) }
    }

    mutating func toggleWatched() -> [Effect] {
        guard let app = selectedApp else {
            message = "no app is selected here"
            return []
        }
        let isWatched = !ledger.watched.contains(app)
        memory.watched[app] = isWatched
        let name = ledger.name(of: app, asOf: instant)
        message =
            isWatched ? "\(name) is watched; \(commands.label(.milestones)) counts it" : "\(name) is watched no longer"
        return [.watch(memory.watched)]
    }
}
