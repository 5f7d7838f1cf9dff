import Foundation

/// The first record of a table: which column is where.
struct CSVHeader {
    /// A column by its name, and where it stands, if it is there.
    struct Column {
        let name: String
        let index: Int?
    }

    let line: Int
    /// Lower case, white space around them left away.
    let names: [String]
    /// How many there are; of very many, only the first have names.
    let count: Int

    init(_ record: CSVReader.Record) {
        line = record.line
        count = record.count
        names = record.fields.map {
            String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespaces).lowercased()
        }
    }

    /// The column of this name; of several, the first.
    func column(_ name: String) -> Column { Column(name: name, index: names.firstIndex(of: name.lowercased())) }

    /// - Throws: where one of the columns is not there, with all that must be.
    func require(_ columns: [String], origin: String) throws(IngestError) {
        let missing = missing(columns)
        guard !missing.isEmpty else { return }
        let wanted = columns.joined(separator: ",")
        throw IngestError(
            origin,
            at: "line \(line)",
            "the header has no column \(missing.joined(separator: ", ")); it must be \(wanted)"
        )
    }

    /// Those of `wanted` that are not there.
    func missing(_ wanted: [String]) -> [String] { wanted.filter { !names.contains($0.lowercased()) } }
}

/// Why a row is left out, in words.
struct RowFault: Error {
    let problem: String

    init(_ problem: String) { self.problem = problem }
}

/// A record under a header.
struct CSVRow {
    let record: CSVReader.Record

    /// - Throws: where the record is open, or has not as many fields as the header.
    init(_ record: CSVReader.Record, header: CSVHeader) throws(RowFault) {
        guard !record.isOpen else { throw RowFault("a quoted field is never closed") }
        guard record.count == header.count else {
            throw RowFault("\(record.count) fields where the header has \(header.count)")
        }
        self.record = record
    }

    /// Bytes of a field; none where there is no such column.
    func bytes(_ column: CSVHeader.Column) -> CSVReader.Field {
        guard let index = column.index, index < record.fields.count else { return [] }
        return record.fields[index]
    }

    /// Text of a field, "" where there is no such column.
    ///
    /// - Throws: where it is not UTF-8.
    func text(_ column: CSVHeader.Column) throws(RowFault) -> String {
        guard let text = String(validating: bytes(column), as: UTF8.self) else {
            throw RowFault("\(column.name) is not UTF-8")
        }
        return text
    }

    /// What a field means.
    ///
    /// - Parameter wanted: what it should be, for the sentence.
    func read<Value>(
        _ column: CSVHeader.Column,
        as wanted: @autoclosure () -> String,
        _ parse: (String) -> Value?
    ) throws(RowFault) -> Value {
        let text = try text(column)
        guard let value = parse(text) else {
            throw RowFault("\(column.name) “\(UntrustedText.words(text, limit: 60))” is not \(wanted())")
        }
        return value
    }
}
