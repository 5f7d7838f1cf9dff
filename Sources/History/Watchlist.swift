public import Market

/// The apps on the watchlist: those from the settings, with the user's changes applied.
///
/// Code that needs to know whether an app is on the watchlist uses ``LedgerSnapshot/watchlist``, which is computed from
/// this value.
public struct Watchlist: Hashable, Sendable {
    /// The apps from the settings.
    public var settings: Set<AppID>
    /// The entries in the settings with a name or with ids in both stores.
    public var entries: [WatchlistEntry] = []
    /// The ids of apps in the other store that the user entered, by each of their two ids.
    public var enteredPairs: [AppID: AppID] = [:]
    /// The user's changes: true for an added app, false for a removed one. They override the settings.
    public var changes: [AppID: Bool]

    public init(settings: Set<AppID> = [], changes: [AppID: Bool] = [:]) {
        self.settings = settings
        self.changes = changes
    }

    /// Returns the name of an app in the settings; `nil` if it has none.
    public func name(of app: AppID) -> String? { entries.first { $0.apps.contains(app) }?.name }

    /// Returns the id of an app in the other store according to the settings, or else to the user; `nil` if there is
    /// none.
    public func counterpart(of app: AppID) -> AppID? {
        entries.first { $0.apps.contains(app) }?.apps.first { $0 != app } ?? enteredPairs[app]
    }

    /// All apps on the watchlist.
    public var apps: Set<AppID> {
        settings.filter { changes[$0] != false }.union(changes.lazy.filter(\.value).map(\.key))
    }
}
