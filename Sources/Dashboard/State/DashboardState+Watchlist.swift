import Canvas
import History
import Market

extension DashboardState {
    /// The apps on the watchlist with the names and launch times that the user entered, sorted by name. An app in both
    /// stores is one app, with the App Store's id.
    var watchedApps: [WatchedApp] {
        let (watchlist, choices) = (data.watchlist, data.watchlistChoices)
        return watchlist.sorted().compactMap { app -> WatchedApp? in
            var watched = userState.watched[app] ?? WatchedApp(app)
            // Without both ids on the watchlist, there is no pair.
            watched.counterpart = nil
            if let other = choices.counterpart(of: app), watchlist.contains(other) {
                guard app.store == .appStore else { return nil }
                watched.counterpart = other
                watched.launch = watched.launch ?? userState.watched[other]?.launch
            }
            watched.name = watched.name ?? choices.name(of: app)
            return watched
        }
        .sorted { ($0.name ?? data.name(of: $0.app, asOf: now)) < ($1.name ?? data.name(of: $1.app, asOf: now)) }
    }

    /// Applies the user's changes to the configured watchlist, in both the data and the library.
    mutating func applyWatchlist() {
        // The selected app stays selected if another one comes before it.
        if route.page == .myLaunch, route.app == nil { route.app = page().selectedApp }
        data.watch(changes: userState.watchlist)
        library.watch(changes: userState.watchlist)
        applyNames()
    }

    /// Applies the names and the pairs of ids that the user entered to the data.
    mutating func applyNames() { data.setEntered(userState.watched) }

    mutating func toggleWatchlist() -> [Effect] {
        guard let app = page().selectedApp else {
            message = "no app selected"
            return []
        }
        return ledger.watchlist.contains(app) ? unwatch(app) : watch(WatchedApp(app))
    }

    /// Adds an app to the watchlist: the selected app, or the app with the given id, store URL, launch id or name. The
    /// app doesn't have to be in any chart yet.
    ///
    /// - Parameter text: The app, optionally followed by storefronts, such as `1559935726 us,jp`; empty for the
    ///   selected app. If a storefront's charts aren't polled, the message explains how to poll them. Two ids, one in
    ///   each store, are one app: `1559935726 com.example.mint`.
    mutating func watch(called text: String) -> [Effect] {
        var (name, storefronts): (String, [Storefront]) = (text, [])
        if case .none = appToWatch(text) { (name, storefronts) = Self.splitStorefronts(text) }
        if let pair = WatchedApp.pair(name) {
            let known = [pair.app, pair.counterpart].compactMap { $0 }
            let other = known.first { data.watchlistChoices.counterpart(of: $0).map { !known.contains($0) } ?? false }
            guard let other else { return watch(pair) }
            message =
                "\(watchedName(of: other)) has another id in the other store; remove it from the config file first"
            return []
        }
        guard let app = selectedApp(or: name, typed: text) else { return [] }
        let effects = watch(WatchedApp(app))
        if app.store == .googlePlay, data.watchedCounterpart(of: app) == nil { message? += "; \(WatchedApp.playHint)" }
        if watchedName(of: app) == app.text { message? += "; no chart has listed this id yet" }
        let polled = Set(data.charts.map(\.storefront))
        let missing = storefronts.filter { !isLive || !polled.contains($0) }
        if !missing.isEmpty {
            let list = missing.map(\.code).joined(separator: ",")
            message? += "; to poll its charts there, quit and run: launchtop watch \(app.text) --storefront \(list)"
        }
        return effects
    }

    /// Finds an app by id or name. A valid id is found even if no chart has listed it yet.
    private func appToWatch(_ text: String) -> FoundApps {
        let found = findApp(called: text)
        guard case .none = found, let app = try? AppID.parse(text) else { return found }
        return .one(app)
    }

    /// Returns the selected app if `name` is empty, otherwise the app with that id or name. If there is no such app or
    /// several, shows a message and returns `nil`.
    ///
    /// - Parameter typed: The text to quote in the message.
    private mutating func selectedApp(or name: String, typed: String) -> AppID? {
        guard !name.isEmpty else {
            let app = page().selectedApp
            if app == nil { message = "no app selected" }
            return app
        }
        switch appToWatch(name) {
        case .one(let app): return app
        case .several(_, let problem): message = problem
        case .none: message = "no app found for \"\(typed)\"; use the app id"
        }
        return nil
    }

