public import Foundation
import Input

/// A type that sends JSON to webhooks, with a rate limit and retries after temporary failures.
public struct WebhookSender<SendClock: Clock>: Sendable where SendClock.Duration == Duration {
    /// The delay before each retry, in seconds.
    public static var retryDelays: [Int64] { [5, 30, 120] }
    /// The maximum number of requests per minute.
    public static var requestsPerMinute: Int { 10 }
    /// The maximum delay that a server may request with `Retry-After`, in seconds. A request with a longer delay isn't
    /// retried.
    static var maximumRetryDelay: Int64 { 300 }

    private let transport: any Transport
    private let clock: SendClock
    /// The times of the requests sent within the last minute.
    private var sent: [SendClock.Instant] = []

    public init(transport: any Transport, clock: SendClock) {
        self.transport = transport
        self.clock = clock
    }

    /// Sends a JSON document, after waiting until the rate limit allows it.
    ///
    /// - Returns: The number of attempts.
    /// - Throws: The error from the last attempt, without the URL. Status codes 400 to 499 aren't retried, except 408,
    ///   425 and 429.
    public mutating func send(_ json: Data, to url: URL) async throws(FetchFailure) -> Int {
        let request = FetchRequest(posting: json, to: url)
        var attempts = 0
        while true {
            try await waitForRateLimit(request)
            attempts += 1
            do throws(FetchFailure) {
                _ = try await transport.response(to: request)
                return attempts
            } catch {
                let isTemporary = error.kind == .temporary || error.status == 429
                guard isTemporary, attempts <= Self.retryDelays.count else { throw error }
                let delay = max(Self.retryDelays[attempts - 1], error.retryAfter ?? 0)
                guard delay <= Self.maximumRetryDelay else { throw error }
                try await sleep(.seconds(delay), request)
            }
        }
    }

    private mutating func waitForRateLimit(_ request: FetchRequest) async throws(FetchFailure) {
        let now = clock.now
        sent.removeAll { $0.duration(to: now) >= .seconds(60) }
        if sent.count >= Self.requestsPerMinute, let first = sent.first {
            try await sleep(.seconds(60) - first.duration(to: now), request)
            sent.removeFirst()
        }
        sent.append(clock.now)
    }

    private func sleep(_ duration: Duration, _ request: FetchRequest) async throws(FetchFailure) {
        do {
            try await clock.sleep(until: clock.now.advanced(by: duration), tolerance: nil)
        } catch {
            throw FetchFailure(InputError(request.label(), "request canceled"), .canceled)
        }
    }
}
