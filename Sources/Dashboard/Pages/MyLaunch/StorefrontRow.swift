import History
import Market

/// An app's position in one storefront: in a chart of the whole store, and in its best genre chart.
struct StorefrontRow: Sendable {
    let storefront: Storefront
    /// The position in a chart of the whole store; `nil` if there is no data.
    let overall: ChartStanding?
    /// The position in the genre chart that ranks the app best; `nil` if there is no data.
    let genre: ChartStanding?
    /// A chart of this storefront that is polled or has data.
    let polled: Chart?

    /// The position to show if there is room for only one: the position in the chart of the whole store, unless only a
    /// genre chart ranks the app.
    var main: ChartStanding? { [overall, genre].compactMap { $0 }.first { $0.rank != nil } ?? overall ?? genre }

    /// The chart that the row opens.
    var chart: Chart? { main?.chart ?? polled }

    /// Whether the app is ranked in any chart of the row.
    var isRanked: Bool { overall?.rank != nil || genre?.rank != nil }

    /// The time when the row's charts were last seen; `nil` if never.
    var checked: Timestamp? { [overall?.checked, genre?.checked].compactMap { $0 }.max() }
}

extension StorefrontRow {
    private typealias Candidate = (snapshot: NewestSnapshots.Snapshot, rank: Rank?)

    /// Returns the rows of an app in an order that doesn't change with its ranks: storefronts that ever ranked the app,
    /// then storefronts that never did, then storefronts that aren't followed any more, then storefronts without data.
    /// Each group is in the order of the sources, then by code.
    ///
    /// - Parameter polled: Charts that are polled but may have no data yet.
    /// - Returns: One row for each storefront with a chart of the app's store, and the kind of chart compared.
    /// - Complexity: O(charts · snapshots).
    static func all(
        of app: AppID,
        in ledger: LedgerSnapshot,
        newest: NewestSnapshots,
        polled: [Chart],
        asOf instant: Timestamp
    ) -> (rows: [StorefrontRow], kind: ChartKind?) {
        let handle = ledger.registry.handle(of: app)
        let store = ledger.registry.store(of: app) ?? app.store
        let known = newest.all.filter { $0.chart.store == store && $0.isKnown(handle) }
            .map { (snapshot: $0, rank: $0.rank(of: handle)) }
        let kind = NewestSnapshots.mainKind(of: known.filter { $0.snapshot.chart.genre == nil })
        let byStorefront = Dictionary(grouping: known) { $0.snapshot.chart.storefront }
        let expected = Dictionary(polled.filter { $0.store == store }.map { ($0.storefront, $0) }) { first, _ in first }
        let genres = byStorefront.mapValues { bestGenre(among: $0, kind: kind) }
        let usual = usualGenre(among: genres.values.compactMap { $0 })
        let listed = ledger.charts.filter { $0.store == store }
        let storefronts = Set(listed.map(\.storefront)).union(expected.keys)
        let rows = storefronts.map { storefront -> StorefrontRow in
            let candidates = byStorefront[storefront] ?? []
            func standing(_ candidate: Candidate?, hasMoves: Bool) -> ChartStanding? {
                candidate.map {
                    ChartStanding(
                        of: app,
                        rank: $0.rank,
                        in: $0.snapshot,
                        ledger: ledger,
                        asOf: instant,
                        hasMoves: hasMoves
                    )
                }
            }
            let genre = genres[storefront].flatMap { $0 } ?? unranked(among: candidates, usual: usual, kind: kind)
            return StorefrontRow(
                storefront: storefront,
                overall: standing(overall(among: candidates, kind: kind), hasMoves: true),
                genre: standing(genre, hasMoves: false),
                polled: expected[storefront] ?? listed.first { $0.storefront == storefront }
            )
        }
        // App Store charts are named appstore:us/top-free. Other sources are known by their last response.
        let sources = ledger.sources.map { source in
            (name: source.source.drop { $0 != ":" }.dropFirst(), storefronts: Set(source.charts.map(\.storefront)))
        }
        let newestCheck = rows.compactMap(\.checked).max()
        func order(_ row: StorefrontRow) -> (Int, Int, String) {
            let code = row.storefront.code
            let charts = [row.overall, row.genre].compactMap { $0?.chart }
            let wasRanked = charts.contains { ledger.rankRecord(of: app, in: $0, asOf: instant) != nil }
            let position =
                sources.firstIndex { $0.name.hasPrefix("\(code)/") || $0.storefronts.contains(row.storefront) }
                ?? sources.count
            let isOutdated = row.checked.map { checked in
                newestCheck.map { RankHistory.isOutdated(seen: checked, isPartial: false, newest: $0) } ?? false
            }
            return (charts.isEmpty ? 3 : isOutdated == true ? 2 : wasRanked ? 0 : 1, position, code)
        }
        let sorted = rows.map { (order: order($0), row: $0) }.sorted { $0.order < $1.order }
        return (sorted.map(\.row), kind)
    }

    /// The order by current rank: by rank, then by genre rank, then not ranked, then no data.
    var rankOrder: Int {
        if let rank = overall?.rank { return rank.value }
        let unranked = Int(UInt16.max)
        if let rank = genre?.rank { return unranked + rank.value }
        return unranked * (overall == nil && genre == nil ? 3 : 2)
    }

    /// Returns the chart of the whole store to show: one of the main kind, otherwise the one that ranks the app best.
    private static func overall(among candidates: [Candidate], kind: ChartKind?) -> Candidate? {
        let charts = candidates.filter { $0.snapshot.chart.genre == nil }
        let main = charts.filter { $0.snapshot.chart.kind == kind }
        let newest = main.map(\.snapshot.checked).max()
        let current = main.filter { candidate in newest.map { !candidate.snapshot.isOutdated(newest: $0) } ?? false }
        return best(of: current) ?? best(of: charts)
            ?? current.max { $0.snapshot.checked < $1.snapshot.checked } ?? charts.first
    }

    private static func bestGenre(among candidates: [Candidate], kind: ChartKind?) -> Candidate? {
        let charts = candidates.filter { $0.snapshot.chart.genre != nil }
        return best(of: charts.filter { $0.snapshot.chart.kind == kind }) ?? best(of: charts)
    }

    /// Returns the genre chart to show if no genre chart ranks the app: the chart of the genre that ranks the app in
    /// other storefronts, or the only genre chart; `nil` if there is neither.
    private static func unranked(among candidates: [Candidate], usual: Genre?, kind: ChartKind?) -> Candidate? {
        let charts = candidates.filter { $0.snapshot.chart.genre != nil && $0.snapshot.chart.kind == kind }
        guard let usual else { return charts.count == 1 ? charts[0] : nil }
        return charts.first { $0.snapshot.chart.genre == usual }
    }

    /// Returns the genre that occurs most often among storefronts' best genre charts; `nil` if there is none.
    private static func usualGenre(among candidates: [Candidate]) -> Genre? {
        Dictionary(grouping: candidates.compactMap(\.snapshot.chart.genre)) { $0 }
            .max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.key
    }

    /// Returns the candidate with the best rank; `nil` if none is ranked.
    private static func best(of candidates: [Candidate]) -> Candidate? {
        candidates.filter { $0.rank != nil }.min { ($0.rank ?? .first) < ($1.rank ?? .first) }
    }
}
