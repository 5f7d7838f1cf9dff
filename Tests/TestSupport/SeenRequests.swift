import Synchronization

/// A list of values that a test server has read from requests, such as headers, in order.
public final class SeenHeaders: Sendable {
    private let seen = Mutex<[String]>([])

    public init() {}

    public func note(_ value: String?) { seen.withLock { $0.append(value ?? "") } }

    public var values: [String] { seen.withLock { $0 } }
}

/// A list of the times at which a test server has received requests.
public final class SeenTimes: Sendable {
    private let seen = Mutex<[ContinuousClock.Instant]>([])

    public init() {}

    public func note() { seen.withLock { $0.append(.now) } }

    /// The intervals between consecutive requests.
    public var distances: [Duration] {
        seen.withLock { seen in zip(seen, seen.dropFirst()).map { $1 - $0 } }
    }
}
