public import Market
import TimeSeries

extension EngineReader {
    /// Reads the names of apps and storefronts that have changed since a position.
    func names(since position: EnginePosition) throws(EngineError) -> [EngineFacts.Names] {
        guard !position.batches.isEmpty else { return try names(where: "1") }
        return try names(where: "(app, storefront) IN (SELECT app, storefront FROM apps WHERE \(position.condition))")
    }

    /// Reads the names of apps that charts list, in the storefronts of the charts, and those of other apps in all
    /// storefronts. An app may have a name in each of 175 storefronts, of which a chart shows one.
    ///
    /// - Parameters:
    ///   - start: The time since which the charts list the apps; `nil` for all times.
    ///   - others: Other apps.
    public func names(
        ofAppsIn charts: [Chart],
        since start: Timestamp? = nil,
        and others: [AppID] = []
    ) throws(EngineError) -> [EngineFacts.Names] {
        var conditions: [String] = []
        if !charts.isEmpty {
            let time = start.map { " AND at >= toDateTime(\(UInt32(clamping: $0.seconds)))" } ?? ""
            let keys = Self.list(charts.map(\.engineKey))
            let storefronts = Self.list(Set(charts.map(\.storefront.code)).sorted())
            conditions.append(
                "storefront IN (\(storefronts)) "
                    + "AND app IN (SELECT DISTINCT app FROM rankings WHERE chart IN (\(keys))\(time))"
            )
        }
        if !others.isEmpty { conditions.append("app IN (\(Self.list(others.map(\.text))))") }
        return conditions.isEmpty ? [] : try names(where: conditions.map { "(\($0))" }.joined(separator: " OR "))
    }

    private func names(where condition: String) throws(EngineError) -> [EngineFacts.Names] {
        let query = """
            SELECT app, store, storefront, collector, since, name, developer, seen, returned, removed FROM apps
            WHERE \(condition) ORDER BY app, storefront, collector, since, batch FORMAT RowBinary
            """
        var all: [EngineFacts.Names] = []
        var current: NameSpans?
        try read(query) { row throws(RowBinaryReader.Truncated) in
            let (app, store, storefront) = (try row.readText(), try row.readText(), try row.readText())
            let (collector, since) = (try row.read(UInt32.self), Int64(try row.read(UInt32.self)))
            let name = try row.readText()
            let developer = try row.readOptional { row throws(RowBinaryReader.Truncated) in try row.readText() }
            let seen = Int64(try row.read(UInt32.self))
            let returned = try row.readOptional { row throws(RowBinaryReader.Truncated) in
                Int64(try row.read(UInt32.self))
            }
            let isRemoved = try row.read(UInt8.self) != 0
            guard let app = AppID(stored: app), let store = Store(rawValue: store),
                let storefront = Storefront(stored: storefront)
            else { return }
            if current?.app != app || current?.storefront != storefront {
                if let names = current?.names { all.append(names) }
                current = NameSpans(app: app, store: store, storefront: storefront)
            }
            let value = AppName(name, developer: developer)
            let span = ValueHistory<AppName>.Span(value, since: since, lastSeen: seen, returned: returned)
            current?.add(isRemoved ? nil : span, since: since, collector: collector)
        }
        if let names = current?.names { all.append(names) }
        return all
    }
}

/// The rows of an app's names in a storefront.
private struct NameSpans {
    typealias Span = ValueHistory<AppName>.Span

    let app: AppID
    let store: Store
    let storefront: Storefront
    /// The spans of each collector in order of time; `nil` for a span that doesn't apply.
    private var collectors: [(collector: UInt32, spans: [(since: Int64, span: Span?)])] = []

    init(app: AppID, store: Store, storefront: Storefront) {
        (self.app, self.store, self.storefront) = (app, store, storefront)
    }

    /// Adds a row. Of several rows with one time, the last one applies.
    mutating func add(_ span: Span?, since: Int64, collector: UInt32) {
        if collectors.last?.collector != collector { collectors.append((collector, [])) }
        let index = collectors.count - 1
        if collectors[index].spans.last?.since == since { collectors[index].spans.removeLast() }
        collectors[index].spans.append((since, span))
    }

    /// The names. Those of several collectors are combined as if one collector had seen them at the same times.
    var names: EngineFacts.Names? {
        let histories = collectors.map { ValueHistory(spans: $0.spans.compactMap(\.span)) }.filter { !$0.spans.isEmpty }
        guard var history = histories.first else { return nil }
        if histories.count > 1 {
            history = ValueHistory()
            let reports = histories.flatMap(\.spans).flatMap { [($0.since, $0.value), ($0.lastSeen, $0.value)] }
            for (time, name) in reports.sorted(by: { $0.0 < $1.0 }) { history.note(name, at: time) }
        }
        return EngineFacts.Names(app: app, store: store, storefront: storefront, names: history)
    }
}
