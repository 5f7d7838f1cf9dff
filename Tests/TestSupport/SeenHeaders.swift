import Synchronization

/// Values that requests brought along, in order.
public final class SeenHeaders: Sendable {
    private let seen = Mutex<[String]>([])

    public init() {}

    public func note(_ value: String?) { seen.withLock { $0.append(value ?? "") } }

    public var values: [String] { seen.withLock { $0 } }
}
