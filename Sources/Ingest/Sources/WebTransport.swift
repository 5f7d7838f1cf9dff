public import Foundation
public import Market

/// Fetches documents over HTTP with libcurl: gzip, proxies from the environment, verified TLS, and limits for time, size
/// and concurrent requests.
///
/// Foundation's `URLSession` isn't used because on Linux it keeps a core at 70% while it waits for a server. Connections
/// are reused, and shared by copies of the transport.
public struct WebTransport: Transport {
    static let userAgent = "launchtop/0.1 (chart reader in a terminal)"

    /// Timeout for connecting, and for a transfer without data, in seconds.
    let timeout: Int
    /// Timeout for a whole request, in seconds.
    var totalTimeout: Int { 3 * timeout }
    /// Maximum decompressed size, in bytes.
    let bodyLimit: Int
    let authorities: String?
    private let now: @Sendable () -> Timestamp
    private let workers: BlockingWorkerPool
    private let pool: FetchPool

    /// - Parameters:
    ///   - timeout: Timeout for connecting, and for a transfer without data, in seconds. A whole request may take three
    ///     times as long.
    ///   - bodyLimit: Maximum decompressed size of a body, in bytes.
    ///   - fetchesAtOnce: Maximum number of concurrent requests, each of which uses a thread.
    ///   - authorities: A PEM file of CA certificates (default: the system's).
    ///   - now: The current time, for `Retry-After` dates in responses without a `Date` header.
    public init(
        timeout: Int = 20,
        bodyLimit: Int = SnapshotDecoder.bodyLimit,
        fetchesAtOnce: Int = 32,
        authorities: String? = nil,
        now: @escaping @Sendable () -> Timestamp = { Timestamp(seconds: Int64(Date().timeIntervalSince1970)) }
    ) {
        self.timeout = max(1, timeout)
        self.bodyLimit = max(1, bodyLimit)
        self.authorities = authorities
        self.now = now
        workers = BlockingWorkerPool(count: fetchesAtOnce)
        pool = FetchPool(idleLimit: fetchesAtOnce)
    }

    public func response(to request: FetchRequest) async throws(FetchFailure) -> FetchResponse {
        let origin = request.label
        if let secret = request.authorization, secret.text.unicodeScalars.contains(where: { $0.value < 0x20 }) {
            let problem = "authorization contains a line break or other control character"
            throw FetchFailure(IngestError(origin, problem), .hopeless)
        }
        let stop = FetchCancellation()
        let (result, admission) = await withTaskCancellationHandler {
            await workers.run { [self] in pool.fetch(request, by: self, stop: stop) }
        } onCancel: {
            stop.cancel()
        }
        if let result { return try result.response(to: request, limits: self, now: now()) }
        if case .queueFull = admission {
            let problem = "too many pending requests (limit: \(BlockingWorkerPool.waitingLimit))"
            throw FetchFailure(IngestError(origin, problem), .passing)
        }
        throw FetchFailure(IngestError(origin, "request canceled"), .canceled)
    }
}
