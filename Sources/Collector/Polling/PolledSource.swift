/// The properties of a source that affect its polling.
public struct PolledSource: Hashable, Sendable {
    /// The host in lower case; `nil` for files and folders, which have no request limit.
    public let host: String?
    /// The seconds between polls without failures, from 1 second to 400 days.
    public let interval: Int64

    public init(host: String?, interval: Int64) {
        self.host = host?.lowercased()
        self.interval = min(max(1, interval), 400 * 86_400)
    }
}
