import Input
import Market

/// A record with the same number of fields as the header.
struct CSVRow {
    let record: CSVReader.Record
    private let encoding: TextEncoding

    /// Creates a row from a record.
    ///
    /// - Throws: An error if the record is malformed or its number of fields differs from the header's.
    init(_ record: CSVReader.Record, header: CSVHeader, encoding: TextEncoding = .utf8) throws(RowError) {
        switch record.problem {
        case .unclosedQuote?: throw RowError("unclosed quote")
        case .truncated?: throw RowError("truncated: the file ends in the middle of a character")
        case nil: break
        }
        guard record.count == header.count else {
            throw RowError("\(record.count) fields, but the header has \(header.count)")
        }
        self.record = record
        self.encoding = encoding
    }

    /// Returns the bytes of a field; empty if the column doesn't exist.
    func bytes(_ column: CSVHeader.Column) -> CSVReader.Field {
        guard let index = column.index else { return [] }
        return record[index]
    }

    /// Returns the text of a field; empty if the column doesn't exist.
    ///
    /// - Throws: An error if the text is invalid in the file's encoding or contains a NUL character.
    func text(_ column: CSVHeader.Column) throws(RowError) -> String {
        let bytes = bytes(column)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw RowError("column \(column.name): invalid \(encoding.rawValue)")
        }
        guard !bytes.contains(0) else { throw RowError("column \(column.name): contains a NUL character") }
        return text
    }

    /// Parses a field.
    ///
    /// - Throws: The parser's error, with the name of the column.
    func parse<Value>(
        _ column: CSVHeader.Column,
        _ parse: (String) throws(InvalidText) -> Value
    ) throws(RowError) -> Value {
        let text = try text(column)
        do throws(InvalidText) {
            return try parse(text)
        } catch {
            throw RowError(column: column.name, error)
        }
    }

    /// Parses a field.
    ///
    /// - Parameter expected: A description of the expected value, for the error message.
    func read<Value>(
        _ column: CSVHeader.Column,
        as expected: @autoclosure () -> String,
        _ parse: (String) -> Value?
    ) throws(RowError) -> Value {
        let text = try text(column)
        guard let value = parse(text) else {
            let shown = UntrustedText.sanitized(text, limit: 60)
            throw RowError("column \(column.name): invalid value \"\(shown)\"; expected \(expected())")
        }
        return value
    }

    /// Returns a field's value as a whole number.
    ///
    /// - Throws: An error if the value isn't a whole number in `range`.
    func wholeNumber(_ column: CSVHeader.Column, in range: ClosedRange<Int64>) throws(RowError) -> Int64 {
        // Fast path: plain digits need no decoding.
        if let value = WholeNumber.digits(bytes(column)), range.contains(value) { return value }
        return try parse(column) { text throws(InvalidText) in try WholeNumber.parse(text, in: range) }
    }

    func rank(_ column: CSVHeader.Column) throws(RowError) -> Rank {
        if let value = WholeNumber.digits(bytes(column)), let rank = Int(exactly: value).flatMap(Rank.init) {
            return rank
        }
        return try parse(column) { text throws(InvalidText) in try Rank.parse(text) }
    }

    /// Returns a field's value as a time; a day without a time means midnight UTC.
    func time(_ column: CSVHeader.Column) throws(RowError) -> Timestamp {
        try read(column, as: "a time such as 2026-03-10T00:00:00Z") {
            Timestamp(iso8601: $0) ?? Day(iso8601: $0)?.start
        }
    }
}
