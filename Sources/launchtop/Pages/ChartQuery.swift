import ArgumentParser
import Collector
import Dashboard
import History
import Market
import Setup

/// The arguments that select a chart and the data source to find it in.
struct ChartQuery: PageQuery {
    static let name = "chart"
    static let aliases = ["charts"]
    static let abstract = "A chart's ranking, with rank changes and estimated downloads."

    @Argument(help: "Storefront, such as us, usa or united-states.") var storefront: String
    @Argument(help: "Kind of chart: top-free, top-paid or top-grossing.") var kind: String
    @Argument(help: "Genre, such as games or 6014.", completion: Completion.genres)
    var genre = GenreArgument.all
    @Option(help: ArgumentHelp(ReadingOptions.fromHelp, valueName: "source"))
    var from: String?
    @Option(help: "Time window for rank changes.") var window = DurationArgument(seconds: 86_400)
    @OptionGroup var reading: ReadingOptions

    /// The kinds of charts in the App Store.
    private static let kinds: [ChartKind] = [.topFree, .topPaid, .topGrossing]

    func selection(_ common: CommonOptions) throws -> PageSelection {
        let (chart, ledger, end) = try find(common)
        var selection = PageSelection(.chart(chart), in: ledger, end: end, title: chart.title, window: window.seconds)
        selection.check = { instant in
            guard ledger.ranking(of: chart, asOf: instant) == nil else { return }
            let first = ledger.span(of: .chart(chart))?.start.iso8601 ?? "never"
            throw Failure("\(chart.title): no snapshots before \(instant.iso8601); the first one is from \(first)")
        }
        return selection
    }

    /// Finds the chart.
    ///
    /// - Returns: The chart, a ledger that contains it, and the time of the last data in the source.
    /// - Throws: An error if an argument is invalid or the chart isn't found. In the latter case, the error lists the
    ///   available charts.
    private func find(
        _ common: CommonOptions
    ) throws -> (chart: Chart, ledger: LedgerSnapshot, end: Timestamp) {
        guard let kind = ChartKind(kind) else {
            throw ArgumentParser.ValidationError(
                "invalid chart kind \"\(kind)\"; use STOREFRONT KIND [GENRE], such as us top-free games"
            )
        }
        let storefronts = try storefronts()
        func matches(_ chart: Chart) -> Bool {
            storefronts.contains(chart.storefront) && chart.kind == kind && genre.matches(genreOf: chart)
        }
        let ledger = try common.setup.ledger(
            from: from,
            decoder: reading.decoder(common),
            where: matches,
            needsAllApps: false
        )
        .snapshot
        let charts = storefronts.flatMap { storefront in ledger.charts.filter { $0.storefront == storefront } }
        guard let chart = charts.first(where: matches) else {
            if let message = genre.errorMessage(in: reading.store?.store ?? .appStore) { throw Failure(message) }
            if !storefronts.contains(where: { Storefront.named($0.code, in: .googlePlay) != nil }) {
                throw Failure(Storefront.objection(to: storefront, in: reading.store?.store ?? .googlePlay))
            }
            let known = ledger.charts.map { chart in
                [chart.storefront.code, chart.kind.slug, chart.genre?.id].compactMap { $0 }.joined(separator: " ")
            }
            let list = TextList.start(of: known)
            let isKnownKind = Self.kinds.contains(kind) || ledger.charts.contains { $0.kind == kind }
            let source = from ?? common.setup.archiveToRead ?? "the library"
            let available = list.isEmpty ? "none" : list
            throw Failure(
                isKnownKind
                    ? "chart not found in \(source); available: \(available)"
                    : "unknown chart kind \"\(kind.slug)\"; use top-free, top-paid or top-grossing; "
                        + "available in \(source): \(available)"
            )
        }
        let end = try common.setup.lastObservation(from: from) ?? ledger.span?.end ?? SystemClock.now()
        return (chart, ledger, end)
    }

    /// Returns the storefronts to try: the one that the argument names, then one with the argument as its code. An
    /// earlier version may have stored the latter without validation.
    ///
    /// - Throws: An error if the argument is neither a storefront nor two letters.
    private func storefronts() throws -> [Storefront] {
        let stored = Storefront(stored: storefront)
        do throws(InvalidText) {
            let parsed = try Storefront.parse(storefront, in: reading.store?.store ?? .googlePlay)
            return [parsed] + (stored.map { $0 == parsed ? [] : [$0] } ?? [])
        } catch {
            guard let stored else { throw ArgumentParser.ValidationError(error.problem) }
            return [stored]
        }
    }
}
