/// Fetches documents. The real one is `WebTransport`; tests script theirs.
public protocol Transport: Sendable {
    /// - Throws: one sentence saying what went wrong with the address, and what that means for asking again.
    func answer(to request: FetchRequest) async throws(FetchFailure) -> FetchResponse
}
