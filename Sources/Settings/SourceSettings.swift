public import Formats
public import Input
public import Market

/// A `[[source]]` table in the config file.
public struct SourceSettings: Hashable, Sendable {
    /// The name of an App Store chart, a URL, or an absolute path, unique within a configuration.
    public var from: String
    /// The number of seconds between two polls, from 10 to 604,800 (a week).
    public var interval: Int64
    /// The absolute path of the mapping file for the source's documents; `nil` for none.
    public var mapping: String?
    /// The location of the value of the `Authorization` header; `nil` if the header isn't sent.
    public var authorization: Authorization?
    /// The names of more request headers, and the locations of their values, sorted by name.
    public var headers: [HeaderSetting] = []
    /// The apps by the ids that a vendor uses for them.
    public var appIDs: [String: AppID] = [:]
    /// The number of days of history to request first.
    public var historyDays = SourceSettings.defaultHistoryDays
    /// The vendor number of a source of sales reports.
    public var vendorNumber: String?
    /// The issuer id of the API key for App Store Connect.
    public var issuerID: String?
    /// The id of the API key for App Store Connect.
    public var keyID: String?
    /// The location of the private key for App Store Connect.
    public var privateKey: Authorization?
    /// The storefront to assume for charts that don't name one.
    public var storefront: Storefront?
    /// The chart kind to assume for charts that don't name one.
    public var chart: ChartKind?
    /// The genre to assume for charts that don't name one.
    public var genre: GenreText?

    /// The default number of days of history to request first.
    public static let defaultHistoryDays = 30

    public init(from: String, interval: Int64 = PollingSettings().interval) {
        self.from = from
        self.interval = interval
    }

    /// Returns the source to read.
    ///
    /// - Throws: An error if `from` is a path that doesn't exist.
    public func name() throws(InputError) -> SourceName { try SourceName(from) }
}

/// The settings for polling.
public struct PollingSettings: Hashable, Sendable {
    /// The number of seconds between two polls of a source, from 10 to 604,800 (a week). A source can override it.
    public var interval: Int64 = 900
    /// The maximum number of requests to a host per minute; `nil` for no limit.
    public var requestsPerMinute: Int? = 20
    /// The maximum number of concurrent requests to a host.
    public var connections = 2

    public init() {}
}
