import Market

/// A record under a header.
struct CSVRow {
    let record: CSVReader.Record
    private let encoding: TextEncoding

    /// - Throws: where the record is incomplete, or has not as many fields as the header.
    init(_ record: CSVReader.Record, header: CSVHeader, encoding: TextEncoding = .utf8) throws(RowError) {
        switch record.fault {
        case .openQuote?: throw RowError("a quoted field is never closed")
        case .cut?: throw RowError("the file ends in the middle of a character, so it was cut off here")
        case nil: break
        }
        guard record.count == header.count else {
            throw RowError("\(record.count) fields where the header has \(header.count)")
        }
        self.record = record
        self.encoding = encoding
    }

    /// Bytes of a field; none where there is no such column.
    func bytes(_ column: CSVHeader.Column) -> CSVReader.Field {
        guard let index = column.index, index < record.fields.count else { return [] }
        return record.fields[index]
    }

    /// Text of a field, "" where there is no such column.
    ///
    /// - Throws: where it is not valid in the file's encoding, or holds a NUL character.
    func text(_ column: CSVHeader.Column) throws(RowError) -> String {
        let bytes = bytes(column)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw RowError("column \(column.name): isn't valid \(encoding.rawValue)")
        }
        guard !bytes.contains(0) else { throw RowError("column \(column.name): has a NUL character") }
        return text
    }

    /// What a field means, by a parser of the vocabulary.
    ///
    /// - Throws: the parser's phrase with the name of the column.
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

    /// What a field means.
    ///
    /// - Parameter wanted: what it should be, for the error.
    func read<Value>(
        _ column: CSVHeader.Column,
        as wanted: @autoclosure () -> String,
        _ parse: (String) -> Value?
    ) throws(RowError) -> Value {
        let text = try text(column)
        guard let value = parse(text) else {
            throw RowError("column \(column.name): \"\(UntrustedText.words(text, limit: 60))\" isn't \(wanted())")
        }
        return value
    }

    /// A whole number.
    func wholeNumber(_ column: CSVHeader.Column, in range: ClosedRange<Int64>) throws(RowError) -> Int64 {
        // Plain digits, the usual case, need no text.
        if let value = WholeNumber.digits(bytes(column)), range.contains(value) { return value }
        return try parse(column) { text throws(InvalidText) in try WholeNumber.parse(text, in: range) }
    }

    func rank(_ column: CSVHeader.Column) throws(RowError) -> Rank {
        if let value = WholeNumber.digits(bytes(column)), let rank = Int(exactly: value).flatMap(Rank.init) {
            return rank
        }
        return try parse(column) { text throws(InvalidText) in try Rank.parse(text) }
    }

    /// An instant, or a day's midnight.
    func time(_ column: CSVHeader.Column) throws(RowError) -> Timestamp {
        try read(column, as: "a time such as 2026-03-10T00:00:00Z") {
            Timestamp(iso8601: $0) ?? Day(iso8601: $0)?.start
        }
    }
}
