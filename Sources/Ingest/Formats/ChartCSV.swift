import Foundation
import Market

/// launchtop's own chart format: one placing a row. Described in `ChartCSV.md`.
enum ChartCSV {
    static let columns = ["time", "store", "storefront", "chart", "genre", "rank", "app", "name", "developer"]

    /// Whether a body begins with a line that shares enough with our header to be meant as one.
    static func looksLikeHeader(_ start: some Sequence<UInt8>) -> Bool {
        var reader = CSVReader(start)
        let words = Set((reader.next()?.fields ?? []).map { $0.trimmingCharacters(in: .whitespaces).lowercased() })
        return words.intersection(columns).count >= 2
    }

    static func decode(_ document: Document) throws(IngestError) -> Decoded {
        var reader = CSVReader(document.body)
        guard let header = reader.next() else { throw IngestError(document.origin, "is empty") }
        let names = header.fields.map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
        let missing = columns.filter { !names.contains($0) }
        guard missing.isEmpty else {
            throw IngestError(
                document.origin,
                at: "line \(header.line)",
                "the header has no column \(missing.joined(separator: ", ")); it must be \(columns.joined(separator: ","))"
            )
        }
        var assembler = Assembler()
        var warnings: [IngestError] = []
        for record in reader {
            do throws(RowFault) {
                try assembler.add(Row(record, names: names))
            } catch {
                warnings.append(
                    IngestError(document.origin, at: "line \(record.line)", "row left out: \(error.problem)")
                )
            }
        }
        let snapshots = assembler.snapshots
        guard !snapshots.isEmpty else {
            throw warnings.first ?? IngestError(document.origin, "has a header and no rows")
        }
        return Decoded(charts: snapshots.map { SeenChart($0) }, warnings: warnings)
    }

    struct RowFault: Error {
        let problem: String
    }

    private struct Row {
        var chart: Chart
        var time: Timestamp
        var entry: RankEntry
        var isPartial: Bool

        init(_ record: CSVReader.Record, names: [String]) throws(RowFault) {
            guard !record.isOpen else { throw RowFault(problem: "a quoted field is never closed") }
            guard record.fields.count == names.count else {
                throw RowFault(problem: "\(record.fields.count) fields where the header has \(names.count)")
            }
            let fields = Dictionary(zip(names, record.fields)) { first, _ in first }
            func read<Value>(_ column: String, _ parse: (String) -> Value?, _ wanted: String) throws(RowFault) -> Value
            {
                let text = fields[column] ?? ""
                guard let value = parse(text) else { throw RowFault(problem: "\(column) “\(text)” is not \(wanted)") }
                return value
            }
            time = try read(
                "time",
                { Timestamp(iso8601: $0) ?? Day(iso8601: $0)?.start },
                "a time such as 2026-03-10T00:00:00Z"
            )
            chart = Chart(
                store: try read("store", { Store(anyName: $0) }, "a store (appstore or googleplay)"),
                storefront: try read("storefront", { Storefront($0) }, "a two-letter storefront"),
                kind: try read("chart", { ChartKind($0) }, "a chart such as top-free"),
                genre: try read("genre", { Genre.parse($0) }, "a genre id"),
                edition: try read("edition", { $0.isEmpty ? .all : ChartEdition(rawValue: $0) }, "all or without-games")
            )
            isPartial = try read("coverage", { ["": false, "full": false, "partial": true][$0] }, "full or partial")
            let rank = try read("rank", { Int($0).flatMap(Rank.init) }, "a rank from 1 to 65535")
            let app = try read("app", { AppID($0) }, "an app id")
            entry = RankEntry(
                rank: rank,
                app: app,
                name: fields["name"].flatMap { $0.isEmpty ? nil : $0 },
                developer: fields["developer"].flatMap { $0.isEmpty ? nil : $0 }
            )
        }
    }

    /// Gathers rows, in whatever order they come, into one snapshot for each chart and time.
    private struct Assembler {
        private struct Key: Hashable {
            var chart: Chart
            var time: Timestamp
        }
        private struct List {
            var entries: [Rank: RankEntry] = [:]
            var apps: Set<AppID> = []
            var isPartial = false
        }
        private var lists: [Key: List] = [:]

        mutating func add(_ row: Row) throws(RowFault) {
            let key = Key(chart: row.chart, time: row.time)
            if row.isPartial { lists[key, default: List()].isPartial = true }
            if let other = lists[key]?.entries[row.entry.rank] {
                // Which of the two is right is not known, so neither is the whole.
                lists[key, default: List()].isPartial = true
                throw RowFault(problem: "rank \(row.entry.rank.value) is already taken by \(other.app.text)")
            }
            if lists[key]?.apps.contains(row.entry.app) == true {
                throw RowFault(problem: "app \(row.entry.app.text) is already listed")
            }
            lists[key, default: List()].entries[row.entry.rank] = row.entry
            lists[key, default: List()].apps.insert(row.entry.app)
        }

        /// A list whose ranks run from 1 without a hole is the chart; any other is some places of it.
        var snapshots: [ChartSnapshot] {
            lists.map { key, list in
                let entries = list.entries.values.sorted { $0.rank < $1.rank }
                let isFull = !list.isPartial && entries.last?.rank.value == entries.count
                return ChartSnapshot(
                    chart: key.chart,
                    observedAt: key.time,
                    coverage: isFull ? .full : .partial,
                    entries: entries
                )
            }
            .sorted { ($0.observedAt, $0.chart) < ($1.observedAt, $1.chart) }
        }
    }
}
