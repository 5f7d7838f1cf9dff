import ArgumentParser
import ClickHouse
import Collector
import Dashboard
import Formats
import Foundation
import History
import Input
import Market
import Settings
import Setup

struct RecordCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Poll sources and record their snapshots in an archive, without a screen (for servers).",
        discussion: """
            SOURCE is the same as for launchtop watch, also without a SOURCE. The config file is reloaded when it changes. SIGTERM and SIGINT cause a clean shutdown. Exits with 1 if snapshots couldn't be \
            written, or if the archive was moved, deleted or replaced while recording. An unclean shutdown is reported \
            at the next start.
            """
    )

    @OptionGroup var common: CommonOptions
    @OptionGroup var polling: PollingOptions

    @Option(help: "Log format; each event is one line.") var logFormat = LogFormat.text

    @Option(
        help: ArgumentHelp(
            "Serve Prometheus metrics and /healthz on this address, such as 9464 or 127.0.0.1:9464.",
            valueName: "address"
        )
    )
    var metrics: MetricsAddress?

    @Option(
        help: ArgumentHelp(
            "Copy the archive to this ClickHouse database, such as clickhouse://user@host:8123/launchtop.",
            valueName: "address"
        )
    )
    var replicate: EngineArgument?

    /// The maximum number of seconds to wait at exit while the last snapshots are sent to an engine.
    private static let replicationSeconds = 5.0

    enum LogFormat: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    func validate() throws {
        _ = try replicate?.address()
        guard let app = try polling.apps().first else { return }
        throw ArgumentParser.ValidationError(
            "record takes sources, not apps such as \(app.text); select charts with --storefront, --chart and --genre, and "
                + "add the app to [watchlist] in the config file"
        )
    }

    func run() throws {
        let setup = common.setup
        let reading = try setup.configurationReading()
        let configuration = reading.configuration
        let polled = try polling.polled(common, configuration)
        let sources = polled.sources
        guard !sources.contains(where: { $0.name == .standardInput }) else {
            throw ArgumentParser.ValidationError("record can't read standard input; use watch --once -")
        }
        let engine = try setup.replicationEngine(replicate?.address(), configuration)
        let path = setup.archivePath(configuration)
        let log = EventLog(style: logFormat == .json ? .json : .text, file: common.log, show: Console.report)
        var history = OpenHistory(
            Ledger(),
            configuration: configuration,
            changes: StateFile.changesByKey(),
            show: Console.report
        )
        // Handle signals before opening the archive, so that a signal can't end the process in the middle of a write.
        let shutdown = ShutdownSignal()
        defer { shutdown.cancel() }
        try history.open(.write(path, isExplicit: true), isWhole: true, owner: "launchtop record")
        if let last = history.abandonedBy {
            log.write("recovered", "the last writer (\(last)) did not shut down cleanly; no written data was lost")
        }
        for problem in history.problems { log.report(problem) }
        if let pruned = history.pruned { log.write("pruned", pruned) }
        for warning in reading.warnings { log.write("warning", warning.description) }
        let collector = history.collector(
            log: log,
            zone: setup.zone(configuration),
            sourcesJSON: DashboardState.sourcesJSON
        )
        let run = SourcePoller(
            sources,
            collector: collector,
            polling: configuration.polling,
            settings: polled.settings ?? SettingsFile(withoutSources: setup.configurationFile, configuration)
        )
        let given = try replicate?.address()
        let replication = LiveReplication(of: collector, configuration, log: log) { configuration in
            try setup.replicationEngine(given, configuration)
        }
        log.write("start", "recording \(sources.count == 1 ? sources[0].label : "\(sources.count) sources") to \(path)")
        let service = ServiceManager(
            environment: ProcessInfo.processInfo.environment,
            process: ProcessInfo.processInfo.processIdentifier
        )
        service?.send(.ready("recording \(sources.count == 1 ? "1 source" : "\(sources.count) sources")"))
        let tasks = [
            Task { await run.run() }, Task { if let service { await service.reportAlive(collector) } },
            Task { if let metrics { await MetricsServer(metrics, of: collector).serve(log) } },
            Task { await replication.run(startingWith: engine) },
        ]
        let signal = shutdown.wait()
        service?.send(.stopping)
        for task in tasks { task.cancel() }
        let isSent = SourceLoader.value(atMost: Self.replicationSeconds) { await replication.finish() } ?? false
        if isSent == false {
            log.write("replication", "not everything was sent to the engine; the rest is sent after the next start")
        }
        // Don't wait long: the reader of the log may be stuck, and the snapshots are on disk already.
        defer { log.finish(atMost: 0.1) }
        let end = SourceLoader.value(atMost: Collector.recoverySeconds) { await collector.finish() }
        let name = [SIGINT: "INT", SIGHUP: "HUP"][signal] ?? "TERM"
        guard let problem = end ?? "closing the archive timed out after \(Int(Collector.recoverySeconds)) s" else {
            return log.write("stop", "clean shutdown on SIG\(name)")
        }
        log.write("stop", "shutdown on SIG\(name) with exit code 1: \(problem)")
        Console.report([problem], atMost: 0.1)
        throw ExitCode.failure
    }
}

extension MetricsAddress: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}
