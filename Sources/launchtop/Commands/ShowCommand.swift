import ArgumentParser
import Dashboard
import Foundation
import History
import Ingest
import Market

struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print a page as text, JSON or CSV.",
        subcommands: [ShowChart.self, ShowApp.self, ShowLaunches.self, ShowLaunch.self]
    )
}

/// What all pages take.
struct ShowOptions: ParsableArguments {
    @OptionGroup var common: CommonOptions

    @Flag(help: "Print JSON.")
    var json = false

    @Flag(help: "Print CSV.")
    var csv = false

    @Option(help: "As of when: 2025-10-03T14:00:00Z, or 2025-10-03 for the end of that day. The end without it.")
    var at: InstantArgument?

    func validate() throws {
        if json && csv { throw ArgumentParser.ValidationError("choose one of --json and --csv") }
    }

    var format: Twin.Format { json ? .json : csv ? .csv : .text }

    func instant(in ledger: LedgerSnapshot) -> Timestamp { at?.instant ?? ledger.span?.end ?? Loading.now() }
}

struct ShowChart: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "chart", abstract: "One chart.")

    @OptionGroup var options: ShowOptions
    @Argument(help: "Two letters, such as us.") var storefront: String
    @Argument(help: "Such as top-free.") var kind: String
    @Argument(help: "Such as 6014; the whole store without it.") var genre: String?
    @Option(help: ArgumentHelp("Where snapshots are; the library without it.", valueName: "source")) var from: String?
    @Option(help: "Over how much time change is measured.") var window = DurationArgument(seconds: 86_400)

    func run() throws {
        guard let storefront = Storefront(storefront), let kind = ChartKind(kind),
            let genre = Genre.parse(genre ?? "")
        else { throw ArgumentParser.ValidationError("a chart is named like: us top-free 6014") }
        let ledger = try Loading.ledger(from: from, common: options.common).snapshot
        let matches = ledger.charts.filter {
            $0.storefront == storefront && $0.kind == kind && $0.genre == genre
        }
        guard let chart = matches.first else {
            let known = ledger.charts.map { "\($0.storefront.code) \($0.kind.slug) \($0.genre?.id ?? "")" }
            let list = known.prefix(8).joined(separator: ", ") + (known.count > 8 ? ", …" : "")
            throw Failure("there is no such chart in it; there is \(list)")
        }
        let instant = options.instant(in: ledger)
        guard let text = Twin.chart(chart, in: ledger, asOf: instant, window: window.seconds, as: options.format) else {
            let first = ledger.span(of: .chart(chart))?.start.iso8601 ?? "never"
            throw Failure("nothing was seen of this chart until \(instant.iso8601); its first snapshot is of \(first)")
        }
        Say.line(text)
    }
}

struct ShowApp: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "app", abstract: "One app.")

    @OptionGroup var options: ShowOptions
    @Argument(help: "The app's id, the short id of its launch, or part of its name.") var app: String
    @Option(help: ArgumentHelp("Where snapshots are; the library without it.", valueName: "source")) var from: String?

    func run() throws {
        let ledger = try Loading.ledger(from: from, common: options.common).snapshot
        let app = try find(in: ledger)
        let instant = options.instant(in: ledger)
        guard let text = Twin.app(app, in: ledger, asOf: instant, as: options.format) else {
            throw Failure("app \(app.text) was never seen")
        }
        Say.line(text)
    }

    private func find(in ledger: LedgerSnapshot) throws(Failure) -> AppID {
        if let id = AppID(app), ledger.registry.handle(of: id) != nil { return id }
        if let launch = ledger.launch(id: app) { return launch.app }
        let matches = ledger.apps(matching: app, limit: 9)
        guard let only = matches.first else { throw Failure("no app there has the id or name “\(app)”") }
        guard matches.count == 1 else {
            let list = matches.prefix(8).map { "\($0.text) \(ledger.name(of: $0, asOf: options.instant(in: ledger)))" }
            throw Failure("“\(app)” could be \(list.joined(separator: "; "))\(matches.count > 8 ? "; …" : "")")
        }
        return only
    }
}

struct ShowLaunches: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "launches", abstract: "The library of launches.")

    @OptionGroup var options: ShowOptions

    func run() throws {
        let (ledger, problems) = try options.common.library()
        for problem in problems { Say.error(problem.description) }
        let snapshot = ledger.snapshot
        Say.line(Twin.launches(snapshot, asOf: options.instant(in: snapshot), as: options.format))
    }
}

struct ShowLaunch: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "launch", abstract: "One launch of the library.")

    @OptionGroup var options: ShowOptions
    @Argument(help: "Its short id, such as sora.") var id: String

    func run() throws {
        let (ledger, problems) = try options.common.library()
        for problem in problems { Say.error(problem.description) }
        let snapshot = ledger.snapshot
        guard let launch = snapshot.launch(id: id) else {
            let ids = snapshot.launches.map(\.id)
            let near = NearMiss.suggestions(for: id, among: ids)
            let hint =
                near.isEmpty
                ? "there are \(ids.joined(separator: ", "))" : "did you mean \(near.joined(separator: " or "))?"
            throw Failure("there is no launch “\(id)”; \(hint)")
        }
        let instant = options.instant(in: snapshot)
        Say.line(Twin.launch(launch, in: snapshot, asOf: instant, as: options.format) ?? "")
    }
}
