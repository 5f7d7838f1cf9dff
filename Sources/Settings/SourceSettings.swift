public import Formats
public import Input
public import Market

/// A `[[source]]` table of the config file.
public struct SourceSettings: Hashable, Sendable {
    /// The name of an App Store chart, an address, or an absolute path. It is unique within a configuration.
    public var from: String
    /// The seconds between two polls, from 10 to a week.
    public var interval: Int64
    /// The absolute path of the mapping file for its documents.
    public var mapping: String?
    /// The location of the value of the `Authorization` header.
    public var authorization: Authorization?
    /// The storefront of charts that don't name one.
    public var storefront: Storefront?
    /// The kind of charts that don't name one.
    public var chart: ChartKind?
    /// The genre of charts that don't name one; `nil` if unknown.
    public var genre: GenreText?

    public init(from: String, interval: Int64 = PollingSettings().interval) {
        self.from = from
        self.interval = interval
    }

    /// Returns the source to read.
    ///
    /// - Throws: An error if it is a path that doesn't exist yet.
    public func name() throws(InputError) -> SourceName { try SourceName(from) }
}

/// The settings for polling.
public struct PollingSettings: Hashable, Sendable {
    /// The seconds between two polls of a source, from 10 to a week. A source can override it.
    public var interval: Int64 = 900
    /// The maximum number of requests to a host per minute; `nil` for no limit.
    public var requestsPerMinute: Int? = 20
    /// The maximum number of concurrent requests to a host.
    public var connections = 2

    public init() {}
}
