public import Foundation

/// Fetches bodies. The real one is `WebTransport`; tests script theirs.
public protocol Transport: Sendable {
    /// - Throws: one sentence saying what went wrong with the address.
    func body(of url: URL) async throws(IngestError) -> Data
}
