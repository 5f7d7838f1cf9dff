import ArgumentParser
import Collector
import Formats
import History
import Market
import Session
import Settings
import Setup

struct WatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Watch an app, or poll sources and show them live.",
        discussion: """
            An app id, or the URL of an app's store page, adds the app to the watchlist permanently and opens the My \
            launch page. --name and --launch set details that charts don't contain yet. For example:

              launchtop watch 1559935726 --name "Mint Weather" --storefront us,jp --genre all,weather

            A SOURCE is a file, a folder of snapshots, a URL (ending in / for a folder with an index), an App Store chart \
            such as appstore:us/top-free or appstore:japan/top-free/photo-and-video, or - for standard input.

            Without a SOURCE, --storefront, --chart and --genre select App Store charts, one for each combination; repeat \
            them or separate names with commas. With a SOURCE, they are defaults for documents that don't name their \
            chart. Without any of them, polls the sources in the config file; if it has none, those that the archive was \
            recorded from last; otherwise Apple's US top free chart.

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
        let setup = common.setup
        let configuration = try setup.configuration()
        let watched = try app.details(of: polling.apps(), configuration, zone: setup.zone(configuration))
        let polled = try polling.polled(common, configuration)
        let advice = EnteredApp.advice(
            for: watched,
            hasSources: !polling.sourceNames.isEmpty || !configuration.sources.isEmpty
        )
        if once || setup.plain || !(Session.hasTerminal || common.keyScript != nil) {
            if let advice { Console.report(advice) }
            return try pollOnce(polled, configuration, watching: watched)
        }
        var opening = Opening(.charts(isLive: true))
        if !noArchive {
            let path = setup.archivePath(configuration)
            opening.archive = .write(path, isExplicit: common.archive != nil || configuration.archive != nil)
        }
        opening.watched = watched
        opening.notice = advice
        opening.sources = polled.sources + listings(of: watched, in: polled)
        opening.settings = polled.settings
        // If the command line names no sources, it doesn't choose a page either.
        opening.restoresLastPage = (polled.settings != nil || polled.isResumed) && watched.isEmpty
        var session = common.session(opening, Ledger())
        session.withoutScreen = { try pollOnce(polled, configuration, watching: watched) }
        try session.run()
    }

    /// Returns the sources for the ratings and reviews of the watched apps in the storefronts of the polled charts. None if
    /// the sources are from the config file, which can name such sources itself.
    private func listings(of watched: [WatchedApp], in polled: PolledSources) -> [ResolvedSource] {
        guard polled.settings == nil, watched.contains(where: { $0.app.store == .appStore }) else { return [] }
        let named = Set(polled.sources.map(\.label))
        let storefronts = polled.sources.compactMap { AppStoreFeed.chart(of: $0.name)?.storefront }
        return ResolvedSource.listings(in: storefronts, interval: polled.sources.map(\.interval).max() ?? 0)
            .filter { !named.contains($0.label) }
    }

    private func pollOnce(
        _ polled: PolledSources,
        _ configuration: Configuration,
        watching apps: [WatchedApp]
    ) throws {
        let setup = common.setup
        // The dashboard saves the watchlist itself.
        if let problem = StateFile.watch(apps) { Console.report(problem) }
        for source in polled.settings?.unresolved ?? [] { Console.report("not polled: \(source.description)") }
        var poll = SinglePoll(configuration, archive: noArchive ? nil : setup.archivePath(configuration))
        try poll.run(polled.sources)
        try setup.printResult(of: poll, configuration, isSummary: once)
        try poll.finish()
    }
}
