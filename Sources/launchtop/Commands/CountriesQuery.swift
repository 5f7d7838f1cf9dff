import ArgumentParser
import Dashboard
import History
import Market

/// Which chart is meant in all storefronts, whose ranks there, and where it is.
struct CountriesQuery: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "A chart such as top-free, or an app by its id or part of its name: then the chart that has it.",
            valueName: "chart-or-app"
        )
    )
    var subject: String
    @Argument(help: "Such as games or 6014; the whole store without it.", completion: Completion.genres)
    var genre = GenreArgument.all
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
        let kind = ChartKind(subject)
        func isMeant(_ chart: Chart) -> Bool { chart.kind == kind && genre.names(genreOf: chart) }
        let ledger = try SourceLoader.ledger(
            from: from,
            common: common,
            decoder: reading.decoder(common),
            where: isMeant
        )
        .snapshot
        let named = try app.map { name throws(Failure) in try AppQuery.find(name, in: ledger) }
        let end = try SourceLoader.lastSighting(from: from, common: common) ?? ledger.span?.end ?? SourceLoader.now()
        if let chart = Self.widest(ledger.charts.filter(isMeant)) { return (chart, named, ledger, end) }
        if let objection = genre.objection(in: reading.store?.store ?? .appStore) { throw Failure(objection) }
        // A chart that is not there, or no chart at all.
        guard app == nil, !ledger.charts.contains(where: { $0.kind == kind }), AppQuery.mayMean(subject, in: ledger)
        else { throw absence(in: ledger, common) }
        let found = try AppQuery.find(subject, in: ledger)
        let charts = ledger.rankRecords(of: found, asOf: end).map(\.chart).filter(genre.names(genreOf:))
        let free = charts.filter { $0.kind == .topFree }
        guard let chart = Self.widest(free.isEmpty ? charts : free) else {
            throw Failure("\(ledger.name(of: found, asOf: end)) was seen on no such chart of any country")
        }
        return (chart, found, ledger, end)
    }

    /// Of several editions and kinds that of most storefronts.
    private static func widest(_ charts: [Chart]) -> Chart? {
        let editions = Dictionary(grouping: charts) { "\($0.store.rawValue) \($0.kind.slug) \($0.edition.rawValue)" }
        return editions.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.value.first
    }

    private func absence(in ledger: LedgerSnapshot, _ common: CommonOptions) -> any Error {
        guard ChartKind(subject) != nil else {
            return ArgumentParser.ValidationError("a chart of all storefronts is named like: top-free games")
        }
        var known: [String] = []
        for chart in ledger.charts {
            let name = [chart.kind.slug, chart.genre?.slug].compactMap { $0 }.joined(separator: " ")
            if !known.contains(name) { known.append(name) }
        }
        let list = known.prefix(8).joined(separator: ", ") + (known.count > 8 ? ", …" : "")
        let place = from ?? common.archiveToRead ?? "the library"
        return Failure("“\(subject)” is no such chart in \(place), and no app of it; there is \(list)")
    }
}
