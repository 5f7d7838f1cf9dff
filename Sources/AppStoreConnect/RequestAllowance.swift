/// The number of requests that App Store Connect still accepts in an hour, from the header
/// `X-Rate-Limit: user-hour-lim:3500;user-hour-rem:500;`.
public struct RequestAllowance: Hashable, Sendable {
    /// The number of requests per hour.
    public let limit: Int
    /// The number of requests that are left.
    public let remaining: Int

    public init(limit: Int, remaining: Int) { (self.limit, self.remaining) = (limit, remaining) }

    /// Parses the header.
    ///
    /// - Returns: `nil` if a number is missing or invalid.
    public init?(header: String) {
        var values: [String: Int] = [:]
        for part in header.split(separator: ";") {
            let pair = part.split(separator: ":").map { $0.split(separator: " ").joined() }
            guard pair.count == 2, let value = Int(pair[1]), value >= 0 else { continue }
            values[pair[0].lowercased()] = value
        }
        guard let limit = values["user-hour-lim"], let remaining = values["user-hour-rem"] else { return nil }
        (self.limit, self.remaining) = (limit, remaining)
    }

    /// Whether so few requests are left that old reports should wait: a fifth is kept for reports that are due and for
    /// other programs with the same key.
    var isLow: Bool { remaining <= limit / 5 }
}
