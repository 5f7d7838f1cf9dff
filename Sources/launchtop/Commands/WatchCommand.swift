import ArgumentParser
import Dashboard
import History
import Ingest
import Market

struct WatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Poll sources and show them live.",
        discussion: """
            A SOURCE is a file, a folder of snapshots, an address, a feed by name such as appstore:us/top-free, or - \
            for standard input. Without a source: Apple's US top free.
            """
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "Where snapshots come from.")
    var sources: [String] = []

    @Option(help: "How often addresses are polled, such as 30s, 15m or 1h.")
    var every = DurationArgument(seconds: 15 * 60)

    @Flag(help: "Poll each source once, print what came, and leave.")
    var once = false

    func run() throws {
        let names = try (sources.isEmpty ? ["appstore:us/top-free"] : sources).map(Loading.source)
        if once || common.plain || !Session.hasTerminal {
            return try pollOnce(names)
        }
        var opening = Opening(.charts(isLive: true))
        opening.sources = names
        opening.interval = every.seconds
        try Session(common: common, ledger: Ledger(), opening: opening).run()
    }

    private func pollOnce(_ names: [SourceName]) throws {
        var ledger = Ledger()
        let documents = names.reduce(0) { $0 + Loading.read($1, into: &ledger) }
        guard documents > 0 else { throw Failure("nothing could be read") }
        let snapshot = ledger.snapshot
        let now = Loading.now()
        if once {
            for chart in snapshot.charts {
                guard let ranking = snapshot.ranking(of: chart, asOf: snapshot.span?.end ?? now) else { continue }
                try Say.line(
                    "\(chart.title): \(ranking.entries.count) \(ranking.entries.count == 1 ? "place" : "places"), seen \(ranking.observedAt.iso8601)"
                )
            }
        } else {
            for chart in snapshot.charts {
                if let text = Twin.chart(chart, in: snapshot, asOf: now, window: 86_400, as: .text) {
                    try Say.line(text + "\n")
                }
            }
        }
    }
}
