import ArgumentParser
import Dashboard
import History
import Market

/// Which chart is meant, and where it is.
struct ChartQuery: ParsableArguments {
    @Argument(help: "Two letters, such as us.") var storefront: String
    @Argument(help: "Such as top-free.") var kind: String
    @Argument(help: "Such as games or 6014; the whole store without it.", completion: Completion.genres)
    var genre = GenreArgument.all
    @Option(help: ArgumentHelp("Where snapshots are; the archive without it, else the library.", valueName: "source"))
    var from: String?
    @OptionGroup var reading: ReadingOptions

    /// - Returns: the chart, a ledger that holds it, and the last instant of which anything is known there.
    /// - Throws: where there is no such chart, with those that there are.
    func find(
        _ common: CommonOptions
    ) throws -> (chart: Chart, ledger: LedgerSnapshot, end: Timestamp) {
        guard let storefront = Storefront(stored: storefront), let kind = ChartKind(kind)
        else { throw ArgumentParser.ValidationError("a chart is named like: us top-free games") }
        func isMeant(_ chart: Chart) -> Bool {
            chart.storefront == storefront && chart.kind == kind && genre.names(genreOf: chart)
        }
        let ledger = try Loading.ledger(from: from, common: common, decoder: reading.decoder(common), where: isMeant)
            .snapshot
        guard let chart = ledger.charts.first(where: isMeant) else {
            if let objection = genre.objection(in: reading.store?.store ?? .appStore) { throw Failure(objection) }
            let known = ledger.charts.map { chart in
                [chart.storefront.code, chart.kind.slug, chart.genre?.id].compactMap { $0 }.joined(separator: " ")
            }
            let list = known.prefix(8).joined(separator: ", ") + (known.count > 8 ? ", …" : "")
            throw Failure(
                "there is no such chart in \(from ?? common.archiveToRead ?? "the library"); there is \(list)"
            )
        }
        let end = try Loading.lastSighting(from: from, common: common) ?? ledger.span?.end ?? Loading.now()
        return (chart, ledger, end)
    }

    /// What to say of an instant before the chart's first snapshot.
    static func tooEarly(_ instant: Timestamp, for chart: Chart, in ledger: LedgerSnapshot) -> Failure {
        let first = ledger.span(of: .chart(chart))?.start.iso8601 ?? "never"
        return Failure("nothing was seen of this chart until \(instant.iso8601); its first snapshot is of \(first)")
    }
}
