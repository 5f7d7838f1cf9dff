import Foundation
import Input
import Market

/// The header row of a table.
struct CSVHeader {
    /// A column's name, and its index if the table has the column.
    struct Column: Hashable {
        let name: String
        let index: Int?
    }

    /// Line number, from 1.
    let line: Int
    /// The dialect, for errors, such as "UTF-16LE, tab-separated"; `nil` if it's the format's usual one.
    let dialect: String?
    /// Column names in lower case, trimmed.
    let names: [String]
    /// Number of columns, which may exceed the number of names (``CSVReader/fieldLimit``).
    let count: Int

    init(_ record: CSVReader.Record, dialect: String? = nil) {
        line = record.line
        self.dialect = dialect
        count = record.count
        names = record.fields.map {
            String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespaces).lowercased()
        }
    }

    /// Returns the first column with a name. Its index is `nil` if the table has no such column.
    func column(_ name: String) -> Column { Column(name: name, index: names.firstIndex(of: name.lowercased())) }

    /// Checks that all columns exist.
    ///
    /// - Parameter advice: Another way to fix a missing column, which is added to the error.
    /// - Throws: An error that lists the missing columns and the expected ones.
    func require(_ columns: [String], origin: String, advice: String? = nil) throws(InputError) {
        let missing = missing(columns)
        guard !missing.isEmpty else { return }
        let wanted = columns.joined(separator: ",")
        throw InputError(
            origin,
            line: line,
            at: dialect,
            "\(Self.problem(missing: missing)); expected \(wanted)" + (advice.map { ", \($0)" } ?? "")
        )
    }

    /// Returns a message such as "missing column a" or "missing columns a, b".
    static func problem(missing: [String]) -> String {
        "missing \(missing.count == 1 ? "column" : "columns") \(missing.joined(separator: ", "))"
    }

    /// Returns the `wanted` columns that don't exist.
    func missing(_ wanted: [String]) -> [String] { wanted.filter { !names.contains($0.lowercased()) } }
}

/// The reason for skipping a row.
struct RowError: Error, Hashable {
    private let text: String
    /// The field's error. Its message is computed on demand, because finding suggestions is slow.
    private let invalid: InvalidText?

    init(_ problem: String) { (text, invalid) = (problem, nil) }

    /// Creates an error for a field with an invalid value.
    init(column: String, _ invalid: InvalidText) { (text, self.invalid) = ("column \(column): ", invalid) }

    var problem: String { text + (invalid?.problem ?? "") }
}
