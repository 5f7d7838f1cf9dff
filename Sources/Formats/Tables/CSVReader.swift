/// A type that reads the records of a text table according to RFC 4180, with any separator.
///
/// A record has the number of the line that it begins on, even after quoted fields with line breaks, and a malformed
/// record doesn't stop the reader. Fields are kept as bytes until their text is needed, so invalid UTF-8 is reported
/// for the field that contains it, and repeated fields can be compared without decoding.
struct CSVReader: Sequence, IteratorProtocol {
    /// Maximum number of fields kept per record.
    static let fieldLimit = 256

    /// A field's content, with doubled quotes resolved.
    typealias Field = ArraySlice<UInt8>

    /// The rule for interpreting a quote at the beginning of a field.
    enum Quoting {
        /// The field ends at the closing quote, which may be on a later line.
        case standard
        /// Like `standard` if the closing quote is on the same line, directly before a separator or line break.
        /// Otherwise the quote is ordinary text.
        case lenient
    }

    struct Record {
        /// A reason why a record can't be used.
        enum Problem {
            /// The file ends inside a quoted field.
            case unclosedQuote
            /// The file ends in the middle of a character.
            case truncated
        }

        /// Line number, from 1.
        var line: Int
        /// The document.
        fileprivate let bytes: [UInt8]
        /// The ranges of the fields in the document, up to ``CSVReader/fieldLimit``.
        fileprivate var ranges: [Range<Int>] = []
        /// The contents of fields with doubled quotes, by position.
        fileprivate var unquoted: [Int: [UInt8]] = [:]
        /// Number of fields in the record, including those beyond ``CSVReader/fieldLimit``.
        fileprivate(set) var count = 0
        var problem: Problem?
        /// Whether the record is the last one and doesn't end with a line break.
        var isUnterminated = false

        fileprivate init(line: Int, in bytes: [UInt8]) { (self.line, self.bytes) = (line, bytes) }

        /// The fields, up to ``CSVReader/fieldLimit``.
        var fields: [Field] { ranges.indices.map { self[$0] } }

        /// The field at a position; empty if it is ``CSVReader/fieldLimit`` or higher, or the record has no such field.
        subscript(position: Int) -> Field {
            guard position < ranges.count else { return [] }
            if !unquoted.isEmpty, let content = unquoted[position] { return content[...] }
            return bytes[ranges[position]]
        }
    }

    /// The positions of the fields to keep; the others are empty. If `nil`, all fields are kept.
    var keptFields: Set<Int>? {
        didSet {
            keptMask = keptFields.map { kept in (0..<Self.fieldLimit).map { kept.contains($0) } } ?? []
        }
    }
    private var keptMask: [Bool] = []

    private let bytes: [UInt8]
    private let separator: UInt8
    private let quoting: Quoting
    /// Whether the document ends in the middle of a character.
    private let isTruncated: Bool
    private var position: Int
    private var line: Int
    /// Number of fields in the previous record, as capacity for the next.
    private var expected = 0

    init(_ bytes: some Sequence<UInt8>, dialect: CSVDialect, quoting: Quoting = .standard) {
        self.bytes = Array(bytes)
        separator = dialect.separator
        self.quoting = quoting
        isTruncated = dialect.encoding != .utf8 && self.bytes.last == TextEncoding.truncationMark
        position = dialect.start
        line = dialect.firstLine
    }

    /// Returns the next record, skipping blank lines.
    ///
    /// - Complexity: O(length of the record), or O(rest of the file) once if a quote is never closed.
    mutating func next() -> Record? {
        while position < bytes.count, isLineEnd(bytes[position]) { skipLineEnd() }
        guard position < bytes.count else { return nil }
        let start = (position: position, line: line)
        var record = Record(line: line, in: bytes)
        record.ranges.reserveCapacity(expected)
        while true {
            if record.count < Self.fieldLimit, keptMask.isEmpty || keptMask[record.count] {
                record.ranges.append(field(&record))
            } else {
                skipField(&record)
            }
            record.count += 1
            guard position < bytes.count, bytes[position] == separator else { break }
            position += 1
        }
        if record.problem == .unclosedQuote {
            // An unclosed quote invalidates its own line, not the rest of the file.
            (position, line) = start
        }
        skipLineEnd()
        if position == bytes.count {
            record.isUnterminated = !isLineEnd(bytes[position - 1])
            if isTruncated { record.problem = .truncated }
        }
        expected = record.ranges.count
        return record
    }

    /// Skips a field whose content isn't needed.
    private mutating func skipField(_ record: inout Record) {
        if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
            _ = field(&record)
            record.unquoted[record.count] = nil
        } else {
            position = endOfField(from: position)
        }
        if record.count < Self.fieldLimit { record.ranges.append(position..<position) }
    }

    /// Reads a field.
    ///
    /// - Returns: The range of its content, unless the record has it in ``Record/unquoted``.
    private mutating func field(_ record: inout Record) -> Range<Int> {
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\""), isQuoted(from: position) else {
            let start = position
            position = endOfField(from: start)
            return start..<position
        }
        position += 1
        let start = position
        // Allocated only for fields with doubled quotes.
        var content: [UInt8]?
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                guard position + 1 < bytes.count, bytes[position + 1] == byte else {
                    let end = position
                    position += 1
                    if let content { record.unquoted[record.count] = content }
                    return start..<end
                }
                if content == nil { content = Array(bytes[start..<position]) }
                position += 1
            }
            if isEndOfLine(at: position) { line += 1 }
            content?.append(byte)
            position += 1
        }
        record.problem = .unclosedQuote
        return start..<start
    }

    /// Returns the position of the next separator or line break, or the end of the document.
    private func endOfField(from start: Int) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            var position = start
            while position < bytes.count {
                let byte = bytes[position]
                if byte == separator || byte == 0x0A || byte == 0x0D { break }
                position += 1
            }
            return position
        }
    }

    /// Returns whether the quote at `start` opens a quoted field.
    private func isQuoted(from start: Int) -> Bool {
        guard quoting == .lenient else { return true }
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

    /// Returns whether the byte ends a line: a line feed, or a carriage return without a line feed after it.
    private func isEndOfLine(at position: Int) -> Bool {
        bytes[position] == 0x0A
            || (bytes[position] == 0x0D && (position + 1 == bytes.count || bytes[position + 1] != 0x0A))
    }

    private mutating func skipLineEnd() {
        // Ignore anything between a closing quote and the line break.
        while position < bytes.count, !isLineEnd(bytes[position]) { position += 1 }
        if position < bytes.count, bytes[position] == 0x0D { position += 1 }
        if position < bytes.count, bytes[position] == 0x0A { position += 1 }
        line += 1
    }
}
