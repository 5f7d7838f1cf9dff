import Foundation
import Input
import Market

/// launchtop's own chart format as JSON lines: one entry per line, with the columns of the chart CSV as keys. See
/// `docs/formats/chart-csv.md`.
enum JSONLines {
    static let format = DocumentFormat("jsonl")

    /// Maximum number of bytes of the first line to examine for format detection.
    private static let lineLimit = 64 << 10

    /// Returns whether the first line of a body is a JSON object with the keys of a chart entry.
    static func matches(_ body: Data) -> Bool {
        guard let first = body.prefix(lineLimit).split(separator: 0x0A, maxSplits: 1).first else { return false }
        let isEntry = try? JSONBody.read(Document(origin: "", body: Data(first))) { root in
            root.member("rank") != nil && root.member("app") != nil
        }
        return isEntry ?? false
    }

    static func decode(_ document: Document) throws(InputError) -> Decoded {
        var assembler = SnapshotAssembler()
        var warnings = Warnings(origin: document.origin)
        for (index, line) in document.body.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
        where line.contains(where: { $0 > 0x20 }) {
            do throws(LineError) {
                try add(Data(line), to: &assembler)
            } catch {
                warnings.add(line: index + 1, column: error.column, "skipped: \(error.problem)")
            }
        }
        let charts = assembler.charts
        guard !charts.isEmpty else { throw warnings.first ?? InputError(document.origin, "document is empty") }
        return Decoded(charts: charts, warnings: warnings.list)
    }

    private static func add(_ line: Data, to assembler: inout SnapshotAssembler) throws(LineError) {
        let parsed: Result<Line, LineError>
        do throws(InputError) {
            parsed = try JSONBody.read(Document(origin: "", body: line)) { root in
                Result { () throws(LineError) in try Line(root) }
            }
        } catch {
            throw .json(error)
        }
        let line = try parsed.get()
        let snapshot = assembler.snapshotIndex(of: line.chart, at: line.time)
        if line.isPartial { assembler.markPartial(snapshot) }
        if let problem = assembler.add(line.entry, to: snapshot) { throw .other(problem) }
    }

    /// The reason for skipping a line.
    private enum LineError: Error {
        case json(InputError)
        case other(String)
        /// A key with an invalid value.
        case invalid(StaticString, InvalidText)

        var column: Int? { if case .json(let error) = self { error.position?.column } else { nil } }

        var problem: String {
            switch self {
            case .json(let error): error.location.map { "\($0): \(error.problem)" } ?? error.problem
            case .other(let problem): problem
            case .invalid(let key, let error): "\(key): \(error.problem)"
            }
        }
    }

    /// The content of a valid line.
    private struct Line {
        let chart: Chart
        let time: Timestamp
        let entry: RankEntry
        let isPartial: Bool

        init(_ row: JSONValue) throws(LineError) {
            func read<Value>(
                _ key: StaticString,
                as expected: String,
                _ parse: (String) -> Value?
            ) throws(LineError) -> Value {
                let value = row.member(key)
                // A missing key is an empty string, as in CSV.
                let text = value == nil || value?.kind == .null ? "" : value?.textOrNumber
                guard let text, let parsed = parse(text) else {
                    let shown = UntrustedText.sanitized(text ?? "…", limit: 60)
                    throw .other("\(key): invalid value \"\(shown)\"; expected \(expected)")
                }
                return parsed
            }
            /// Reads a value with a parser that throws its own error message.
            func parse<Value>(
                _ key: StaticString,
                _ parser: (String) throws(InvalidText) -> Value
            ) throws(LineError) -> Value {
                let value = row.member(key)
                guard let text = value == nil || value?.kind == .null ? "" : value?.textOrNumber else {
                    throw .other("\(key): expected a string, found \(value?.kind.rawValue ?? "nothing")")
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
                throw .other("rank: invalid value \"\(UntrustedText.sanitized(text, limit: 60))\"; expected 1 to 65535")
            }
            return rank
        }
    }
}
