import ArgumentParser
import Collector
import Formats
import Market
import Session
import Setup

struct RecordCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Poll sources and record their snapshots in an archive, without a screen (for servers).",
        discussion: """
            SOURCE is the same as for launchtop watch, also without a SOURCE. The config file is reloaded when it changes. \
            SIGTERM and SIGINT cause a clean shutdown. Exits with 1 if snapshots couldn't be written, or if the archive was \
            moved, deleted or replaced while recording. An unclean shutdown is reported at the next start.
            """
    )

    @OptionGroup var common: CommonOptions
    @OptionGroup var polling: PollingOptions

    @Option(help: "Log format; each event is one line.") var logFormat = EventLog.Style.text

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
        let polled = try polling.polled(common, try setup.configuration())
        guard !polled.sources.contains(where: { $0.name == .standardInput }) else {
            throw ArgumentParser.ValidationError("record can't read standard input; use watch --once -")
        }
        var recording = Recording(setup, polled.sources, settings: polled.settings)
        recording.logStyle = logFormat
        recording.metrics = metrics
        recording.engine = try replicate?.address()
        guard let problem = try recording.run() else { return }
        Console.report([problem], atMost: 0.1)
        throw ExitCode.failure
    }
}

extension EventLog.Style: ExpressibleByArgument {}

extension MetricsAddress: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}
