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
        guard let kind = ChartKind(kind) else {
            throw ArgumentParser.ValidationError("a chart is named like: us top-free games")
        }
        let storefronts = try storefronts()
        func isMeant(_ chart: Chart) -> Bool {
            storefronts.contains(chart.storefront) && chart.kind == kind && genre.names(genreOf: chart)
        }
        let ledger = try SourceLoader.ledger(
            from: from,
            common: common,
            decoder: reading.decoder(common),
            where: isMeant
        )
        .snapshot
        let charts = storefronts.flatMap { storefront in ledger.charts.filter { $0.storefront == storefront } }
        guard let chart = charts.first(where: isMeant) else {
            if let objection = genre.objection(in: reading.store?.store ?? .appStore) { throw Failure(objection) }
            if !storefronts.contains(where: { Storefront.named($0.code, in: .googlePlay) != nil }) {
                throw Failure(Storefront.objection(to: storefront, in: reading.store?.store ?? .googlePlay))
            }
            let known = ledger.charts.map { chart in
                [chart.storefront.code, chart.kind.slug, chart.genre?.id].compactMap { $0 }.joined(separator: " ")
            }
            let list = known.prefix(8).joined(separator: ", ") + (known.count > 8 ? ", …" : "")
            throw Failure(
                "there is no such chart in \(from ?? common.archiveToRead ?? "the library"); there is \(list)"
            )
        }
        let end = try SourceLoader.lastSighting(from: from, common: common) ?? ledger.span?.end ?? SourceLoader.now()
        return (chart, ledger, end)
    }

    /// The storefront that was named, and after it one of that very code, which an older version may have stored unchecked.
    ///
    /// - Throws: where it is neither a storefront nor two letters.
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

    /// What to say of an instant before the chart's first snapshot.
    static func tooEarly(_ instant: Timestamp, for chart: Chart, in ledger: LedgerSnapshot) -> Failure {
        let first = ledger.span(of: .chart(chart))?.start.iso8601 ?? "never"
        return Failure("nothing was seen of this chart until \(instant.iso8601); its first snapshot is of \(first)")
    }
}
