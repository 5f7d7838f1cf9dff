public import Foundation

/// Sends JSON to webhooks: so many a minute, and again after a while where it may go better then.
public struct WebhookSender<Pace: Clock>: Sendable where Pace.Duration == Duration {
    /// Seconds before each attempt after the first.
    public static var waits: [Int64] { [5, 30, 120] }
    /// Most requests within a minute.
    public static var requestsPerMinute: Int { 10 }
    /// Longest wait that a server may ask for, in seconds; then it is not waited for.
    static var longestWait: Int64 { 300 }

    private let transport: any Transport
    private let clock: Pace
    /// When requests were made within the last minute.
    private var sent: [Pace.Instant] = []

    public init(transport: any Transport, clock: Pace) {
        self.transport = transport
        self.clock = clock
    }

    /// Sends a document, and waits for its turn.
    ///
    /// - Returns: how many attempts it took.
    /// - Throws: why it was given up, without the address. A status from 400 to 499 is final, but for 408, 425 and 429.
    public mutating func send(_ json: Data, to url: URL) async throws(FetchFailure) -> Int {
        let request = FetchRequest(posting: json, to: url)
        var attempts = 0
        while true {
            try await waitForTurn(request)
            attempts += 1
            do throws(FetchFailure) {
                _ = try await transport.answer(to: request)
                return attempts
            } catch {
                let mayPass = error.kind == .passing || error.status == 429
                guard mayPass, attempts <= Self.waits.count else { throw error }
                let wait = max(Self.waits[attempts - 1], error.retryAfter ?? 0)
                guard wait <= Self.longestWait else { throw error }
                try await sleep(.seconds(wait), request)
            }
        }
    }

    private mutating func waitForTurn(_ request: FetchRequest) async throws(FetchFailure) {
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
            throw FetchFailure(IngestError(request.label, "was given up"), .cancelled)
        }
    }
}
