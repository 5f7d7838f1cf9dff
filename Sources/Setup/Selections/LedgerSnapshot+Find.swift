package import Collector
package import Dashboard
import Foundation
package import History
package import Market

extension LedgerSnapshot {
    /// Returns whether any app has a text as its id or launch id, or in its name.
    package func hasApp(named text: String) -> Bool {
        launch(id: text) != nil || !apps(matching: text, limit: 1).isEmpty || app(id: text) != nil
    }

    /// Returns the app that has a text as its id or launch id or, otherwise, the only app with the text in its name.
    ///
    /// - Throws: An error if no app matches, or if several match, with their names.
    package func app(named text: String) throws(Failure) -> AppID {
        if let app = app(id: text) ?? launch(id: text)?.app { return app }
        if let only = try onlyApp(matching: text) { return only }
        if text.allSatisfy(\.isNumber) {
            throw Failure("no data about the app \(text): no chart has listed it, and it has no counts")
        }
        throw Failure("no app matches \"\(text)\"; use an app id or part of a name")
    }

    /// Returns the app on the watchlist that has a text as its id, or in the name that the user entered for it; `nil` if
    /// none has.
    ///
    /// - Parameter entered: The apps with names and launch times that the user entered.
    package func watchedApp(named text: String, among entered: [AppID: WatchedApp]) -> AppID? {
        let known = AppID.candidates(for: text).first(where: watchlist.contains)
        return known
            ?? entered.values.filter { $0.name?.localizedCaseInsensitiveContains(text) == true }
            .map(\.app).min()
    }

    /// Returns the app that ``app(named:)`` finds, or the app on the watchlist that no chart has listed yet.
    ///
    /// - Throws: An error if no app matches, or if several match.
    package func listedOrWatchedApp(named text: String) throws(Failure) -> AppID {
        do throws(Failure) {
            return try app(named: text)
        } catch {
            guard let watched = watchedApp(named: text, among: StateFile.watchedApps()) else { throw error }
            return watched
        }
    }

    private func app(id text: String) -> AppID? {
        AppID.candidates(for: text).first { registry.handle(of: $0) != nil }
    }

    /// Returns the only app with this text in its name, or `nil` if there is none.
    ///
    /// - Throws: An error with the names of the apps if there are several.
    fileprivate func onlyApp(matching text: String) throws(Failure) -> AppID? {
        let matches = apps(matching: text, limit: 9)
        guard matches.count > 1 else { return matches.first }
        let end = span?.end ?? SystemClock.now()
        let list = TextList.start(of: matches.map { "\($0.text) \(name(of: $0, asOf: end))" }, separator: "; ")
        throw Failure("\"\(text)\" is ambiguous: \(list); use the app id")
    }
}

extension CompareItem {
    /// Finds launches by id, and apps by id or name.
    ///
    /// - Throws: An error with suggestions if an id is neither in the library nor in the data, or if several apps match
    ///   it.
    package static func items(
        _ ids: [String],
        in data: LedgerSnapshot,
        library: LedgerSnapshot
    ) throws(Failure) -> [CompareItem] {
        var items: [CompareItem] = []
        for id in ids {
            if let launch = library.launch(id: id.lowercased()) {
                items.append(.launch(launch.id))
            } else {
                items.append(.app(try app(id, in: data, library: library)))
            }
        }
        return items
    }

    private static func app(_ text: String, in data: LedgerSnapshot, library: LedgerSnapshot) throws(Failure) -> AppID {
        let known = AppID.candidates(for: text).first {
            data.registry.handle(of: $0) != nil || library.launch(of: $0) != nil
        }
        if let known { return known }
        if let only = try data.onlyApp(matching: text) { return only }
        let watched = StateFile.watchedApps()
        if let app = data.watchedApp(named: text, among: watched) {
            // A launch time is enough to compare ages.
            guard watched[app]?.launch == nil else { return app }
            throw Failure(
                "no data about \"\(text)\" yet: no chart has listed it, it has no counts, and its launch time isn't set; "
                    + "use launchtop watch \(app.text) --launch TIME"
            )
        }
        let ids = library.launches.map(\.id)
        throw Failure("unknown launch or app \"\(text)\"; \(Suggestion.hint(for: text, among: ids))")
    }
}
