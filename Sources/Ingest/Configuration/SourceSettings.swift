public import Market

/// A source that is polled, as the settings name it.
public struct SourceSettings: Hashable, Sendable {
    /// A feed by name, an address, or an absolute path. No two sources of a configuration have the same.
    public var from: String
    /// Seconds from poll to poll, from 10 to a week.
    public var every: Int64
    /// The mapping file by which its documents are read, as an absolute path.
    public var mapping: String?
    /// What is sent along to show who asks.
    public var authorization: Authorization?
    /// What lists that do not say where they are from are taken to be.
    public var storefront: Storefront?
    /// What lists that do not say which chart they are, are taken to be.
    public var chart: ChartKind?
    /// What part of the store lists that do not say it are taken to show; `nil` where nothing says it.
    public var genre: GenreText?

    public init(from: String, every: Int64 = PollingSettings().every) {
        self.from = from
        self.every = every
    }

    /// The source as the reader takes it.
    ///
    /// - Throws: where it is a path at which there is nothing now; there may be later.
    public func name() throws(IngestError) -> SourceName { try SourceName(from) }
}
