import Formats
public import Transport

extension WebTransport {
    /// Creates a transport for sources. Its errors contain the name of the source as in the settings, and Apple's
    /// message if the response has one.
    ///
    /// - Parameter authorities: A PEM file of CA certificates (default: the system's).
    public static func forSources(authorities: String? = nil) -> WebTransport {
        WebTransport(
            bodyLimit: SnapshotDecoder.bodyLimit,
            authorities: authorities,
            label: { SourceName.web($0).label },
            problem: { AppleErrorResponse(body: $0)?.problem }
        )
    }
}
