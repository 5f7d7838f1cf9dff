import Market

/// A parser for the `Retry-After` header (RFC 9110, 10.2.3).
enum RetryAfter {
    /// The maximum delay, in seconds.
    static let longest: Int64 = 86_400

    /// Parses a `Retry-After` header.
    ///
    /// - Parameters:
    ///   - text: The value of the header: a number of seconds, or a date.
    ///   - date: The response's `Date` header, which a date in `text` is relative to, because the server's clock may
    ///     differ.
    ///   - now: The current time, used if there is no `Date` header.
    /// - Returns: The number of seconds to wait, from 0 to 86,400; `nil` for an invalid value.
    static func seconds(_ text: String, date: String?, now: Timestamp) -> Int64? {
        if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            // A number that overflows is more than a day.
            return min(Int64(text) ?? longest, longest)
        }
        guard let until = HTTPDate.timestamp(text, now: now) else { return nil }
        let start = date.flatMap { HTTPDate.timestamp($0, now: now) } ?? now
        return min(max(0, until - start), longest)
    }
}
