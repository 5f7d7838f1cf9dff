import Input
import Market

/// A type that reads one document using a mapping.
struct MappingReader {
    let mapping: Mapping
    let document: Document
    let registry: NameRegistry?
    /// Values of the fields at the top of the document.
    let documentFields: [Mapping.Field: String]
    private var assembler = SnapshotAssembler()
    private var warnings: Warnings
    private var snapshotCount = 0

    init(mapping: Mapping, document: Document, registry: NameRegistry?, documentFields: [Mapping.Field: String]) {
        self.mapping = mapping
        self.document = document
        self.registry = registry
        self.documentFields = documentFields
        warnings = Warnings(origin: document.origin)
    }

    mutating func read(_ list: JSONValue, captured: [String: String], at location: String) {
        snapshotCount += 1
        guard let items = mapping.entries.value(in: list), items.kind == .list else {
            let path = mapping.entries.text == "." ? "" : " at \"\(mapping.entries.text)\""
            return warn(location, "no array of entries\(path)")
        }
        var fields = mapping.fixed.merging(documentFields) { $1 }
            .merging(mapping.texts(mapping.inList, in: list)) { $1 }
        for (name, text) in captured { if let field = Mapping.Field(rawValue: name) { fields[field] = text } }
        do throws(MappingError) {
            // Without entry fields, all entries are in the same chart.
            let shared = mapping.inEntry.isEmpty ? try mapping.mappedChart(from: fields, of: document) : nil
            for (index, item) in items.elements.enumerated() {
                do throws(MappingError) {
                    let chart = if let shared { shared } else { try self.chart(of: item, inheriting: fields) }
                    try add(item, at: index, to: chart)
                } catch {
                    warn("\(location)[\(index)]", error.problem)
                }
            }
        } catch {
            warn(location, error.problem)
        }
    }

    private func chart(of item: JSONValue, inheriting fields: [Mapping.Field: String]) throws(MappingError)
        -> MappedChart
    {
        try mapping.mappedChart(from: fields.merging(mapping.texts(mapping.inEntry, in: item)) { $1 }, of: document)
    }

    private mutating func add(_ item: JSONValue, at index: Int, to mapped: MappedChart) throws(MappingError) {
        let snapshot = assembler.snapshotIndex(of: mapped.chart, at: mapped.time)
        let entry: RankEntry
        do throws(MappingError) {
            entry = try mapping.entry(item, at: index, in: mapped.chart.store, registry: registry)
        } catch {
            assembler.markPartial(snapshot)
            throw error
        }
        if let problem = assembler.add(entry, to: snapshot) { throw MappingError(problem) }
    }

    private mutating func warn(_ location: String, _ problem: @autoclosure () -> String) {
        warnings.add(at: location, "skipped: \(problem())")
    }

    func decoded() throws(InputError) -> Decoded {
        guard snapshotCount > 0 else {
            throw InputError(
                document.origin,
                "nothing found at \"\(mapping.lists.text)\", where mapping \"\(mapping.name)\" expects snapshots"
            )
        }
        let charts = assembler.charts
        guard !charts.isEmpty else {
            throw warnings.first ?? InputError(document.origin, at: mapping.lists.text, "no entries")
        }
        return Decoded(charts: charts, warnings: warnings.list)
    }
}

/// The chart and time of an entry or a snapshot.
struct MappedChart {
    var chart: Chart
    var time: Timestamp
}
