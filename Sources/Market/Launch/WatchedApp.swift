/// An app on the watchlist, with its name and launch time from the settings.
public struct WatchedApp: Hashable, Sendable {
    public var app: AppID
    /// The name to show until a chart provides one; `nil` if there is none.
    public var name: String?
    /// The time of the app's launch; `nil` if unknown.
    public var launch: Timestamp?
    /// The id of the same app in the other store; `nil` if there is none.
    public var counterpart: AppID?

    public init(_ app: AppID, name: String? = nil, launch: Timestamp? = nil, counterpart: AppID? = nil) {
        self.app = app
        self.counterpart = counterpart
        self.name = name
        self.launch = launch
    }
}
