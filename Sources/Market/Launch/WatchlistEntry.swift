/// An app on the watchlist in the settings, which may have an id in each store.
public struct WatchlistEntry: Hashable, Sendable {
    /// The name to show until a chart provides one; `nil` if there is none.
    public var name: String?
    /// The ids of the app, at most one per store, the App Store's first.
    public let apps: [AppID]

    /// Creates an entry.
    ///
    /// - Precondition: `apps` isn't empty and has at most one id per store.
    public init(name: String? = nil, apps: [AppID]) {
        precondition(!apps.isEmpty && Set(apps.map(\.store)).count == apps.count, "one id per store")
        self.name = name
        self.apps = apps.sorted { $0.store < $1.store }
    }
}
