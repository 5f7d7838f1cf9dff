import ArgumentParser
import Foundation

/// A command that prints the most important figures of the benchmarks as a table with their aims.
struct ResultTable: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "table",
        abstract: "Print the figures that have an aim as a table."
    )

    @Argument(help: "A file with the JSON lines that the benchmarks printed.") var file: String

    func run() throws {
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let figures = text.split(separator: "\n").compactMap { line in
            try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        }
        print(Self.table(of: figures))
        let sized = figures.compactMap { figure in
            (figure["figure"] as? String).flatMap { name in
                (figure["value"] as? Double).map { (name: name, value: $0, unit: figure["unit"] as? String ?? "") }
            }
        }
        let growth = GrowthTable(of: sized, format: Self.number).rows
        if !growth.isEmpty { print("\n" + Self.aligned(growth)) }
    }

    /// Returns the table with one row for each aim.
    private static func table(of figures: [[String: Any]]) -> String {
        let rows = Aim.all.map { aim in
            let found = figures.filter { ($0["figure"] as? String).map(aim.includes) ?? false }
            let worst = aim.limits.map { limit in
                let values = found.compactMap { $0[limit.field] as? Double }
                return limit.isMinimum ? values.min() : values.max()
            }
            let isMet = zip(aim.limits, worst).allSatisfy { limit, value in
                value.map { limit.isMinimum ? $0 >= limit.value : $0 <= limit.value } ?? false
            }
            let limits = aim.limits.map { "\($0.isMinimum ? "≥" : "≤") \(number($0.value))" }.joined(separator: ", ")
            // The processor time shows whether the program is slow or the computer is busy.
            let processor = aim.limits.compactMap { limit in
                Aim.processorFields[limit.field].flatMap { field in found.compactMap { $0[field] as? Double }.max() }
            }
            let values =
                worst.map { $0.map(number) ?? "–" }.joined(separator: ", ")
                + (processor.isEmpty ? "" : " (processor: \(processor.map(number).joined(separator: ", ")))")
            return [
                aim.title, "\(limits) \(aim.unit)", values, found.isEmpty ? "not measured" : isMet ? "met" : "missed",
            ]
        }
        return aligned([["figure (the worst case)", "aim", "value", ""]] + rows)
    }

    /// Returns rows with the same number of cells as text with aligned columns.
    private static func aligned(_ rows: [[String]]) -> String {
        let last = (rows.first?.count ?? 1) - 1
        let widths = (0..<last).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = (0..<last).map { row[$0] + String(repeating: " ", count: widths[$0] - row[$0].count) }
            return (cells + [row[last]]).joined(separator: "  ")
        }
        .joined(separator: "\n")
    }

    private static func number(_ value: Double) -> String { String(format: "%.3g", value) }
}
