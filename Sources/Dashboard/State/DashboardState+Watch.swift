import History
import Market

extension DashboardState {
    /// Puts what was changed by key over what the settings say.
    mutating func watchAsRemembered() {
        data.watch(changes: memory.watched)
        library.watch(changes: memory.watched)
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
