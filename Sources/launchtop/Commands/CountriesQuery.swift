import ArgumentParser
import Dashboard
import History
import Market

/// Which chart is meant in all storefronts, whose ranks there, and where it is.
struct CountriesQuery: ParsableArguments {
    @Argument(help: "Such as top-free.") var kind: String
    @Argument(help: "Such as 6014; the whole store without it.") var genre: String?
    @Option(help: "An app's id, the short id of its launch, or part of its name; who leads without it.")
    var app: String?
    @Option(help: ArgumentHelp("Where snapshots are; the archive without it, else the library.", valueName: "source"))
    var from: String?
    @OptionGroup var reading: ReadingOptions

    /// - Returns: the chart of one storefront, the app, a ledger that holds them, and the last instant of which anything is
    ///   known there.
    /// - Throws: where there is no such chart or app, with those that there are.
    func find(
        _ common: CommonOptions
    ) throws -> (chart: Chart, app: AppID?, ledger: LedgerSnapshot, end: Timestamp) {
        guard let kind = ChartKind(kind), let genre = Genre.parse(genre ?? "") else {
            throw ArgumentParser.ValidationError("a chart of all storefronts is named like: top-free 6014")
        }
        func isMeant(_ chart: Chart) -> Bool { chart.kind == kind && chart.genre == genre }
        let ledger = try Loading.ledger(from: from, common: common, decoder: reading.decoder(common), where: isMeant)
            .snapshot
        let charts = ledger.charts.filter(isMeant)
        // Of several editions the one of most storefronts.
        let editions = Dictionary(grouping: charts) { "\($0.store.rawValue) \($0.edition.rawValue)" }
        guard let chart = editions.max(by: { ($0.value.count, $1.key) < ($1.value.count, $0.key) })?.value.first else {
            var known: [String] = []
            for chart in ledger.charts {
                let name = [chart.kind.slug, chart.genre?.id].compactMap { $0 }.joined(separator: " ")
                if !known.contains(name) { known.append(name) }
            }
            let list = known.prefix(8).joined(separator: ", ") + (known.count > 8 ? ", …" : "")
            throw Failure(
                "there is no such chart in \(from ?? common.archiveToRead ?? "the library"); there is \(list)"
            )
        }
        let end = try Loading.lastSighting(from: from, common: common) ?? ledger.span?.end ?? Loading.now()
        let app = try app.map { name throws(Failure) in try AppQuery.find(name, in: ledger) }
        return (chart, app, ledger, end)
    }
}