    /// Splits text such as `1559935726 us,jp` into the app and storefronts. If the last word isn't a list of
    /// storefronts, the whole text is the app.
    static func splitStorefronts(_ text: String) -> (app: String, storefronts: [Storefront]) {
        guard let space = text.lastIndex(of: " ") else { return (text, []) }
        let words = text[text.index(after: space)...].split(separator: ",")
        let storefronts = words.compactMap { try? Storefront.parse(String($0)) }
        return storefronts.count == words.count ? (trimmed(String(text[..<space])), storefronts) : (text, [])
    }

    /// Removes an app from the watchlist: the selected app, or the app with the given id, launch id or name.
    mutating func unwatch(called text: String) -> [Effect] {
        var named = text.isEmpty ? page().selectedApp : nil
        if !text.isEmpty, case .one(let app) = findApp(called: text) { named = app }
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

    /// Sets the launch time of an app, and adds it to the watchlist.
    ///
    /// - Parameter text: The launch time of the selected app, or an app's id or name followed by its launch time.
    mutating func setLaunchTime(_ text: String) -> [Effect] {
        let (name, time) = splitLaunchTime(text)
        guard let time else {
            message =
                "no launch time in \"\(text.prefix(80))\"; use \(commands.label(.launchTime)) [APP] 2026-03-04 09:00"
            return []
        }
        guard let app = selectedApp(or: name, typed: name) else { return [] }
        let isNew = !data.watchlist.contains(app)
        keepApp()
        userState.watch(WatchedApp(app, launch: time))
        message = "launch time of \(watchedName(of: app)): \(TimeFormat.instant(time, in: zone))"
        guard isNew else { return [] }
        message? += "; added to the watchlist"
        return [.watchlist(userState.watchlist)]
    }

    /// Sets the name of the selected app, which is shown until a chart provides one, and adds the app to the watchlist.
    mutating func setName(_ text: String) -> [Effect] {
        guard let app = page().selectedApp else {
            message = "no app selected"
            return []
        }
        let name = DisplayText(text).text
        guard !name.isEmpty else {
            message = "no name; use :\(Command.name.rawValue) NAME"
            return []
        }
        let isNew = !data.watchlist.contains(app)
        keepApp()
        userState.watch(WatchedApp(app, name: name))
        let listed = ledger.name(of: app, asOf: instant)
        message = "name of \(app.text): \(name)"
        if listed != app.text { message? += "; charts call it \(listed), which is shown instead" }
        guard isNew else { return [] }
        message? += "; added to the watchlist"
        return [.watchlist(userState.watchlist)]
    }

    /// Splits text such as `Mint Weather 2026-03-04 09:00` into the app, which is empty if missing, and the time, which
    /// is `nil` if missing or invalid.
    private func splitLaunchTime(_ text: String) -> (app: String, time: Timestamp?) {
        let words = text.split(separator: " ").map(String.init)
        // A date and a clock time are two words.
        for count in [2, 1] where words.count >= count {
            let typed = words.suffix(count).joined(separator: " ")
            guard let time = TimeEntry.launchTime(typed, now: now, in: zone) else { continue }
            return (words.dropLast(count).joined(separator: " "), time)
        }
        return (text, nil)
    }

    mutating func watch(_ watched: WatchedApp) -> [Effect] {
        let isNew = !data.watchlist.contains(watched.app)
        if isNew, route.page == .myLaunch {
            // The commands that follow are about the new app.
            (route.app, route.chart, route.selection) = (watched.app, nil, 0)
        } else {
            keepApp()
        }
        userState.watch(watched)
        if let other = data.watchlistChoices.counterpart(of: watched.app) { userState.watch(WatchedApp(other)) }
        if route.page != .myLaunch { selectOnMyLaunch(watched.app) }
        let hint = route.page == .myLaunch ? "" : "; press \(commands.label(.myLaunch)) to show it"
        let name = watchedName(of: watched.app)
        message = (isNew ? "added \(name) to the watchlist" : "\(name) is already on the watchlist") + hint
        return [.watchlist(userState.watchlist)]
    }

    /// Selects an app on My launch that was added on another page, so that My launch shows it next.
    private mutating func selectOnMyLaunch(_ app: AppID) {
        let opened = stack.indices.filter { stack[$0].page == .myLaunch }
        for position in opened {
            (stack[position].app, stack[position].chart, stack[position].selection) = (app, nil, 0)
        }
        addedApp = opened.isEmpty ? app : nil
    }

    /// Keeps the current app selected on the My launch page when another app is added.
    private mutating func keepApp() {
        if route.page == .myLaunch, route.app == nil { route.app = page().selectedApp }
    }

    private mutating func unwatch(_ app: AppID) -> [Effect] {
        userState.watchlist[app] = false
        // An app in both stores is one app.
        if let other = data.watchlistChoices.counterpart(of: app) { userState.watchlist[other] = false }
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
