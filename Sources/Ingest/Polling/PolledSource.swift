/// What the plan needs to know of a feed.
public struct PolledSource: Hashable, Sendable {
    /// Whom it is fetched from, in lower case; `nil` for files and folders, which nobody needs to be spared.
    public let host: String?
    /// Seconds between looks while all is well; at least 1, at most 400 days.
    public let interval: Int64

    public init(host: String?, interval: Int64) {
        self.host = host?.lowercased()
        self.interval = min(max(1, interval), 400 * 86_400)
    }
}
