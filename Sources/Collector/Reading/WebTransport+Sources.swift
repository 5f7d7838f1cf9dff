import Formats
public import Foundation
public import Transport

extension WebTransport {
    /// Creates a transport for sources. Its errors contain the name of the source as in the settings, and Apple's
    /// message if the response has one.
    ///
    /// - Parameters:
    ///   - authorities: A PEM file of CA certificates (default: the system's).
    ///   - environment: The environment variables, one of which can name a server to use instead of Apple's.
    public static func forSources(
        authorities: String? = nil,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> WebTransport {
        let server = AppStoreServer(environment: environment)
        return WebTransport(
            bodyLimit: SnapshotDecoder.bodyLimit,
            authorities: authorities,
            label: { SourceName.web($0).label },
            address: server.address,
            problem: { AppleErrorResponse(body: $0)?.problem ?? AppLookupError(body: $0)?.problem }
        )
    }
}
