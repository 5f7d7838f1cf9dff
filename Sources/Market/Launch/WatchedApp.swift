/// An app on the watchlist, with what the user entered about it.
public struct WatchedApp: Hashable, Sendable {
    public var app: AppID
    /// The name to show until a chart has one.
    public var name: String?
    /// The time of its launch; `nil` if unknown.
    public var launch: Timestamp?

    public init(_ app: AppID, name: String? = nil, launch: Timestamp? = nil) {
        self.app = app
        self.name = name
        self.launch = launch
    }
}
