import Input
import Market

/// A type that reads the series in one document using a mapping.
///
/// Ranks of one app say nothing about other apps, so the snapshots of ranks are partial, and a missing rank is no data.
struct SeriesReader {
    private let mapping: Mapping
    private let series: SeriesMapping
    private let root: JSONValue
    private let decoder: SnapshotDecoder
    private let origin: String
    private var assembler = SnapshotAssembler()
    private var counts = CountsByDay()
    private var warnings: Warnings
    private var seriesCount = 0

    private init(
        _ series: SeriesMapping,
        of mapping: Mapping,
        root: JSONValue,
        origin: String,
        decoder: SnapshotDecoder
    ) {
        self.mapping = mapping
        self.series = series
        self.root = root
        self.origin = origin
        self.decoder = decoder
        warnings = Warnings(origin: origin)
    }

    /// Decodes the series in a document. A document whose series have no values is valid and has no data.
    ///
    /// - Throws: An error if there are no series where the mapping says, or if none of them can be read.
    static func decode(
        _ series: SeriesMapping,
        of mapping: Mapping,
        in root: JSONValue,
        origin: String,
        decoder: SnapshotDecoder
    ) throws(InputError) -> Decoded {
        guard series.path.hasContainer(in: root) else {
            throw InputError(
                origin,
                "nothing found at \"\(series.path.text)\", where mapping \"\(mapping.name)\" expects series"
            )
        }
        var reader = SeriesReader(series, of: mapping, root: root, origin: origin, decoder: decoder)
        try series.path.forEach(in: root) { value, captured, location throws(InputError) in
            reader.read(value, captured: captured, at: location)
        }
        return try reader.decoded()
    }

    private mutating func read(_ value: JSONValue, captured: [String: String], at location: String) {
        seriesCount += 1
        var fields = defaults.merging(mapping.fixed) { $1 }
            .merging(mapping.texts(mapping.inDocument, in: root)) { $1 }
        for (name, text) in captured { if let field = Mapping.Field(rawValue: name) { fields[field] = text } }
        fields.merge(series.texts(in: value)) { $1 }
        do throws(MappingError) {
            let id = try id(of: value, captured: captured)
            if series.hasOwnIDs, decoder.appIDs[id] == nil {
                throw MappingError("unknown id \"\(UntrustedText.sanitized(id))\"; add it to \"ids\" of the source")
            }
            // The form of an id shows its store.
            fields[.store] = fields[.store] ?? app(id)?.store.rawValue
            switch series.content {
            case .ranks:
                let chart = try mapping.chart(from: fields)
                let app = try app(id, in: chart.store)
                try readPoints(of: value, at: location) { reader, time, rank throws(MappingError) in
                    try reader.add(rank, of: app, in: chart, at: time)
                }
            case .counts(let metric, let kind, let publisher):
                let (store, storefronts) = try mapping.storefronts(from: fields)
                let app = try app(id, in: store)
                let counter = Counter(
                    app: app,
                    metric: metric,
                    scope: Scope(stores: [store], storefronts: storefronts),
                    kind: kind,
                    source: publisher
                )
                try readPoints(of: value, at: location) { reader, time, count throws(MappingError) in
                    try reader.add(count, of: counter, in: store, at: time)
                }
            }
        } catch {
            warnings.add(at: location, "skipped: \(error.problem)")
        }
    }

    /// The fields that the source's settings assume.
    private var defaults: [Mapping.Field: String] {
        var fields: [Mapping.Field: String] = [:]
        fields[.store] = decoder.defaults.store?.rawValue
        fields[.storefront] = decoder.defaults.storefront?.code
        fields[.chart] = decoder.defaults.kind?.slug
        fields[.genre] = decoder.defaults.genre?.text
        return fields
    }

    private func id(of value: JSONValue, captured: [String: String]) throws(MappingError) -> String {
        guard let path = series.id else {
            return try mapping.id(in: captured[SeriesMapping.appField] ?? "", after: series.idAfter)
        }
        guard let text = path.value(in: value)?.textOrNumber else {
            throw MappingError("missing id at \"\(path.text)\"")
        }
        return try mapping.id(in: text, after: series.idAfter)
    }

