import Synchronization

/// Values from requests, in order.
public final class SeenHeaders: Sendable {
    private let seen = Mutex<[String]>([])

    public init() {}

    public func note(_ value: String?) { seen.withLock { $0.append(value ?? "") } }

    public var values: [String] { seen.withLock { $0 } }
}

/// Times of requests.
public final class SeenTimes: Sendable {
    private let seen = Mutex<[ContinuousClock.Instant]>([])

    public init() {}

    public func note() { seen.withLock { $0.append(.now) } }

    /// Intervals between requests.
    public var distances: [Duration] {
        seen.withLock { seen in zip(seen, seen.dropFirst()).map { $1 - $0 } }
    }
}
