import Market

/// One document being read through a mapping.
struct MappingReader {
    let mapping: Mapping
    let document: Document
    let registry: NameRegistry?
    /// What the top of the document says.
    let top: [Mapping.Field: String]
    private var assembler = SnapshotAssembler()
    private var warnings: Warnings
    private var listCount = 0

    init(mapping: Mapping, document: Document, registry: NameRegistry?, top: [Mapping.Field: String]) {
        self.mapping = mapping
        self.document = document
        self.registry = registry
        self.top = top
        warnings = Warnings(origin: document.origin)
    }

    mutating func read(_ list: JSONValue, captured: [String: String], at place: String) {
        listCount += 1
        guard let items = mapping.entries.value(in: list), items.kind == .list else {
            let path = mapping.entries.text == "." ? "" : " at “\(mapping.entries.text)”"
            return warn(place, "has no list of entries\(path)")
        }
        var fields = mapping.fixed.merging(top) { $1 }.merging(mapping.texts(mapping.inList, in: list)) { $1 }
        for (name, text) in captured { if let field = Mapping.Field(rawValue: name) { fields[field] = text } }
        do throws(MappingError) {
            // Entries that say nothing of their own chart are all of one.
            let shared = mapping.inEntry.isEmpty ? try mapping.place(fields, of: document) : nil
            for (index, item) in items.elements.enumerated() {
                do throws(MappingError) {
                    let placing = if let shared { shared } else { try self.place(of: item, beside: fields) }
                    try add(item, at: index, to: placing)
                } catch {
                    warn("\(place)[\(index)]", error.problem)
                }
            }
        } catch {
            warn(place, error.problem)
        }
    }

    private func place(of item: JSONValue, beside fields: [Mapping.Field: String]) throws(MappingError)
        -> MappedChart
    {
        try mapping.place(fields.merging(mapping.texts(mapping.inEntry, in: item)) { $1 }, of: document)
    }

    private mutating func add(_ item: JSONValue, at index: Int, to placing: MappedChart) throws(MappingError) {
        let list = assembler.list(of: placing.chart, at: placing.time)
        let entry: RankEntry
        do throws(MappingError) {
            entry = try mapping.entry(item, at: index, in: placing.chart.store, registry: registry)
        } catch {
            assembler.noteHole(inList: list)
            throw error
        }
        if let problem = assembler.add(entry, toList: list) { throw MappingError(problem) }
    }

    private mutating func warn(_ place: String, _ problem: @autoclosure () -> String) {
        warnings.add(at: place, "left out: \(problem())")
    }

    func decoded() throws(IngestError) -> Decoded {
        guard listCount > 0 else {
            throw IngestError(
                document.origin,
                "has nothing at “\(mapping.lists.text)”, where the mapping \(mapping.name) expects lists"
            )
        }
        let charts = assembler.charts
        guard !charts.isEmpty else {
            throw warnings.first ?? IngestError(document.origin, at: mapping.lists.text, "has no entries")
        }
        return Decoded(charts: charts, warnings: warnings.list)
    }
}
