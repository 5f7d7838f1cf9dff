/// Functions that check the names of request headers.
public enum HeaderName {
    /// The maximum length of a name in bytes.
    static let limit = 64
    /// The headers that launchtop sets itself, or that would change how a request is transferred.
    private static let reserved: Set<String> = [
        "accept", "accept-encoding", "connection", "content-encoding", "content-length", "content-type",
        "expect", "host", "if-modified-since", "if-none-match", "keep-alive", "proxy-authorization",
        "proxy-connection", "range", "te", "trailer", "transfer-encoding", "upgrade", "user-agent",
    ]

    /// Returns what is wrong with the name of a header that the user sets; `nil` if it's valid: 1 to 64 characters of a
    /// token (RFC 9110, 5.6.2), and not a header that launchtop sets itself.
    public static func problem(with name: String) -> String? {
        if name.lowercased() == "authorization" { return "use the setting \"authorization\" for this header" }
        if reserved.contains(name.lowercased()) { return "this header is set by launchtop" }
        let isToken = name.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
                || "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
        guard isToken, (1...limit).contains(name.utf8.count) else {
            return "expected a header name of letters, digits and hyphens, such as x-api-key"
        }
        return nil
    }
}
