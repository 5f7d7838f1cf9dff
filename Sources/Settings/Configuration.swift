public import Foundation
public import Market

/// The settings in the config file. `docs/formats/config-file.md` describes the format.
public struct Configuration: Hashable, Sendable {
    /// The absolute path of the archive; `nil` for the default.
    public var archive: String?
    /// The number of seconds for which history is kept; `nil` for forever.
    public var keep: Int64?
    /// The memory limit for rankings, in bytes. Older rankings stay on disk and are read when needed.
    public var memory = 1 << 30
    /// The engine to which the archive is replicated.
    public var replication = ReplicationSettings()
    /// The settings for polling.
    public var polling = PollingSettings()
    /// The sources to poll if the command line names none. The default is the App Store's US top free chart.
    public var sources = [SourceSettings(from: "appstore:us/top-free")]
    /// The apps on the watchlist. No id occurs twice.
    public var watchlist: [WatchlistEntry] = []
    /// The ids of the apps on the watchlist, in all stores.
    public var watchlistApps: [AppID] {
        get { watchlist.flatMap(\.apps) }
        set { watchlist = newValue.map { WatchlistEntry(apps: [$0]) } }
    }
    /// The line of the config file that lists the watchlist's apps; `nil` if the file lists none.
    public var watchlistLine: Int?
    /// The settings for the display.
    public var display = DisplaySettings()

    /// Additional download milestones, in ascending order.
    public var milestones: [Int] = []
    /// Key bindings that differ from the defaults.
    public var keys: [KeySetting] = []
    /// The alerts. No two have the same rule for the same apps.
    public var alerts: [AlertSettings] = []

    public init() {}

    /// Reads a config file. Settings that aren't in the file keep their defaults.
    ///
    /// - Throws: All errors in the file, each with its line and column, including unknown keys. If the text isn't valid
    ///   TOML, the only error is the first syntax error.
    public init(file: URL) throws(ConfigurationErrors) { self = try LoadedConfiguration(file: file).configuration }
}
