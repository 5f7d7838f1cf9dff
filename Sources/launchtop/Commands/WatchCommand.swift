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
            A SOURCE is a file, a folder of snapshots, an address (of a folder with an index where it ends in /), a feed \
            by name such as appstore:us/top-free or appstore:japan/top-free/photo-and-video, or - for standard input. \
            Without one, --storefront, --chart and --genre name the feeds of the App Store for every combination of \
            them; they may be repeated, and hold several names with commas. Beside a SOURCE they say what its lists \
            are, where those do not. Without any: the sources of the settings, else Apple's US top free. What comes is \
            kept in the archive, by default $XDG_DATA_HOME/launchtop/history.sqlite.
            """
    )

    @OptionGroup var common: CommonOptions
    @OptionGroup var follower: PollingOptions

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
        let configuration = try common.configuration()
        let followed = try follower.followed(common, configuration)
        if once || common.plain || !(Session.hasTerminal || common.robot != nil) {
            return try pollOnce(followed, configuration)
        }
        var opening = Opening(.charts(isLive: true))
        if !noArchive {
            let path = common.archivePath(configuration)
            opening.archive = .write(path, isAskedFor: common.archive != nil || configuration.archive != nil)
        }
        opening.sources = followed.sources
        opening.settings = followed.settings
        try Session(common: common, ledger: Ledger(), opening: opening) { try pollOnce(followed, configuration) }.run()
    }

    /// Most snapshots that wait in memory to be written, so that no container fills it.
    private static let waitingLimit = 2_048

    /// - Returns: why they could not be written.
    private func keep(_ batches: [ArchiveBatch], _ configuration: Configuration) -> Failure? {
        do throws(ArchiveError) {
            let path = common.archivePath(configuration)
            var writer = try ArchiveWriter(path, who: "launchtop watch --once", timeout: 5)
            let (now, uptime) = (SourceLoader.now(), SourceLoader.uptime())
            let plan = PruningPlan(newest: try writer.reader.lastSeen() ?? now, uptime: uptime)
            for batch in batches { try writer.append(batch) }
            if let keep = configuration.keep {
                let done = try writer.prune(by: plan, keep: keep, wall: now, uptime: uptime)
                for problem in done.problems { Console.error(problem) }
                if let summary = done.summary { Console.error(summary) }
            }
            for problem in writer.problems { Console.error(problem.description) }
            try writer.close()
            return nil
        } catch {
            return Failure("\(error); what came was not kept")
        }
    }

    private func pollOnce(_ followed: PollingOptions.Followed, _ configuration: Configuration) throws {
        let sources = followed.sources
        for source in followed.settings?.unresolved ?? [] { Console.error("not followed: \(source.sentence)") }
        let recent =
            noArchive ? LedgerSnapshot() : SourceLoader.recent(common.archivePath(configuration), configuration)
        var ledger = Ledger()
        var batches: [ArchiveBatch] = []
        var failure: Failure?
        var (documents, counts) = (0, 0)
        var pace = HostRateLimiter(configuration.polling)
        let seconds = pace.seconds(for: sources.map(\.name))
        if seconds > 10 {
            Console.error(
                "hosts are spared, so this takes about \(NumberFormat.count(Int(seconds / 60) + 1, "minute"))"
            )
        }
        for source in sources {
            let read = SourceLoader.read(
                source.name,
                decoder: source.decoder,
                authorization: source.authorization,
                beside: recent,
                pace: &pace,
                into: &ledger
            ) { batch in
                guard !noArchive, failure == nil else { return }
                batches.append(batch)
                guard batches.reduce(0, { $0 + $1.snapshots.count }) >= Self.waitingLimit else { return }
                failure = keep(batches, configuration)
                batches = []
            }
            documents += read.documents
            counts += read.counts
        }
        guard documents > 0 else { throw Failure("nothing could be read") }
        try tell(ledger.snapshot, zone: common.zone(configuration), counts: counts)
        if let failure = failure ?? (noArchive ? nil : keep(batches, configuration)) { throw failure }
    }

    private func tell(_ snapshot: LedgerSnapshot, zone: TimeZoneTable, counts: Int) throws {
        let now = SourceLoader.now()
        let anchors = once ? [] : common.anchors()
        for chart in snapshot.charts {
            if once {
                guard let ranking = snapshot.ranking(of: chart, asOf: snapshot.span?.end ?? now) else { continue }
                let places = NumberFormat.count(ranking.entries.count, "place")
                try Console.line("\(chart.title): \(places), seen \(ranking.observedAt.iso8601)")
            } else if let text = PageExport.chart(
                chart,
                in: snapshot,
                asOf: now,
                window: 86_400,
                anchors: anchors,
                zone: zone,
                as: .text
            ) {
                try Console.line(text + "\n")
            }
        }
        if counts > 0 { try Console.line(NumberFormat.count(counts, "count")) }
    }
}
