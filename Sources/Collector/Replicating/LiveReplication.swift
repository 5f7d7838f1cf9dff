package import ClickHouse
import Input
package import Settings

/// A replication that starts, stops and restarts when its settings change.
package actor LiveReplication {
    private let collector: Collector
    private let log: EventLog
    /// A closure that returns a client for the engine in the settings; `nil` if there is none.
    private let client: @Sendable (Configuration) throws -> EngineClient?
    private var settings: ReplicationSettings
    private var replicator: Replicator?
    private var task: Task<Void, Never>?

    /// - Parameters:
    ///   - configuration: The settings at the start.
    ///   - client: A closure that returns a client for the engine in the settings; `nil` if there is none.
    package init(
        of collector: Collector,
        _ configuration: Configuration,
        log: EventLog,
        client: @escaping @Sendable (Configuration) throws -> EngineClient?
    ) {
        (self.collector, self.log, self.client) = (collector, log, client)
        settings = configuration.replication
    }

    /// Replicates to an engine, and then to the one in the settings whenever they change, until the task is canceled.
    package func run(startingWith engine: EngineClient?) async {
        start(engine)
        while !Task.isCancelled {
            await collector.replicationChanged.wait()
            guard !Task.isCancelled else { return }
            await use(await collector.configuration)
        }
    }

    private func start(_ engine: EngineClient?) {
        guard let engine else { return }
        log.write("replication", "replicating to \(engine.address)")
        let replicator = Replicator(engine, of: collector, log: log)
        self.replicator = replicator
        task = Task { await replicator.run() }
    }

    private func use(_ configuration: Configuration) async {
        guard configuration.replication != settings else { return }
        let engine: EngineClient?
        do {
            engine = try client(configuration)
        } catch {
            return log.report("\(error); replication continues with the previous settings")
        }
        settings = configuration.replication
        await stop()
        await collector.forgetReplication()
        if engine == nil { log.write("replication", "stopped, because the settings name no engine") }
        start(engine)
    }

    private func stop() async {
        task?.cancel()
        await task?.value
        (task, replicator) = (nil, nil)
    }

    /// Stops replicating, and sends what hasn't been sent if the engine can be reached.
    ///
    /// - Returns: Whether everything has been sent; `nil` if nothing is replicated.
    package func finish() async -> Bool? {
        guard let replicator else { return nil }
        await stop()
        return await replicator.finish()
    }
}
