public import Foundation
public import Market

/// HTTP through libcurl: gzip, proxies from the environment, TLS verified, a bound on time, on size and on fetches at
/// once.
///
/// Not through Foundation's `URLSession`, which on Linux keeps a core at 70 % for as long as it waits for a server: a
/// program that is open all day meets hung servers. Connections are kept and used again; copies share them.
public struct WebTransport: Transport {
    static let userAgent = "launchtop/0.1 (chart reader in a terminal)"

    /// Longest wait for a connection, and longest time without a byte, in seconds.
    let patience: Int
    /// Longest time for all of a fetch, in seconds.
    var whole: Int { 3 * patience }
    /// In bytes, unpacked.
    let bodyLimit: Int
    let authorities: String?
    private let now: @Sendable () -> Timestamp
    private let lanes: BlockingWorkerPool
    private let pool: FetchPool

    /// - Parameters:
    ///   - patience: longest wait for a connection, and longest time without a byte, in seconds; all of a fetch may
    ///     take three times as long.
    ///   - bodyLimit: most bytes of a body, counted after it is unpacked.
    ///   - fetchesAtOnce: the others wait for their turn; a fetch in progress holds a thread.
    ///   - authorities: a PEM file of certificate authorities in place of the system's.
    ///   - now: against which a `Retry-After` with a date is read where the answer has no date of its own.
    public init(
        patience: Int = 20,
        bodyLimit: Int = SnapshotDecoder.bodyLimit,
        fetchesAtOnce: Int = 32,
        authorities: String? = nil,
        now: @escaping @Sendable () -> Timestamp = { Timestamp(seconds: Int64(Date().timeIntervalSince1970)) }
    ) {
        self.patience = max(1, patience)
        self.bodyLimit = max(1, bodyLimit)
        self.authorities = authorities
        self.now = now
        lanes = BlockingWorkerPool(count: fetchesAtOnce)
        pool = FetchPool(idleLimit: fetchesAtOnce)
    }

    public func answer(to request: FetchRequest) async throws(FetchFailure) -> FetchResponse {
        let origin = request.label
        if let secret = request.authorization, secret.text.unicodeScalars.contains(where: { $0.value < 0x20 }) {
            let problem = "its authorization holds a line break or another control character"
            throw FetchFailure(IngestError(origin, problem), .hopeless)
        }
        let stop = FetchCancellation()
        let (result, turn) = await withTaskCancellationHandler {
            await lanes.run { [self] in pool.fetch(request, by: self, stop: stop) }
        } onCancel: {
            stop.ask()
        }
        if let result { return try result.answer(to: request, limits: self, now: now()) }
        if case .crowded = turn {
            let problem = "was not fetched: \(BlockingWorkerPool.waitingLimit) others wait already"
            throw FetchFailure(IngestError(origin, problem), .passing)
        }
        throw FetchFailure(IngestError(origin, "was given up"), .cancelled)
    }
}
