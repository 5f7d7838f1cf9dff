/// Reads comma-separated records as RFC 4180 has them, with the line each begins on; or fields between tabs.
///
/// Our own, because an error must name the line of the file, also after a quoted field that spans several, and
/// because a broken record must not end the reading. Fields are bytes until somebody asks for their text, so that
/// what is not UTF-8 can be told where it stands, and what repeats need not be read again.
struct CSVReader: Sequence, IteratorProtocol {
    /// Most fields of a record that are kept.
    static let fieldLimit = 256

    /// A part of the file, or what a quoted field with quotes in it means.
    typealias Field = ArraySlice<UInt8>

    struct Record {
        /// Counted from 1.
        var line: Int
        /// The first of them, up to the limit.
        var fields: [Field]
        /// How many there are.
        var count = 0
        /// Whether the file ended inside a quoted field.
        var isOpen = false
    }

    private let bytes: [UInt8]
    private let separator: UInt8
    private let hasQuotes: Bool
    private var position = 0
    private var line = 1
    /// How many fields the last record had, for which room is made.
    private var expected = 0

    /// - Parameter hasQuotes: whether a field that begins with a quote ends with one; else quotes are text.
    init(_ bytes: some Sequence<UInt8>, separator: UInt8 = UInt8(ascii: ","), hasQuotes: Bool = true) {
        self.bytes = Array(bytes)
        self.separator = separator
        self.hasQuotes = hasQuotes
        if self.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
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
        if record.isOpen {
            // A quote that is never closed costs its own line and not the rest of the file.
            (position, line) = start
        }
        skipLineEnd()
        expected = record.fields.count
        return record
    }

    private mutating func field(_ record: inout Record) -> Field {
        guard hasQuotes, position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
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
            if byte == 0x0A { line += 1 }
            content?.append(byte)
            position += 1
        }
        record.isOpen = true
        return bytes[start..<start]
    }

    private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

    private mutating func skipLineEnd() {
        // What stands between a closing quote and the line's end is passed over.
        while position < bytes.count, !isLineEnd(bytes[position]) { position += 1 }
        if position < bytes.count, bytes[position] == 0x0D { position += 1 }
        if position < bytes.count, bytes[position] == 0x0A { position += 1 }
        line += 1
    }
}
