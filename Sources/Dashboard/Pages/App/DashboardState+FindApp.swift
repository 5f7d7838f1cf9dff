import History
import Market

extension DashboardState {
    /// The apps found by a launch id, an app id or a name.
    enum FoundApps {
        case one(AppID)
        /// Several apps have the text in their names: the best match, and a message that lists all of them.
        case several(AppID, problem: String)
        case none
    }

    /// Finds an app by launch id, app id or name. Launch ids take precedence over app ids, and app ids over names. Of
    /// several names that contain the text, only one that equals it is found.
    func findApp(called text: String) -> FoundApps {
        if let launch = library.launch(id: text.lowercased()) { return .one(launch.app) }
        let known = AppID.candidates(for: text).first {
            data.registry.handle(of: $0) != nil || library.registry.handle(of: $0) != nil
        }
        if let known = known ?? watchedApp(called: text) { return .one(known) }
        for ledger in [data, library] {
            let found = ledger.registry.apps(called: text, limit: 9)
            guard let first = found.first else { continue }
            let names = found.map { ledger.name(of: $0, asOf: instant) }
            let equal = zip(found, names).filter { $1.lowercased() == text.lowercased() }
            if found.count == 1 { return .one(first) }
            if equal.count == 1 { return .one(equal[0].0) }
            let list = TextList.start(of: zip(found, names).map { "\($1) (\($0.text))" })
            return .several(first, problem: "\"\(text)\" is ambiguous: \(list); use the app id")
        }
        return .none
    }

    mutating func showApp(called text: String) {
        switch findApp(called: text) {
        case .one(let app), .several(let app, _): showApp(app)
        case .none: message = "no app found for \"\(text)\""
        }
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
