/// The properties of a source that affect its polling.
public struct PolledSource: Hashable, Sendable {
    /// The host in lower case; `nil` for files and folders, which have no request limit.
    public let host: String?
    /// The interval between polls when there are no failures, in seconds: at least 1, at most 400 days.
    public let interval: Int64

    public init(host: String?, interval: Int64) {
        self.host = host?.lowercased()
        self.interval = min(max(1, interval), 400 * 86_400)
    }
}

/// The number of a source, assigned by the caller.
public struct SourceID: Hashable, Comparable, Sendable {
    public let value: Int

    public init(_ value: Int) { self.value = value }

    public static func < (left: SourceID, right: SourceID) -> Bool { left.value < right.value }
}
