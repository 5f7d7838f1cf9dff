import ArgumentParser
import Collector
import Formats
import Foundation
import History
import Input
import Market
import Settings
import Setup

struct SourceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "source",
        abstract: "Test sources.",
        subcommands: [SourceTestCommand.self]
    )
}

struct SourceTestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Poll a source once and show what it returns, without storing anything.",
        discussion: """
            NAME is the name of a source in the config file, or a SOURCE as for launchtop watch. Without a NAME, all \
            sources in the config file are tested. Sends one request to each, and prints what was received, what it \
            costs and what is missing. Exits with 1 if a source fails.
            """
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "Sources to test (default: all in the config file).", completion: Completion.sources)
    var names: [String] = []

    func run() throws {
        let setup = common.setup
        let reading = try setup.configurationReading()
        let configuration = reading.configuration
        let configured = ConfiguredSources(configuration, setup.mappings)
        var hasFailed = false
        guard !names.isEmpty || reading.sources > 0 else {
            throw Failure("\(setup.configurationFile.path): no sources; add a [[source]] table, or name a source")
        }
        for name in names.isEmpty ? configured.labels : names {
            if let problem = configured.unresolved.first(where: { $0.matches(name) }) {
                hasFailed = true
                try setup.printText(SourceTest.Outcome(error: problem.problem).text(of: problem.label), configuration)
                continue
            }
            let source = try configured.resolved.first { $0.matches(name) } ?? source(name, configuration)
            let test = SourceTest(
                source,
                watchlist: Watchlist(settings: Set(configuration.watchlistApps), changes: StateFile.changesByKey())
                    .apps,
                polling: configuration.polling,
                archive: setup.archivePath(configuration)
            )
            let outcome = SourceLoader.wait { await test.run(now: SystemClock.now()) }
            hasFailed = hasFailed || outcome.error != nil
            try setup.printText(outcome.text(of: source.label), configuration)
        }
        if hasFailed { throw ExitCode.failure }
    }

    private func source(_ name: String, _ configuration: Configuration) throws -> ResolvedSource {
        let source = try SourceLoader.source(name)
        return ResolvedSource(name: source, label: source.label, interval: configuration.polling.interval)
    }
}
