/// Fetches documents. Implemented by `WebTransport`, and by scripted transports in tests.
public protocol Transport: Sendable {
    /// Returns the response to a request.
    ///
    /// - Throws: The error, with its consequence for retries.
    func response(to request: FetchRequest) async throws(FetchFailure) -> FetchResponse
}
