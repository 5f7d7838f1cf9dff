public import Market

/// Which apps are watched: those that the settings name, and over them what a person changed by key.
///
/// Everything that asks whether an app is watched asks ``LedgerSnapshot/watchlist``, which is computed here and nowhere else.
public struct Watchlist: Hashable, Sendable {
    /// Named by the settings.
    public var settings: Set<AppID>
    /// Added (true) or removed (false) by key, whatever the settings name.
    public var changes: [AppID: Bool]

    public init(settings: Set<AppID> = [], changes: [AppID: Bool] = [:]) {
        self.settings = settings
        self.changes = changes
    }

    /// All apps on it.
    public var apps: Set<AppID> {
        settings.filter { changes[$0] != false }.union(changes.lazy.filter(\.value).map(\.key))
    }
}
