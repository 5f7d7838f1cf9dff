public import Market

/// The watchlist in the config file.
public struct ConfiguredWatchlist: Hashable, Sendable {
    public let apps: Set<AppID>
    /// The location of the setting, such as "line 3 of config.toml".
    public let location: String

    public init(apps: Set<AppID>, location: String) {
        self.apps = apps
        self.location = location
    }
}

/// The user's state that is saved between runs.
public struct UserState: Hashable, Sendable {
    /// The maximum number of lines kept in the history of the palette.
    public static let lineLimit = 100

    /// Apps added to (`true`) or removed from (`false`) the watchlist by the user, overriding the config file.
    public var watchlist: [AppID: Bool]
    /// The names, launch times and ids in the other store that the user entered for apps on the watchlist.
    public var watched: [AppID: WatchedApp]
    /// Whether apps on the watchlist are pinned to the top of charts.
    public var pinsWatched: Bool
    /// The history of the palette, newest last.
    public private(set) var lines: [String]
    /// The instant up to which the user has read the changes; `nil` if the user has never read them.
    public var readUntil: Timestamp?
    /// The time at which the user last quit the dashboard; `nil` if unknown.
    public var lastVisit: Timestamp?
    /// The page shown at the end of the last run; `nil` if there was none.
    public var lastPage: LastPage?
    /// The items marked for comparison, in the order they were marked.
    public var marked: [CompareItem]

    public init(
        watchlist: [AppID: Bool] = [:],
        watched: [AppID: WatchedApp] = [:],
        pinsWatched: Bool = false,
        lines: [String] = [],
        readUntil: Timestamp? = nil,
        lastVisit: Timestamp? = nil,
        lastPage: LastPage? = nil,
        marked: [CompareItem] = []
    ) {
        self.watchlist = watchlist
        self.watched = watched
        self.pinsWatched = pinsWatched
        self.lines = Array(lines.suffix(Self.lineLimit))
        self.readUntil = readUntil
        self.lastVisit = lastVisit
        self.lastPage = lastPage
        self.marked = marked
    }

    /// Returns a note if adding an app replaces the launch time that the user entered for it before; otherwise `nil`.
    public func noteOnLaunch(of app: WatchedApp, zone: TimeZoneTable) -> String? {
        guard let old = watched[app.app]?.launch, let new = app.launch, old != new else { return nil }
        let (before, after) = (TimeFormat.instant(old, in: zone), TimeFormat.instant(new, in: zone))
        return "launch time of \(app.name ?? watched[app.app]?.name ?? app.app.text): \(after) instead of \(before)"
    }

    /// Adds an app to the watchlist, with its id in the other store if it has one. If `app` has a name, a launch time or
    /// such an id, it replaces the stored one.
    public mutating func watch(_ app: WatchedApp) {
        watchlist[app.app] = true
        let known = watched[app.app]
        let details = WatchedApp(
            app.app,
            name: app.name ?? known?.name,
            launch: app.launch ?? known?.launch,
            counterpart: app.counterpart ?? known?.counterpart
        )
        if let counterpart = details.counterpart { watchlist[counterpart] = true }
        if details != WatchedApp(app.app) { watched[app.app] = details }
    }

    /// Adds a line to the history of the palette and removes any earlier copy of it.
    mutating func add(line: String) {
        lines.removeAll { $0 == line }
        lines.append(line)
        if lines.count > Self.lineLimit { lines.removeFirst() }
    }
}
