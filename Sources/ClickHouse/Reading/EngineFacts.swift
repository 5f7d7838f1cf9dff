public import Archive
public import Market
public import TimeSeries

/// Names, counts, listings and sources that were read from an engine.
public struct EngineFacts: Sendable {
    /// The names of an app in a storefront.
    public struct Names: Sendable {
        public var app: AppID
        public var store: Store
        public var storefront: Storefront
        public var names: ValueHistory<AppName>
    }

    public var names: [Names] = []
    /// The counts, of which later ones replace earlier ones for the same days.
    public var counts: [ReportedCount] = []
    public var listings: [(app: AppID, storefront: Storefront, points: [ListingPoint])] = []
    public var sources: [ArchiveCatalog.ChartSource] = []
}

extension EngineReader {
    /// Reads names, counts, listings and sources.
    ///
    /// - Parameters:
    ///   - charts: The charts of the engine.
    ///   - position: The position after which names have changed; of other apps, no names are read.
    ///   - hasNames: Whether to read names.
    public func facts(
        of charts: [Chart],
        since position: EnginePosition = EnginePosition(),
        hasNames: Bool = true
    ) throws(EngineError) -> EngineFacts {
        var facts = EngineFacts()
        if hasNames { facts.names = try names(since: position) }
        facts.counts = try counts()
        facts.listings = try listings()
        let byKey = Dictionary(charts.map { ($0.engineKey, $0) }) { first, _ in first }
        let query = "SELECT chart, source, min(first), max(last) FROM sources GROUP BY chart, source FORMAT RowBinary"
        try read(query) { row throws(RowBinaryReader.Truncated) in
            let (chart, source) = (try row.readText(), try row.readText())
            let (first, last) = (try row.readTime(), try row.readTime())
            guard let chart = byKey[chart] else { return }
            facts.sources.append(.init(chart: chart, source: source, first: first, last: last))
        }
        facts.sources.sort { ($0.chart, $0.first, $0.source) < ($1.chart, $1.first, $1.source) }
        return facts
    }

    private func counts() throws(EngineError) -> [ReportedCount] {
        var counts: [ReportedCount] = []
        let query = """
            SELECT app, store, metric, stores, storefronts, kind, source, days, value FROM counts
            ORDER BY batch, collector, number FORMAT RowBinary
            """
        try read(query) { row throws(RowBinaryReader.Truncated) in
            let (app, store, metric) = (try row.readText(), try row.readText(), try row.readText())
            let (stores, storefronts, kind) = (try row.readText(), try row.readText(), try row.readText())
            let (source, days, value) = (try row.readText(), try row.readText(), try row.read(Int64.self))
            guard let app = AppID(stored: app), let store = Store(rawValue: store),
                let metric = Metric(rawValue: metric), let kind = FigureKind(rawValue: kind),
                let days = DayList.days(days)
            else { return }
            let codes = storefronts.split(separator: ",").compactMap { Storefront(stored: String($0)) }
            let scope = Scope(
                stores: stores.split(separator: ",").compactMap { Store(rawValue: String($0)) },
                storefronts: storefronts == "unknown" ? nil : codes
            )
            let counter = Counter(app: app, metric: metric, scope: scope, kind: kind, source: source)
            counts.append(ReportedCount(Count(days: days, value: value), of: counter, in: store))
        }
        return counts
    }

    private func listings() throws(EngineError) -> [(app: AppID, storefront: Storefront, points: [ListingPoint])] {
        var points: [ListingKey: [UInt32: ListingPoint]] = [:]
        let query = """
            SELECT app, storefront, hour, since, seen, ratings, stars, version, price, currency FROM listings
            ORDER BY batch FORMAT RowBinary
            """
        try read(query) { row throws(RowBinaryReader.Truncated) in
            let (app, storefront, hour) = (try row.readText(), try row.readText(), try row.read(UInt32.self))
            let (since, seen) = (try row.readTime(), try row.readTime())
            let ratings = try row.readOptional { row throws(RowBinaryReader.Truncated) in try row.read(Int64.self) }
            let stars = try row.readOptional { row throws(RowBinaryReader.Truncated) in try row.readDouble() }
            let version = try row.readOptional { row throws(RowBinaryReader.Truncated) in try row.readText() }
            let price = try row.readOptional { row throws(RowBinaryReader.Truncated) in try row.read(Int64.self) }
            let currency = try row.readOptional { row throws(RowBinaryReader.Truncated) in try row.readText() }
            guard let app = AppID(stored: app), let storefront = Storefront(stored: storefront) else { return }
            var state = ListingState(ratingCount: ratings, averageRating: stars, version: version)
            if let price, let currency { state.price = Price(thousandths: price, currency: currency) }
            points[ListingKey(app: app, storefront: storefront), default: [:]][hour] =
                ListingPoint(since: since, seen: seen, state)
        }
        return points.sorted { ($0.key.app, $0.key.storefront) < ($1.key.app, $1.key.storefront) }.map { key, points in
            (key.app, key.storefront, points.sorted { $0.key < $1.key }.map(\.value))
        }
    }
}

private struct ListingKey: Hashable {
    var app: AppID
    var storefront: Storefront
}
