import Market

extension Mapping {
    /// Reads every list that is where the mapping says.
    ///
    /// - Throws: where there is none.
    func decode(_ root: JSONValue, of document: Document, registry: NameRegistry?) throws(IngestError) -> Decoded {
        var reading = MappingReader(
            mapping: self,
            document: document,
            registry: registry,
            top: texts(inDocument, in: root)
        )
        try lists.forEach(in: root) { list, captured, place throws(IngestError) in
            reading.read(list, captured: captured, at: place)
        }
        return try reading.decoded()
    }

    func texts(_ paths: [Field: MappingPath], in value: JSONValue) -> [Field: String] {
        paths.compactMapValues { $0.value(in: value)?.textOrNumber }
    }

    func place(
        _ fields: [Field: String],
        of document: Document
    ) throws(MappingError) -> MappedChart {
        var fields = fields
        let storeWord = fields[.store].map { words[.store]?[$0] ?? $0 }
        guard let store = storeWord.flatMap({ Store(anyName: $0) }) else {
            throw MappingError(
                fields[.store].map { "store “\(UntrustedText.words($0))” is no store" } ?? "no store is given"
            )
        }
        for rule in rules where rule.when.allSatisfy({ fields[$0.key] ?? "" == $0.value }) {
            fields.merge(rule.then) { $1 }
        }
        func word(_ field: Field) -> String? {
            guard let told = fields[field] else { return nil }
            return wordsOfStore[store]?[field]?[told] ?? words[field]?[told] ?? told
        }
        guard let code = word(.storefront) else { throw MappingError("no storefront is given") }
        let storefront = try MappingError.rethrow("storefront") { () throws(InvalidText) in
            try Storefront.parse(code, in: store)
        }
        guard let kind = word(.chart).flatMap({ ChartKind($0) }) else {
            throw MappingError("chart “\(UntrustedText.words(fields[.chart] ?? ""))” is not a chart such as top-free")
        }
        let genre = try MappingError.rethrow("genre") { () throws(InvalidText) in
            try Genre.parse(word(.genre) ?? "", in: store)
        }
        guard let edition = word(.edition).map({ ChartEdition(rawValue: $0) }) ?? .all else {
            throw MappingError(
                "edition “\(UntrustedText.words(fields[.edition] ?? ""))” is neither all nor without-games"
            )
        }
        let stamp = fields[.date].flatMap { Timestamp(iso8601: $0) ?? Day(iso8601: $0)?.start }
        if let date = fields[.date], stamp == nil {
            throw MappingError("date “\(UntrustedText.words(date))” is no date")
        }
        guard let time = document.observedAt(stamp: stamp) else { throw MappingError("no date is given") }
        let chart = Chart(store: store, storefront: storefront, kind: kind, genre: genre, edition: edition)
        return MappedChart(chart: chart, time: time)
    }

    func entry(
        _ item: JSONValue,
        at index: Int,
        in store: Store,
        registry: NameRegistry?
    ) throws(MappingError) -> RankEntry {
        guard var text = id.value(in: item)?.textOrNumber else { throw MappingError("has no id at “\(id.text)”") }
        if let idAfter {
            guard let range = text.ranges(of: idAfter).last else {
                throw MappingError("“\(UntrustedText.words(text))” has no “\(idAfter)” before an id")
            }
            text = String(text[range.upperBound...].prefix { $0 != "?" && $0 != "/" })
        }
        let app = try MappingError.rethrow { () throws(InvalidText) in try AppID.parse(text, in: store) }
        var place: Int? = index + 1
        if let rank { place = rank.value(in: item)?.wholeNumber.flatMap { Int(exactly: $0) } }
        guard let rank = place.flatMap({ Rank($0) }) else { throw MappingError("has no rank from 1 to 65535") }
        let known = registry?.name(of: text) ?? registry?.name(of: app.text)
        return RankEntry(
            rank: rank,
            app: app,
            name: appName?.value(in: item)?.text ?? known?.name,
            developer: developer?.value(in: item)?.text ?? known?.developer
        )
    }
}

/// Which chart something is of, and when it was seen.
struct MappedChart {
    var chart: Chart
    var time: Timestamp
}

/// Why an entry or its list cannot be used.
enum MappingError: Error {
    case other(String)
    /// Text that isn't of the vocabulary, and the field that it is of.
    case invalid(InvalidText, field: String?)

    init(_ problem: String) { self = .other(problem) }

    var problem: String {
        switch self {
        case .other(let problem): problem
        case .invalid(let error, let field?): "\(field): \(error.problem)"
        case .invalid(let error, nil): error.problem
        }
    }

    /// Runs a parser of the vocabulary; what it objects to begins with the field's name.
    static func rethrow<Value>(
        _ field: String? = nil,
        _ parser: () throws(InvalidText) -> Value
    ) throws(MappingError) -> Value {
        do throws(InvalidText) {
            return try parser()
        } catch {
            throw .invalid(error, field: field)
        }
    }
}
