import Market

/// How long a server asks not to be asked (RFC 9110, 10.2.3).
enum RetryAfter {
    /// A server cannot make itself forgotten for longer, in seconds.
    static let longest: Int64 = 86_400

    /// - Parameters:
    ///   - text: seconds, or a date.
    ///   - date: the answer's own `Date`, against which a date is read: the server's clock may differ from ours.
    ///   - now: stands in where the answer has none.
    /// - Returns: seconds from the answer on, 0 to a day; `nil` for what is neither.
    static func seconds(_ text: String, date: String?, now: Timestamp) -> Int64? {
        if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            // More digits than fit are more than a day.
            return min(Int64(text) ?? longest, longest)
        }
        guard let until = HTTPDate.timestamp(text, now: now) else { return nil }
        let start = date.flatMap { HTTPDate.timestamp($0, now: now) } ?? now
        return min(max(0, until - start), longest)
    }
}
