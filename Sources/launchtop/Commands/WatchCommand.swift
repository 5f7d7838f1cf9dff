import Archive
import ArgumentParser
import Collector
import Dashboard
import Foundation
import History
import Market
import Settings

struct WatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Watch an app, or poll sources and show them live.",
        discussion: """
            An app id or the address of an app in a store adds the app to the watchlist, where it stays; the dashboard \
            opens on it. --name and --launch add details that no chart has yet. The app's charts are selected as below:

              launchtop watch 1559935726 --name "Mint Weather" --storefront us,jp --genre all,weather

            A SOURCE is a file, a folder of snapshots, a URL (ending in / for a folder with an index), an App Store chart \
            such as appstore:us/top-free or appstore:japan/top-free/photo-and-video, or - for standard input.

            Without a SOURCE, --storefront, --chart and --genre select App Store charts, one for each combination; repeat \
            them or separate names with commas. With a SOURCE, they are defaults for documents that don't name their \
            chart. Without any of them, polls the sources in the config file, or Apple's US top free chart if it has none.

            Snapshots are kept in the archive (default: $XDG_DATA_HOME/launchtop/history.sqlite).
            """
    )

    @OptionGroup var common: CommonOptions
    @OptionGroup var polling: PollingOptions
    @OptionGroup var app: WatchedAppOptions

    @Flag(help: "Poll each source once, print a summary and exit.")
    var once = false

    @Flag(help: "Don't write snapshots to the archive.")
    var noArchive = false

    func validate() throws {
        if noArchive, common.archive != nil {
            throw ArgumentParser.ValidationError("--archive and --no-archive can't be combined")
        }
    }

    func run() throws {
        let configuration = try common.configuration()
        let watched = try app.details(of: polling.apps(), zone: common.zone(configuration))
        let polled = try polling.polled(common, configuration)
        if once || common.plain || !(Session.hasTerminal || common.keyScript != nil) {
            return try pollOnce(polled, configuration, watching: watched)
        }
        var opening = Opening(.charts(isLive: true))
        if !noArchive {
            let path = common.archivePath(configuration)
            opening.archive = .write(path, isExplicit: common.archive != nil || configuration.archive != nil)
        }
        opening.watched = watched
        opening.sources = polled.sources
        opening.settings = polled.settings
        try Session(common: common, ledger: Ledger(), opening: opening) {
            try pollOnce(polled, configuration, watching: watched)
        }.run()
    }

    /// Maximum number of snapshots held in memory before they are written, so that a large container can't exhaust it.
    private static let batchLimit = 2_048

    /// Writes snapshots to the archive.
    ///
    /// - Returns: The error, or `nil` on success.
    private func keep(_ batches: [ArchiveBatch], _ configuration: Configuration) -> Failure? {
        do throws(ArchiveError) {
            let path = common.archivePath(configuration)
            try SourceLoader.write(
                batches,
                to: path,
                keep: configuration.keep,
                owner: "launchtop watch --once",
                report: Console.report
            )
            return nil
        } catch {
            let advice = error.reason == .locked ? "; use --no-archive, or another --archive" : ""
            return Failure("\(error); the polled snapshots were not archived\(advice)")
        }
    }

    private func pollOnce(
        _ polled: PollingOptions.Polled,
        _ configuration: Configuration,
        watching apps: [WatchedApp]
    ) throws {
        // The dashboard saves the watchlist itself.
        if let problem = StateFile.watch(apps) { Console.report(problem) }
        let sources = polled.sources
        for source in polled.settings?.unresolved ?? [] { Console.report("not polled: \(source.description)") }
        let recent =
            noArchive ? LedgerSnapshot() : SourceLoader.recent(common.archivePath(configuration), configuration)
        var ledger = Ledger()
        var batches: [ArchiveBatch] = []
        var failure: Failure?
        var (documents, counts, unconfirmed) = (0, 0, 0)
        var limiter = HostRateLimiter(configuration.polling)
        let seconds = limiter.seconds(for: sources.map(\.name))
        if seconds > 10 {
            Console.report(
                "requests are rate-limited; this takes about \(NumberFormat.count(Int(seconds / 60) + 1, "minute"))"
            )
        }
        for source in sources {
            let read = SourceLoader.read(
                source.name,
                decoder: source.decoder,
                authorization: source.authorization,
                validatingAgainst: recent,
                limiter: &limiter,
                into: &ledger,
                report: Console.report
            ) { batch in
                guard !noArchive, failure == nil else { return }
                batches.append(batch)
                guard batches.reduce(0, { $0 + $1.snapshots.count }) >= Self.batchLimit else { return }
                failure = keep(batches, configuration)
                batches = []
            }
            documents += read.documents
            counts += read.counts
            unconfirmed += read.unconfirmed
        }
        guard documents > 0 else { throw Failure("no source had readable data") }
        if unconfirmed > 0 { Console.report(Self.notice(ofUnconfirmed: unconfirmed)) }
        try printSummary(of: ledger.snapshot, counts: counts, configuration)
        if let failure = failure ?? (noArchive ? nil : keep(batches, configuration)) { throw failure }
    }

    /// Returns what to do about quarantined snapshots, which only another poll in the same run can confirm.
    private static func notice(ofUnconfirmed count: Int) -> String {
        let (was, it) = count == 1 ? ("was", "it") : ("were", "them")
        return
            "\(NumberFormat.count(count, "snapshot")) \(was) quarantined and not archived, and polling once can't confirm \(it); "
            + "use launchtop record to poll again, or launchtop import --no-validate with the saved documents"
    }

    private func printSummary(of snapshot: LedgerSnapshot, counts: Int, _ configuration: Configuration) throws {
        let now = SystemClock.now()
        let anchors = once ? [] : common.anchors()
        for chart in snapshot.charts {
            if once {
                guard let ranking = snapshot.ranking(of: chart, asOf: snapshot.span?.end ?? now) else { continue }
                let entries = NumberFormat.entries(ranking.entries.count)
                let line = "\(chart.title): \(entries), seen \(ranking.observedAt.iso8601)"
                try common.printText(line, configuration)
            } else if let text = DashboardState.export(
                .chart(chart),
                in: snapshot,
                at: now,
                anchors: anchors,
                zone: common.zone(configuration),
                as: .text
            ) {
                try common.printText(text + "\n", configuration)
            }
        }
        if counts > 0 { try Console.printLine(NumberFormat.count(counts, "count")) }
    }
}
