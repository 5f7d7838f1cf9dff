import Input
import Market

extension Mapping {
    /// Decodes every snapshot at the mapping's path.
    ///
    /// - Throws: An error if there are no valid snapshots.
    func decode(_ root: JSONValue, of document: Document, registry: NameRegistry?) throws(InputError) -> Decoded {
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
        var fields = fields
        let storeText = fields[.store].map { words[.store]?[$0] ?? $0 }
        guard let store = storeText.flatMap({ Store(anyName: $0) }) else {
            throw MappingError(
                fields[.store].map { "unknown store \"\(UntrustedText.sanitized($0))\"" } ?? "missing store"
            )
        }
        for rule in rules where rule.when.allSatisfy({ fields[$0.key] ?? "" == $0.value }) {
            fields.merge(rule.then) { $1 }
        }
        func translated(_ field: Field) -> String? {
            guard let text = fields[field] else { return nil }
            return wordsByStore[store]?[field]?[text] ?? words[field]?[text] ?? text
        }
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
        let stamp = fields[.date].flatMap { Timestamp(iso8601: $0) ?? Day(iso8601: $0)?.start }
        if let date = fields[.date], stamp == nil {
            throw MappingError("invalid date \"\(UntrustedText.sanitized(date))\"")
        }
        guard let time = document.observedAt(stamp: stamp) else { throw MappingError("missing date") }
        let chart = Chart(store: store, storefront: storefront, kind: kind, genre: genre, edition: edition)
        return MappedChart(chart: chart, time: time)
    }

    func entry(
        _ item: JSONValue,
        at index: Int,
        in store: Store,
        registry: NameRegistry?
    ) throws(MappingError) -> RankEntry {
        guard var text = id.value(in: item)?.textOrNumber else { throw MappingError("missing id at \"\(id.text)\"") }
        if let idAfter {
            guard let range = text.ranges(of: idAfter).last else {
                throw MappingError("id \"\(UntrustedText.sanitized(text))\" is missing the prefix \"\(idAfter)\"")
            }
            text = String(text[range.upperBound...].prefix { $0 != "?" && $0 != "/" })
        }
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
