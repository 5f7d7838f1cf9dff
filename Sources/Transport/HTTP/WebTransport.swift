public import Foundation
import Input
public import Market

/// A type that fetches documents over HTTP with libcurl. It supports gzip and proxies from the environment, verifies
/// TLS certificates, and limits time, size and concurrent requests.
///
/// Foundation's `URLSession` isn't used because on Linux it keeps a core at 70% while it waits for a server.
/// Connections are reused and shared by copies of the transport.
public struct WebTransport: Transport {
    static let userAgent = "launchtop/0.1 (chart reader in a terminal)"

    /// The timeout for connecting, and for a transfer while no data arrives, in seconds.
    let timeout: Int
    /// The timeout for a whole request, in seconds.
    var totalTimeout: Int { 3 * timeout }
    /// The maximum decompressed size of a body, in bytes.
    let bodyLimit: Int
    let authorities: String?
    /// A closure that returns the name of a URL in errors.
    let label: @Sendable (URL) -> String
    /// A closure that returns the URL to connect to for a request to a URL.
    let address: @Sendable (URL) -> String
    /// A closure that returns the message in the body of an HTTP error, or `nil` if there is none.
    let problem: @Sendable (Data) -> String?
    private let now: @Sendable () -> Timestamp
    private let workers: BlockingWorkerPool
    private let pool: FetchPool

    /// Creates a transport.
    ///
    /// - Parameters:
    ///   - timeout: Timeout for connecting, and for a transfer while no data arrives, in seconds. A whole request may
    ///     take three times as long.
    ///   - bodyLimit: Maximum decompressed size of a body, in bytes.
    ///   - fetchesAtOnce: Maximum number of concurrent requests, each of which uses a thread.
    ///   - authorities: A PEM file of CA certificates (default: the system's).
    ///   - label: A closure that returns the name of a URL in errors (default: the URL without secrets).
    ///   - address: A closure that returns the URL to connect to for a request to a URL (default: the same).
    ///   - problem: A closure that returns the message in the body of an HTTP error (default: none).
    ///   - now: A closure that returns the current time, for `Retry-After` dates in responses without a `Date` header.
    public init(
        timeout: Int = 20,
        bodyLimit: Int = 16 << 20,
        fetchesAtOnce: Int = 32,
        authorities: String? = nil,
        label: (@Sendable (URL) -> String)? = nil,
        address: @escaping @Sendable (URL) -> String = \.absoluteString,
        problem: @escaping @Sendable (Data) -> String? = { _ in nil },
        now: @escaping @Sendable () -> Timestamp = { Timestamp(seconds: Int64(Date().timeIntervalSince1970)) }
    ) {
        self.timeout = max(1, timeout)
        self.bodyLimit = max(1, bodyLimit)
        self.authorities = authorities
        self.label = label ?? \.withoutSecrets
        self.address = address
        self.problem = problem
        self.now = now
        workers = BlockingWorkerPool(count: fetchesAtOnce)
        pool = FetchPool(idleLimit: fetchesAtOnce)
    }

    public func response(to request: FetchRequest) async throws(FetchFailure) -> FetchResponse {
        let origin = request.label(label)
        try check(request)
        let stop = FetchCancellation()
        let (result, admission) = await withTaskCancellationHandler {
            await workers.run { [self] in pool.fetch(request, by: self, stop: stop) }
        } onCancel: {
            stop.cancel()
        }
        if let result { return try result.response(to: request, limits: self, now: now()) }
        if case .queueFull = admission {
            let problem = "too many pending requests (limit: \(BlockingWorkerPool.waitingLimit))"
            throw FetchFailure(InputError(origin, problem), .temporary)
        }
        throw FetchFailure(InputError(origin, "request canceled"), .canceled)
    }

    private func check(_ request: FetchRequest) throws(FetchFailure) {
        let secrets =
            [("authorization", request.authorization)] + request.headers.map { ("header \($0.name)", $0.value) }
        for case (let name, let secret?) in secrets
        where secret.text.unicodeScalars.contains(where: { $0.value < 0x20 }) {
            let problem = "\(name) contains a line break or other control character"
            throw FetchFailure(InputError(request.label(label), problem), .permanent)
        }
    }
}

extension WebTransport: BlockingTransport {
    public func blockingResponse(to request: FetchRequest) throws(FetchFailure) -> FetchResponse {
        try check(request)
        return try pool.fetch(request, by: self, stop: FetchCancellation())
            .response(to: request, limits: self, now: now())
    }
}

/// A type that fetches documents. `WebTransport` and the scripted transports in tests conform to it.
public protocol Transport: Sendable {
    /// Returns the response to a request.
    ///
    /// - Throws: An error with its kind, which determines whether the fetch is retried.
    func response(to request: FetchRequest) async throws(FetchFailure) -> FetchResponse
}

/// A transport that can also block the calling thread, for code that reads a database while it draws or loads.
public protocol BlockingTransport: Transport {
    /// Returns the response to a request. Blocks the thread until the response is complete or the request timed out.
    func blockingResponse(to request: FetchRequest) throws(FetchFailure) -> FetchResponse
}
