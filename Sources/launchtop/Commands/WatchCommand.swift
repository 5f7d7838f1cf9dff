import Archive
import ArgumentParser
import Dashboard
import Foundation
import History
import Ingest
import Market

struct WatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Poll sources and show them live.",
        discussion: """
            A SOURCE is a file, a folder of snapshots, an address, a feed by name such as appstore:us/top-free or \
            appstore:japan/top-free/photo-and-video, or - for standard input. --storefront, --chart and --genre add \
            the feeds of the App Store for every combination of them; they may be repeated, and hold several names \
            with commas. Without any: the sources of the settings, else Apple's US top free. What comes is kept in \
            the archive, by default $XDG_DATA_HOME/launchtop/history.sqlite.
            """
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "Where snapshots come from.", completion: Completion.sources)
    var sources: [String] = []

    @OptionGroup var feeds: FeedOptions

    @Option(help: "How often addresses are polled, such as 30s, 15m or 1h.")
    var every = DurationArgument(seconds: 15 * 60)

    @Flag(help: "Poll each source once, print what came, and leave.")
    var once = false

    @Flag(help: "Keep nothing on disk.")
    var noArchive = false

    func validate() throws {
        if noArchive, common.archive != nil {
            throw ArgumentParser.ValidationError("choose one of --archive and --no-archive")
        }
    }

    func run() throws {
        let names = try named()
        if once || common.plain || !(Session.hasTerminal || common.robot != nil) { return try pollOnce(names) }
        var opening = Opening(.charts(isLive: true))
        if !noArchive {
            let path = common.archive ?? UserFolders.archive.path
            opening.archive = .write(path, isAskedFor: common.archive != nil)
        }
        opening.sources = names
        opening.interval = every.seconds
        try Session(common: common, ledger: Ledger(), opening: opening) { try pollOnce(names) }.run()
    }

    /// What was named on the command line, each once; else what the settings name.
    private func named() throws -> [SourceName] {
        let names = try sources.map(Loading.source) + feeds.sources()
        var seen: Set<SourceName> = []
        if !names.isEmpty { return names.filter { seen.insert($0).inserted } }
        return try common.configuration().sources.map { try Loading.source($0.from) }
    }

    /// - Throws: where it could not be kept.
    private func keep(_ batches: [ArchiveBatch], _ configuration: Configuration) throws {
        do throws(ArchiveError) {
            let path = common.archive ?? UserFolders.archive.path
            var writer = try ArchiveWriter(path, who: "launchtop watch --once", patience: 5)
            for batch in batches { try writer.append(batch) }
            try writer.forget(asOf: Loading.now(), keep: configuration.keep)
            for problem in writer.problems { Say.error(problem.description) }
            try writer.close()
        } catch {
            throw Failure("\(error); what came was not kept")
        }
    }

    private func pollOnce(_ names: [SourceName]) throws {
        let configuration = try common.configuration()
        var ledger = Ledger()
        var batches: [ArchiveBatch] = []
        let documents = names.reduce(0) { count, source in
            let reading = Loading.read(source)
            for snapshot in reading.snapshots { ledger.append(snapshot) }
            batches.append(ArchiveBatch(source: source.label, snapshots: reading.snapshots))
            return count + reading.documents
        }
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
        if !noArchive { try keep(batches, configuration) }
    }
}
