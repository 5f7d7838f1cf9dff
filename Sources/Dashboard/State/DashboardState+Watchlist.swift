import History
import Market

extension DashboardState {
    /// The apps on the watchlist with the names and launch times that the user entered, sorted by name.
    var watchedApps: [WatchedApp] {
        data.watchlist.sorted().map { userState.watched[$0] ?? WatchedApp($0) }
            .sorted { ($0.name ?? data.name(of: $0.app, asOf: now)) < ($1.name ?? data.name(of: $1.app, asOf: now)) }
    }

    /// Applies the user's changes to the watchlist of the config file, in the data and in the library.
    mutating func applyWatchlist() {
        data.watch(changes: userState.watchlist)
        library.watch(changes: userState.watchlist)
    }

    mutating func toggleWatchlist() -> [Effect] {
        guard let app = page().selectedApp else {
            message = "no app selected"
            return []
        }
        return ledger.watchlist.contains(app) ? unwatch(app) : watch(app)
    }

    /// Adds an app to the watchlist: the selected one, or the one with this id, launch id or name. An id doesn't have
    /// to be in any chart yet.
    mutating func watch(called text: String) -> [Effect] {
        guard let app = text.isEmpty ? page().selectedApp : app(called: text) ?? (try? AppID.parse(text)) else {
            message = text.isEmpty ? "no app selected" : "no app found for \"\(text)\"; use the app id"
            return []
        }
        return watch(app)
    }

    /// Removes an app from the watchlist: the selected one, or the one with this id, launch id or name.
    mutating func unwatch(called text: String) -> [Effect] {
        let named = text.isEmpty ? page().selectedApp : app(called: text)
        guard let app = named, ledger.watchlist.contains(app) else {
            message = text.isEmpty ? "no app selected" : "\"\(text)\" is not on the watchlist"
            return []
        }
        return unwatch(app)
    }

    /// Returns the app on the watchlist with this id, or with this text in the name that the user entered; `nil` if
    /// there is none.
    func watchedApp(called text: String) -> AppID? {
        let known = AppID.candidates(for: text).first(where: data.watchlist.contains)
        return known ?? watchedApps.first { app in app.name.map { Filter.contains($0, text) } ?? false }?.app
    }

    private mutating func watch(_ app: AppID) -> [Effect] {
        userState.watch(WatchedApp(app))
        let hint = route.page == .myLaunch ? "" : "; press \(commands.label(.myLaunch)) to show it"
        message = "added \(watchedName(of: app)) to the watchlist\(hint)"
        return [.watchlist(userState.watchlist)]
    }

    private mutating func unwatch(_ app: AppID) -> [Effect] {
        userState.watchlist[app] = false
        message = "removed \(watchedName(of: app)) from the watchlist"
        if let configuredWatchlist, configuredWatchlist.apps.contains(app) {
            message? += ", overriding \(configuredWatchlist.location); \(commands.label(.watch)) adds it again"
        }
        return [.watchlist(userState.watchlist)]
    }

    /// Returns an app's name in the charts. If there is none yet, returns the name that the user entered, the name in
    /// the app's launch, or its id.
    func watchedName(of app: AppID) -> String {
        let name = ledger.name(of: app, asOf: instant)
        guard name == app.text else { return name }
        return userState.watched[app]?.name ?? library.launch(of: app)?.name ?? name
    }
}
