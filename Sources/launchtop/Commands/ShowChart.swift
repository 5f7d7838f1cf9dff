import ArgumentParser
import Dashboard
import History
import Market

struct ShowChart: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "chart", abstract: "One chart.")

    @OptionGroup var options: ShowOptions
    @Argument(help: "Two letters, such as us.") var storefront: String
    @Argument(help: "Such as top-free.") var kind: String
    @Argument(help: "Such as 6014; the whole store without it.") var genre: String?
    @Option(help: ArgumentHelp("Where snapshots are; the archive without it, else the library.", valueName: "source"))
    var from: String?
    @Option(help: "Over how much time change is measured.") var window = DurationArgument(seconds: 86_400)

    func run() throws {
        guard let storefront = Storefront(storefront), let kind = ChartKind(kind),
            let genre = Genre.parse(genre ?? "")
        else { throw ArgumentParser.ValidationError("a chart is named like: us top-free 6014") }
        func isMeant(_ chart: Chart) -> Bool {
            chart.storefront == storefront && chart.kind == kind && chart.genre == genre
        }
        let ledger = try Loading.ledger(from: from, common: options.common, where: isMeant).snapshot
        let matches = ledger.charts.filter(isMeant)
        guard let chart = matches.first else {
            let known = ledger.charts.map { "\($0.storefront.code) \($0.kind.slug) \($0.genre?.id ?? "")" }
            let list = known.prefix(8).joined(separator: ", ") + (known.count > 8 ? ", …" : "")
            throw Failure(
                "there is no such chart in \(from ?? options.common.archiveToRead ?? "the library"); there is \(list)"
            )
        }
        let end = try Loading.lastSighting(from: from, common: options.common)
        let instant = options.at?.instant ?? end ?? options.instant(in: ledger)
        guard let text = Twin.chart(chart, in: ledger, asOf: instant, window: window.seconds, as: options.format) else {
            let first = ledger.span(of: .chart(chart))?.start.iso8601 ?? "never"
            throw Failure("nothing was seen of this chart until \(instant.iso8601); its first snapshot is of \(first)")
        }
        try Say.line(text)
    }
}
