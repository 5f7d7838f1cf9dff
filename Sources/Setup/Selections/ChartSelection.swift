import Collector
import Dashboard
import Formats
import History
import Market

/// Finds the chart that a command names by its storefront, kind and genre.
package struct ChartSelection {
    private let storefront: String
    private let kind: String
    private let genre: GenreName
    private let source: DataSource

    /// The kinds of charts in the App Store.
    private static let kinds: [ChartKind] = [.topFree, .topPaid, .topGrossing]

    package init(_ storefront: String, _ kind: String, _ genre: GenreName, from source: DataSource) {
        (self.storefront, self.kind, self.genre, self.source) = (storefront, kind, genre, source)
    }

    /// Returns the page of the chart.
    ///
    /// - Parameter window: The number of seconds over which changes are measured.
    /// - Throws: An error if an argument is invalid or the chart isn't found. In the latter case, the error lists the
    ///   available charts.
    package func page(_ setup: Setup, window: Int64) throws -> PageSelection {
        let (chart, ledger, end) = try find(setup)
        var selection = PageSelection(.chart(chart), in: ledger, end: end, title: chart.title, window: window)
        selection.check = { instant in
            guard ledger.ranking(of: chart, asOf: instant) == nil else { return }
            let first = ledger.span(of: .chart(chart))?.start.iso8601 ?? "never"
            throw Failure("\(chart.title): no snapshots before \(instant.iso8601); the first one is from \(first)")
        }
        return selection
    }

    /// Finds the chart, and returns it with a ledger that contains it and the time of the last data in the source.
    private func find(_ setup: Setup) throws -> (chart: Chart, ledger: LedgerSnapshot, end: Timestamp) {
        guard let kind = ChartKind(kind) else {
            throw UsageError("invalid chart kind \"\(kind)\"; use STOREFRONT KIND [GENRE], such as us top-free games")
        }
        let storefronts = try storefronts()
        func matches(_ chart: Chart) -> Bool {
            storefronts.contains(chart.storefront) && chart.kind == kind && genre.matches(genreOf: chart)
        }
        let ledger = try setup.ledger(
            from: source.name,
            decoder: source.decoder,
            where: matches,
            needsAllApps: false
        )
        .snapshot
        let charts = storefronts.flatMap { storefront in ledger.charts.filter { $0.storefront == storefront } }
        guard let chart = charts.first(where: matches) else { throw notFound(kind, storefronts, in: ledger, setup) }
        let end = try setup.lastObservation(from: source.name) ?? ledger.span?.end ?? SystemClock.now()
        return (chart, ledger, end)
    }

    private func notFound(
        _ kind: ChartKind,
        _ storefronts: [Storefront],
        in ledger: LedgerSnapshot,
        _ setup: Setup
    ) -> Failure {
        let store = source.decoder.defaults.store
        if let message = genre.errorMessage(in: store ?? .appStore) { return Failure(message) }
        if !storefronts.contains(where: { Storefront.named($0.code, in: .googlePlay) != nil }) {
            return Failure(Storefront.objection(to: storefront, in: store ?? .googlePlay))
        }
        let known = ledger.charts.map { chart in
            [chart.storefront.code, chart.kind.slug, chart.genre?.id].compactMap { $0 }.joined(separator: " ")
        }
        let list = TextList.start(of: known)
        let isKnownKind = Self.kinds.contains(kind) || ledger.charts.contains { $0.kind == kind }
        let available = list.isEmpty ? "none" : list
        return Failure(
            isKnownKind
                ? "chart not found in \(setup.label(of: source)); available: \(available)"
                : "unknown chart kind \"\(kind.slug)\"; use top-free, top-paid or top-grossing; "
                    + "available in \(setup.label(of: source)): \(available)"
        )
    }

    /// Returns the storefronts to try: the one that the argument names, then one with the argument as its code. An
    /// earlier version may have stored the latter without validation.
    ///
    /// - Throws: An error if the argument is neither a storefront nor two letters.
    private func storefronts() throws -> [Storefront] {
        let stored = Storefront(stored: storefront)
        do throws(InvalidText) {
            let parsed = try Storefront.parse(storefront, in: source.decoder.defaults.store ?? .googlePlay)
            return [parsed] + (stored.map { $0 == parsed ? [] : [$0] } ?? [])
        } catch {
            guard let stored else { throw UsageError(error.problem) }
            return [stored]
        }
    }
}
