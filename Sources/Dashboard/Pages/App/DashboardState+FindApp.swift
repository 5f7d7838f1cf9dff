import History
import Market

extension DashboardState {
    /// Returns the app with the given launch id, app id or name; `nil` if there is none. Launch ids take precedence
    /// over app ids, and app ids over names.
    func app(called text: String) -> AppID? {
        if let launch = library.launch(id: text.lowercased()) { return launch.app }
        let known = AppID.candidates(for: text).first {
            data.registry.handle(of: $0) != nil || library.registry.handle(of: $0) != nil
        }
        if let known = known ?? watchedApp(called: text) { return known }
        return data.registry.apps(called: text, limit: 1).first ?? library.registry.apps(called: text, limit: 1).first
    }

    mutating func showApp(called text: String) {
        guard let app = app(called: text) else {
            message = "no app found for \"\(text)\""
            return
        }
        showApp(app)
    }

    /// Shows the App page of an app, or the replay of its launch if only the library contains the app.
    mutating func showApp(_ app: AppID) {
        let isInData = data.registry.handle(of: app) != nil || data.watchlist.contains(app)
        if isInData {
            pushPage(of: app, launch: nil)
        } else if route.launch != nil {
            pushPage(of: app, launch: route.launch)
        } else if let launch = library.launch(of: app) {
            push(Self.route(of: launch))
        }
    }

    /// Returns the error message for an unknown launch id, with suggestions.
    func unknownLaunch(_ id: String) -> String {
        let ids = library.launches.map(\.id)
        return "unknown launch \"\(id)\"; "
            + (ids.isEmpty ? "no launches loaded" : Suggestion.hint(for: id, among: ids))
    }

    /// Replays the launch with the given id from its start. Shows an error message if the id is unknown.
    mutating func showLaunch(called text: String) {
        guard let launch = library.launch(id: text.lowercased()) else {
            message = unknownLaunch(text)
            return
        }
        push(Self.route(of: launch))
        route.playhead.play(from: route.playhead.start)
    }
}
