/// Reads the records of a text table as RFC 4180 has them, whatever separates the fields, with the line each begins on.
///
/// Our own, because an error must name the line of the file, also after a quoted field that spans several, and
/// because a broken record must not end the reading. Fields are bytes until somebody asks for their text, so that
/// what isn't UTF-8 is reported where it is, and what repeats need not be read again.
struct CSVReader: Sequence, IteratorProtocol {
    /// Most fields of a record that are kept.
    static let fieldLimit = 256

    /// A part of the file, or what a quoted field with quotes in it means.
    typealias Field = ArraySlice<UInt8>

    /// What a quote at the beginning of a field means.
    enum Quoting {
        /// The field ends at the next single quote, lines further down if need be.
        case standard
        /// The same if that quote is in the same line and right before a separator or the line's end; otherwise it's text.
        case whereClosed
    }

    struct Record {
        /// Why a record can't be used.
        enum Fault {
            /// The file ends inside a quoted field.
            case openQuote
            /// The file ends in the middle of a character of it.
            case cut
        }

        /// Counted from 1.
        var line: Int
        /// The first of them, up to the limit.
        var fields: [Field]
        /// How many there are.
        var count = 0
        var fault: Fault?
        /// Whether the file ends with it, without a line end.
        var isUnterminated = false
    }

    private let bytes: [UInt8]
    private let separator: UInt8
    private let quoting: Quoting
    /// Whether the last byte stands for half of a character.
    private let isCut: Bool
    private var position: Int
    private var line: Int
    /// How many fields the last record had, for which room is made.
    private var expected = 0

    init(_ bytes: some Sequence<UInt8>, dialect: CSVDialect, quoting: Quoting = .standard) {
        self.bytes = Array(bytes)
        separator = dialect.separator
        self.quoting = quoting
        isCut = dialect.encoding != .utf8 && self.bytes.last == TextEncoding.cutMark
        position = dialect.start
        line = dialect.firstLine
    }

    /// The next record; blank lines are passed over.
    ///
    /// - Complexity: O(length of the record); where a quote is never closed, O(rest of the file), which happens once.
    mutating func next() -> Record? {
        while position < bytes.count, isLineEnd(bytes[position]) { skipLineEnd() }
        guard position < bytes.count else { return nil }
        let start = (position: position, line: line)
        var record = Record(line: line, fields: [])
        record.fields.reserveCapacity(expected)
        while true {
            let field = field(&record)
            if record.count < Self.fieldLimit { record.fields.append(field) }
            record.count += 1
            guard position < bytes.count, bytes[position] == separator else { break }
            position += 1
        }
        if record.fault == .openQuote {
            // A quote that is never closed costs its own line and not the rest of the file.
            (position, line) = start
        }
        skipLineEnd()
        if position == bytes.count {
            record.isUnterminated = !isLineEnd(bytes[position - 1])
            if isCut { record.fault = .cut }
        }
        expected = record.fields.count
        return record
    }

    private mutating func field(_ record: inout Record) -> Field {
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\""), isQuoted(from: position) else {
            let start = position
            while position < bytes.count, bytes[position] != separator, !isLineEnd(bytes[position]) { position += 1 }
            return bytes[start..<position]
        }
        position += 1
        let start = position
        // Made only where a doubled quote is in it.
        var content: [UInt8]?
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                guard position + 1 < bytes.count, bytes[position + 1] == byte else {
                    let end = position
                    position += 1
                    return content.map { $0[...] } ?? bytes[start..<end]
                }
                if content == nil { content = Array(bytes[start..<position]) }
                position += 1
            }
            if isEndOfLine(at: position) { line += 1 }
            content?.append(byte)
            position += 1
        }
        record.fault = .openQuote
        return bytes[start..<start]
    }

    /// Whether the quote there opens a quoted field.
    private func isQuoted(from start: Int) -> Bool {
        guard quoting == .whereClosed else { return true }
        var position = start + 1
        while position < bytes.count, !isLineEnd(bytes[position]) {
            if bytes[position] == UInt8(ascii: "\"") {
                guard position + 1 < bytes.count else { return true }
                let next = bytes[position + 1]
                if next != UInt8(ascii: "\"") { return next == separator || isLineEnd(next) }
                position += 1
            }
            position += 1
        }
        return false
    }

    private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

    /// Whether a line ends with this byte: a line feed, or a carriage return that none follows.
    private func isEndOfLine(at position: Int) -> Bool {
        bytes[position] == 0x0A
            || (bytes[position] == 0x0D && (position + 1 == bytes.count || bytes[position + 1] != 0x0A))
    }

    private mutating func skipLineEnd() {
        // What stands between a closing quote and the line's end is passed over.
        while position < bytes.count, !isLineEnd(bytes[position]) { position += 1 }
        if position < bytes.count, bytes[position] == 0x0D { position += 1 }
        if position < bytes.count, bytes[position] == 0x0A { position += 1 }
        line += 1
    }
}
