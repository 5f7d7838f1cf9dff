import Dispatch
public import Market
import Synchronization

/// What has to be known about an engine before its rankings are read.
public struct EngineOpening: Sendable {
    /// The engine's time.
    public var time: Timestamp
    /// The position, which was read before the charts. What is written later is read as a change.
    public var position: EnginePosition
    /// The number of points that were sent.
    public var points: Int
    /// The charts, sorted.
    public var charts: [EngineChart]
}

extension EngineReader {
    /// Checks the tables, and reads the position and the charts, in two round trips.
    public func open() throws(EngineError) -> EngineOpening {
        let (columns, others) = Self.both(
            { () throws(EngineError) in try client.checkColumns(.reading) },
            { () throws(EngineError) in
                Self.both(
                    { () throws(EngineError) in try client.checkVersion() },
                    { () throws(EngineError) in try self.state() }
                )
            }
        )
        // If a table is missing, only this error says what to do.
        try columns.get()
        let (version, batches) = try others.get()
        let time = try version.get()
        let (position, points) = try batches.get()
        return EngineOpening(time: time, position: position, points: points, charts: try catalog())
    }

    /// Calls two functions that wait for the server at the same time, each of which has its own connection.
    public static func both<First: Sendable, Second: Sendable>(
        _ first: @escaping @Sendable () throws(EngineError) -> First,
        _ second: @escaping @Sendable () throws(EngineError) -> Second
    ) -> (Result<First, EngineError>, Result<Second, EngineError>) {
        let other = Mutex(Result<Second, EngineError>?.none)
        let group = DispatchGroup()
        DispatchQueue.global().async(group: group) {
            let result = Result(catching: second)
            other.withLock { $0 = result }
        }
        let result = Result(catching: first)
        group.wait()
        guard let second = other.withLock({ $0 }) else { preconditionFailure("the second function has returned") }
        return (result, second)
    }
}
