import Input
import Market

extension Mapping {
    /// Decodes every snapshot at the mapping's path.
    ///
    /// - Throws: An error if there are no valid snapshots.
    func decode(
        _ root: JSONValue,
        of document: Document,
        decoder: SnapshotDecoder
    ) throws(InputError) -> Decoded {
        var decoded = hasLists ? try lists(in: root, of: document, registry: decoder.registry) : Decoded()
        for series in [series, counts].compactMap({ $0 }) {
            let found = try SeriesReader.decode(series, of: self, in: root, origin: document.origin, decoder: decoder)
            decoded.charts += found.charts
            decoded.counts += found.counts
            decoded.warnings += found.warnings
        }
        return decoded
    }

    private func lists(
        in root: JSONValue,
        of document: Document,
        registry: NameRegistry?
    ) throws(InputError) -> Decoded {
        var reader = MappingReader(
            mapping: self,
            document: document,
            registry: registry,
            documentFields: texts(inDocument, in: root)
        )
        try lists.forEach(in: root) { list, captured, location throws(InputError) in
            reader.read(list, captured: captured, at: location)
        }
        return try reader.decoded()
    }

    func texts(_ paths: [Field: MappingPath], in value: JSONValue) -> [Field: String] {
        paths.compactMapValues { $0.value(in: value)?.textOrNumber }
    }

    /// Returns the chart and time that the fields describe.
    func mappedChart(
        from fields: [Field: String],
        of document: Document
    ) throws(MappingError) -> MappedChart {
        let fields = try ruled(fields)
        let chart = try chart(fields)
        let stamp = fields[.date].flatMap { Timestamp(iso8601: $0) ?? Day(iso8601: $0)?.start }
        if let date = fields[.date], stamp == nil {
            throw MappingError("invalid date \"\(UntrustedText.sanitized(date))\"")
        }
        guard let time = document.observedAt(stamp: stamp) else { throw MappingError("missing date") }
        return MappedChart(chart: chart, time: time)
    }

    /// Returns the chart that the fields describe.
    func chart(from fields: [Field: String]) throws(MappingError) -> Chart { try chart(try ruled(fields)) }

    /// Returns the store and the storefronts that the fields describe; no storefronts for worldwide counts.
    func storefronts(
        from fields: [Field: String]
    ) throws(MappingError) -> (store: Store, storefronts: [Storefront]) {
        let fields = try ruled(fields)
        let store = try store(fields)
        guard let code = translated(.storefront, in: fields, of: store) else {
            throw MappingError("missing storefront; use worldwide for worldwide counts")
        }
        guard code.lowercased() != "worldwide" else { return (store, []) }
        let storefront = try MappingError.rethrow("storefront") { () throws(InvalidText) in
            try Storefront.parse(code, in: store)
        }
        return (store, [storefront])
    }

    private func store(_ fields: [Field: String]) throws(MappingError) -> Store {
        let text = fields[.store].map { words[.store]?[$0] ?? $0 }
        guard let store = text.flatMap({ Store(anyName: $0) }) else {
            throw MappingError(
                fields[.store].map { "unknown store \"\(UntrustedText.sanitized($0))\"" } ?? "missing store"
            )
        }
        return store
    }

    /// Returns the fields after applying the rules.
    private func ruled(_ fields: [Field: String]) throws(MappingError) -> [Field: String] {
        _ = try store(fields)
        var fields = fields
        for rule in rules where rule.when.allSatisfy({ fields[$0.key] ?? "" == $0.value }) {
            fields.merge(rule.then) { $1 }
        }
        return fields
    }

    private func translated(_ field: Field, in fields: [Field: String], of store: Store) -> String? {
        guard let text = fields[field] else { return nil }
        return wordsByStore[store]?[field]?[text] ?? words[field]?[text] ?? text
    }

    private func chart(_ fields: [Field: String]) throws(MappingError) -> Chart {
        let store = try store(fields)
        func translated(_ field: Field) -> String? { self.translated(field, in: fields, of: store) }
        guard let code = translated(.storefront) else { throw MappingError("missing storefront") }
        let storefront = try MappingError.rethrow("storefront") { () throws(InvalidText) in
            try Storefront.parse(code, in: store)
        }
        guard let kind = translated(.chart).flatMap({ ChartKind($0) }) else {
            throw MappingError(
                "invalid chart \"\(UntrustedText.sanitized(fields[.chart] ?? ""))\"; use a name such as top-free"
            )
        }
        let genre = try MappingError.rethrow("genre") { () throws(InvalidText) in
            try Genre.parse(translated(.genre) ?? "", in: store)
        }
        guard let edition = translated(.edition).map({ ChartEdition(rawValue: $0) }) ?? .all else {
            throw MappingError(
                "invalid edition \"\(UntrustedText.sanitized(fields[.edition] ?? ""))\"; use all or without-games"
            )
        }
        return Chart(store: store, storefront: storefront, kind: kind, genre: genre, edition: edition)
    }

    /// Returns the id in a text, after the text that precedes it.
    func id(in text: String, after prefix: String?) throws(MappingError) -> String {
        guard let prefix else { return text }
        guard let range = text.ranges(of: prefix).last else {
            throw MappingError("id \"\(UntrustedText.sanitized(text))\" is missing the prefix \"\(prefix)\"")
        }
        return String(text[range.upperBound...].prefix { $0 != "?" && $0 != "/" })
    }

    func entry(
        _ item: JSONValue,
        at index: Int,
        in store: Store,
        registry: NameRegistry?
    ) throws(MappingError) -> RankEntry {
        guard let found = id.value(in: item)?.textOrNumber else {
            throw MappingError("missing id at \"\(id.text)\"")
        }
        let text = try id(in: found, after: idAfter)
        let app = try MappingError.rethrow { () throws(InvalidText) in try AppID.parse(text, in: store) }
        var number: Int? = index + 1
        if let rank { number = rank.value(in: item)?.wholeNumber.flatMap { Int(exactly: $0) } }
        guard let rank = number.flatMap({ Rank($0) }) else {
            throw MappingError("missing or invalid rank; expected 1 to 65535")
        }
        let known = registry?.name(of: text) ?? registry?.name(of: app.text)
        return RankEntry(
            rank: rank,
            app: app,
            name: appName?.value(in: item)?.text ?? known?.name,
            developer: developer?.value(in: item)?.text ?? known?.developer
        )
    }
}
