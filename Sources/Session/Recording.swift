package import Collector
import Dashboard
import Foundation
import History
package import Input
import Settings
package import Setup

/// Polling without a screen: the snapshots are recorded in an archive until a signal ends the process.
package struct Recording {
    /// The maximum number of seconds to wait at exit while the last snapshots are sent to an engine.
    private static let replicationSeconds = 5.0

    private let setup: Setup
    private let sources: [ResolvedSource]
    private let settings: SettingsFile?
    /// The format of the log.
    package var logStyle = EventLog.Style.text
    /// The address at which metrics are served; `nil` for none.
    package var metrics: MetricsAddress?
    /// The engine given on the command line; `nil` to use the one in the settings, if any.
    package var engine: EngineAddress?

    /// - Parameter settings: The config file with the sources; `nil` if they are from the command line.
    package init(_ setup: Setup, _ sources: [ResolvedSource], settings: SettingsFile?) {
        (self.setup, self.sources, self.settings) = (setup, sources, settings)
    }

    /// Records until SIGTERM, SIGINT or SIGHUP.
    ///
    /// - Returns: Why not everything was recorded, or `nil` after a clean shutdown.
    /// - Throws: An error if the settings or the archive can't be opened.
    package func run() throws -> String? {
        let reading = try setup.configurationReading()
        let configuration = reading.configuration
        let replicated = try setup.replicationEngine(engine, configuration)
        let path = setup.archivePath(configuration)
        let log = EventLog(style: logStyle, file: setup.log, show: Console.report)
        let entered = EnteredWatchlist()
        var history = OpenHistory(
            Ledger(),
            configuration: configuration,
            changes: entered.changes,
            watched: entered.watched,
            show: Console.report
        )
        // Handle signals before opening the archive, so that a signal can't end the process in the middle of a write.
        let shutdown = ShutdownSignal()
        defer { shutdown.cancel() }
        try history.open(.write(path, isExplicit: true), isWhole: true, owner: "launchtop record")
        logOpening(of: history, warnings: reading.warnings, to: log)
        let collector = history.collector(
            log: log,
            zone: setup.zone(configuration),
            sourcesJSON: DashboardState.sourcesJSON
        )
        let poller = SourcePoller(
            sources,
            collector: collector,
            polling: configuration.polling,
            settings: settings ?? SettingsFile(withoutSources: setup.configurationFile, configuration)
        )
        let replication = LiveReplication(of: collector, configuration, log: log) { configuration in
            try setup.replicationEngine(engine, configuration)
        }
        log.write("start", "recording \(sources.count == 1 ? sources[0].label : "\(sources.count) sources") to \(path)")
        let service = ServiceManager(
            environment: ProcessInfo.processInfo.environment,
            process: ProcessInfo.processInfo.processIdentifier
        )
        service?.send(.ready("recording \(sources.count == 1 ? "1 source" : "\(sources.count) sources")"))
        let tasks = [
            Task { await poller.run() }, Task { if let service { await service.reportAlive(collector) } },
            Task { if let metrics { await MetricsServer(metrics, of: collector).serve(log) } },
            Task { await replication.run(startingWith: replicated) }, Task { await followWatchlist(collector, log) },
        ]
        let signal = shutdown.wait()
        service?.send(.stopping)
        for task in tasks { task.cancel() }
        return finish(collector, replication, log, after: signal)
    }

    private func logOpening(of history: borrowing OpenHistory, warnings: [InputError], to log: EventLog) {
        if let last = history.abandonedBy {
            log.write("recovered", "the last writer (\(last)) did not shut down cleanly; no written data was lost")
        }
        for problem in history.problems { log.report(problem) }
        if let pruned = history.pruned { log.write("pruned", pruned) }
        for warning in warnings { log.write("warning", warning.description) }
    }

    /// Sends what is left to the engine, closes the archive and ends the log.
    private func finish(
        _ collector: Collector,
        _ replication: LiveReplication,
        _ log: EventLog,
        after signal: Int32
    ) -> String? {
        let isSent = SourceLoader.value(atMost: Self.replicationSeconds) { await replication.finish() } ?? false
        if isSent == false {
            log.write("replication", "not everything was sent to the engine; the rest is sent after the next start")
        }
        // Don't wait long: the reader of the log may be stuck, and the snapshots are on disk already.
        defer { log.finish(atMost: 0.1) }
        let end = SourceLoader.value(atMost: Collector.recoverySeconds) { await collector.finish() }
        let name = [SIGINT: "INT", SIGHUP: "HUP"][signal] ?? "TERM"
        guard let problem = end ?? "closing the archive timed out after \(Int(Collector.recoverySeconds)) s" else {
            log.write("stop", "clean shutdown on SIG\(name)")
            return nil
        }
        log.write("stop", "shutdown on SIG\(name) with exit code 1: \(problem)")
        return problem
    }
}