    /// Returns the app with an id; `nil` if it's unknown.
    private func app(_ id: String) -> AppID? {
        decoder.appIDs[id] ?? (series.hasOwnIDs ? nil : try? AppID.parse(id))
    }

    private func app(_ id: String, in store: Store) throws(MappingError) -> AppID {
        guard let known = decoder.appIDs[id] else {
            return try MappingError.rethrow { () throws(InvalidText) in try AppID.parse(id, in: store) }
        }
        guard known.store == store else {
            throw MappingError("id \"\(UntrustedText.sanitized(id))\" is \(known.text), which isn't in \(store.name)")
        }
        return known
    }

    /// Reads the points of a series. A point that can't be read is skipped with a warning; `null` is no data.
    private mutating func readPoints(
        of value: JSONValue,
        at location: String,
        _ add: (inout Self, Timestamp, JSONValue) throws(MappingError) -> Void
    ) throws(MappingError) {
        var reader = self
        let problem = series.points.forEach(in: value, of: root) { index, time, value in
            guard let value, value.kind != .null else { return }
            do throws(MappingError) {
                guard let stamp = time?.textOrNumber.flatMap(Self.time) else {
                    throw MappingError("missing or invalid time; expected ISO 8601, such as 2026-03-10T14:00:00Z")
                }
                try add(&reader, stamp, value)
            } catch {
                reader.warnings.add(at: "\(location)[\(index)]", "skipped: \(error.problem)")
            }
        }
        self = reader
        if let problem { throw MappingError(problem) }
    }

    /// Returns the time in a text, which is in UTC unless it has an offset; the start of a day.
    private static func time(_ text: String) -> Timestamp? {
        Timestamp(iso8601: text) ?? Day(iso8601: text)?.start
    }

    private mutating func add(
        _ value: JSONValue,
        of app: AppID,
        in chart: Chart,
        at time: Timestamp
    ) throws(MappingError) {
        guard let rank = value.wholeNumber.flatMap({ Int(exactly: $0) }).flatMap({ Rank($0) }) else {
            throw MappingError("invalid rank; expected 1 to 65535, or null for no data")
        }
        let snapshot = assembler.snapshotIndex(of: chart, at: time)
        assembler.markPartial(snapshot)
        guard assembler.add(RankEntry(rank: rank, app: app), to: snapshot) == nil else {
            // The same text for all points, so that the warnings are merged.
            throw MappingError("duplicate: the app or the rank is already in the chart at that time")
        }
    }

    private mutating func add(
        _ value: JSONValue,
        of counter: Counter,
        in store: Store,
        at time: Timestamp
    ) throws(MappingError) {
        guard let number = Self.count(value, kind: counter.kind), Count.valueRange.contains(number) else {
            throw MappingError("invalid count; expected a whole number of at least 0, or null for no data")
        }
        let count = ReportedCount(Count(days: [time.day], value: number), of: counter, in: store)
        guard counts.add(count, line: 0) == nil else {
            throw MappingError("duplicate day \(time.day.iso8601); the last count applies")
        }
    }

    /// Returns the count in a value. A model's estimate may have a fraction, which is rounded.
    private static func count(_ value: JSONValue, kind: FigureKind) -> Int64? {
        if let whole = value.wholeNumber { return whole }
        guard kind == .estimate, let number = value.textOrNumber.flatMap(Double.init), number.isFinite,
            number.magnitude < 1e18
        else { return nil }
        return Int64(number.rounded())
    }

    private func decoded() throws(InputError) -> Decoded {
        var charts = assembler.charts
        for index in charts.indices { charts[index].hasOwnTime = true }
        if charts.isEmpty, counts.list.isEmpty, let first = warnings.first { throw first }
        return Decoded(charts: charts, counts: counts.list, warnings: warnings.list)
    }
}
