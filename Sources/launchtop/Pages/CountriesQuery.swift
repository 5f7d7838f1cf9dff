import ArgumentParser
import Collector
import Dashboard
import History
import Market
import Setup

/// The arguments that select a chart in all storefronts, an app, and the data source to find them in.
struct CountriesQuery: PageQuery {
    static let name = "countries"
    static let abstract = "An app's rank in every storefront of a chart, or the #1 app in each storefront."

    @Argument(
        help: ArgumentHelp(
            "Chart, such as top-free, or an app (id or part of the name) to select a chart that lists the app.",
            valueName: "chart-or-app"
        )
    )
    var subject: String
    @Argument(help: "Genre, such as games or 6014.", completion: Completion.genres)
    var genre = GenreArgument.all
    @Option(help: "App id, launch id, or part of the name (default: the #1 app in each storefront).")
    var app: String?
    @Option(help: ArgumentHelp(ReadingOptions.fromHelp, valueName: "source"))
    var from: String?
    @Option(help: "Time window for rank changes.") var window = DurationArgument(seconds: 86_400)
    @OptionGroup var reading: ReadingOptions

    func selection(_ common: CommonOptions) throws -> PageSelection {
        let (chart, app, ledger, end) = try find(common)
        let name = app.map { ledger.name(of: $0, asOf: end) } ?? "top apps"
        return PageSelection(.countries(chart, app), in: ledger, end: end, title: name, window: window.seconds)
    }

    /// Finds the chart and the app.
    ///
    /// - Returns: The chart in one of its storefronts, the app (`nil` for the #1 app of each storefront), a ledger that
    ///   contains them, and the time of the last data in the source.
    /// - Throws: An error if there is no such chart or app. If the chart isn't found, the error lists the available
    ///   charts.
    private func find(
        _ common: CommonOptions
    ) throws -> (chart: Chart, app: AppID?, ledger: LedgerSnapshot, end: Timestamp) {
        let kind = ChartKind(subject)
        func matches(_ chart: Chart) -> Bool { chart.kind == kind && genre.matches(genreOf: chart) }
        let ledger = try common.setup.ledger(
            from: from,
            decoder: reading.decoder(common),
            where: matches
        )
        .snapshot
        let named = try app.map { name throws(Failure) in try ledger.app(named: name) }
        let end = try common.setup.lastObservation(from: from) ?? ledger.span?.end ?? SystemClock.now()
        if let chart = Self.widest(ledger.charts.filter(matches)) { return (chart, named, ledger, end) }
        if let message = genre.errorMessage(in: reading.store?.store ?? .appStore) { throw Failure(message) }
        // The subject is an unknown chart, or the name of an app.
        guard app == nil, !ledger.charts.contains(where: { $0.kind == kind }), ledger.hasApp(named: subject)
        else { throw notFound(in: ledger, common) }
        let found = try ledger.app(named: subject)
        let charts = ledger.rankRecords(of: found, asOf: end).map(\.chart).filter(genre.matches(genreOf:))
        let free = charts.filter { $0.kind == .topFree }
        guard let chart = Self.widest(free.isEmpty ? charts : free) else {
            throw Failure("\(ledger.name(of: found, asOf: end)): not ranked in any matching chart")
        }
        return (chart, found, ledger, end)
    }

    /// Returns one of the charts, with the most frequent combination of store, kind and edition; `nil` if there are no
    /// charts.
    private static func widest(_ charts: [Chart]) -> Chart? {
        let editions = Dictionary(grouping: charts) { "\($0.store.rawValue) \($0.kind.slug) \($0.edition.rawValue)" }
        return editions.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.value.first
    }

    private func notFound(in ledger: LedgerSnapshot, _ common: CommonOptions) -> any Error {
        guard ChartKind(subject) != nil else {
            return ArgumentParser.ValidationError(
                "unknown chart or app \"\(subject)\"; use KIND [GENRE], such as top-free games"
            )
        }
        var known: [String] = []
        for chart in ledger.charts {
            let name = [chart.kind.slug, chart.genre?.slug].compactMap { $0 }.joined(separator: " ")
            if !known.contains(name) { known.append(name) }
        }
        let list = TextList.start(of: known)
        let source = from ?? common.setup.archiveToRead ?? "the library"
        return Failure(
            "chart or app \"\(subject)\" not found in \(source); available: \(list.isEmpty ? "none" : list)"
        )
    }
}
