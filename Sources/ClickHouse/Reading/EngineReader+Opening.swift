import Dispatch
public import Market
import Synchronization

/// What has to be known about an engine before its rankings are read.
public struct EngineOpening: Sendable {
    /// The engine's time.
    public var time: Timestamp
    /// The position. What is written later is read as a change.
    public var position: EnginePosition
    /// The number of points that were sent.
    public var points: Int
    /// The charts, sorted.
    public var charts: [EngineChart]
}

extension EngineReader {
    /// Checks the tables, and reads the position and the charts, in one round trip.
    ///
    /// The charts are read at the same time as the position, so the catalog may lack a chart that was written in
    /// between. It must be read again to follow the engine.
    public func open() throws(EngineError) -> EngineOpening {
        let (checks, contents) = Self.both(
            { () throws(EngineError) in
                Self.both(
                    { () throws(EngineError) in try client.checkColumns(.reading) },
                    { () throws(EngineError) in try client.checkVersion() }
                )
            },
            { () throws(EngineError) in
                Self.both(
                    { () throws(EngineError) in try self.state() },
                    { () throws(EngineError) in try self.catalog() }
                )
            }
        )
        let (columns, version) = try checks.get()
        // If a table is missing, only this error says what to do.
        try columns.get()
        let time = try version.get()
        let (batches, charts) = try contents.get()
        let (position, points) = try batches.get()
        return EngineOpening(time: time, position: position, points: points, charts: try charts.get())
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
