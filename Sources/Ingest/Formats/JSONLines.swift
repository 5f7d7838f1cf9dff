import Foundation
import Market

/// launchtop's own chart format as JSON lines: one placing a line, with the columns of the CSV as keys. Described in
/// `docs/formats/chart-csv.md`.
enum JSONLines {
    /// How far a first line is looked for, in bytes.
    private static let lineLimit = 64 << 10

    /// Whether a body that begins with a brace is lines of placings.
    static func looksLike(_ body: Data) -> Bool {
        guard let first = body.prefix(lineLimit).split(separator: 0x0A, maxSplits: 1).first else { return false }
        let isPlacing = try? JSONBody.read(Document(origin: "", body: Data(first))) { root in
            root.member("rank") != nil && root.member("app") != nil
        }
        return isPlacing ?? false
    }

    static func decode(_ document: Document) throws(IngestError) -> Decoded {
        var lists = SnapshotAssembler()
        var warnings = Warnings(origin: document.origin)
        for (index, line) in document.body.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
        where line.contains(where: { $0 > 0x20 }) {
            do throws(LineError) {
                try add(Data(line), to: &lists)
            } catch {
                warnings.add(at: "line \(index + 1)", "left out: \(error.problem)")
            }
        }
        let charts = lists.charts
        guard !charts.isEmpty else { throw warnings.first ?? IngestError(document.origin, "has no lines") }
        return Decoded(charts: charts, warnings: warnings.list)
    }

    private static func add(_ line: Data, to lists: inout SnapshotAssembler) throws(LineError) {
        let placing: Result<Placing, LineError>
        do throws(IngestError) {
            placing = try JSONBody.read(Document(origin: "", body: line)) { root in
                Result { () throws(LineError) in try Placing(root) }
            }
        } catch {
            throw .other("\(error.location.map { "\($0) " } ?? "")\(error.problem)")
        }
        let seen = try placing.get()
        let list = lists.list(of: seen.chart, at: seen.time)
        if seen.isPartial { lists.noteHole(inList: list) }
        if let problem = lists.add(seen.entry, toList: list) { throw .other(problem) }
    }

    /// Why a line is left out.
    private enum LineError: Error {
        case other(String)
        /// The value of a key isn't one of the vocabulary.
        case invalid(StaticString, InvalidText)

        var problem: String {
            switch self {
            case .other(let problem): problem
            case .invalid(let key, let error): "\(key): \(error.problem)"
            }
        }
    }

    private struct Placing {
        let chart: Chart
        let time: Timestamp
        let entry: RankEntry
        let isPartial: Bool

        init(_ row: JSONValue) throws(LineError) {
            func read<Value>(
                _ key: StaticString,
                as wanted: String,
                _ parse: (String) -> Value?
            ) throws(LineError) -> Value {
                let value = row.member(key)
                // What is absent is empty, as in a CSV.
                let text = value == nil || value?.kind == .null ? "" : value?.textOrNumber
                guard let text, let parsed = parse(text) else {
                    throw .other("\(key) “\(UntrustedText.words(text ?? "…", limit: 60))” is not \(wanted)")
                }
                return parsed
            }
            /// Reads a value by a parser of the vocabulary, which says itself what is wrong.
            func parse<Value>(
                _ key: StaticString,
                _ parser: (String) throws(InvalidText) -> Value
            ) throws(LineError) -> Value {
                let value = row.member(key)
                guard let text = value == nil || value?.kind == .null ? "" : value?.textOrNumber else {
                    throw .other("\(key) is \(value?.kind.rawValue ?? "missing"), not text")
                }
                do throws(InvalidText) {
                    return try parser(text)
                } catch {
                    throw .invalid(key, error)
                }
            }
            time = try read("time", as: "a time such as 2026-03-10T00:00:00Z") {
                Timestamp(iso8601: $0) ?? Day(iso8601: $0)?.start
            }
            let store = try read("store", as: "a store (appstore or googleplay)") { Store(anyName: $0) }
            chart = Chart(
                store: store,
                storefront: try parse("storefront") { text throws(InvalidText) in
                    try Storefront.parse(text, in: store)
                },
                kind: try read("chart", as: "a chart such as top-free") { ChartKind($0) },
                genre: try parse("genre") { text throws(InvalidText) in try Genre.parse(text, in: store) },
                edition: try read("edition", as: "all or without-games") {
                    $0.isEmpty ? .all : ChartEdition(rawValue: $0)
                }
            )
            isPartial = try read("coverage", as: "full or partial") { ["": false, "full": false, "partial": true][$0] }
            entry = RankEntry(
                rank: try Self.rank(row.member("rank")),
                app: try parse("app") { text throws(InvalidText) in try AppID.parse(text, in: store) },
                name: row.member("name")?.text,
                developer: row.member("developer")?.text
            )
        }

        private static func rank(_ value: JSONValue?) throws(LineError) -> Rank {
            guard let rank = value?.wholeNumber.flatMap({ Int(exactly: $0) }).flatMap({ Rank($0) }) else {
                let text = value?.textOrNumber ?? ""
                throw .other("rank “\(UntrustedText.words(text, limit: 60))” is not a rank from 1 to 65535")
            }
            return rank
        }
    }
}
