/// Reads comma-separated records as RFC 4180 has them, with the line each begins on.
///
/// Our own, because an error must name the line of the file, also after a quoted field that spans several, and
/// because a broken record must not end the reading.
struct CSVReader: Sequence, IteratorProtocol {
    struct Record {
        /// Counted from 1.
        var line: Int
        var fields: [String]
        /// Whether the file ended inside a quoted field.
        var isOpen = false
    }

    private let bytes: [UInt8]
    private var position = 0
    private var line = 1

    init(_ bytes: some Sequence<UInt8>) {
        self.bytes = Array(bytes)
        if self.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    /// The next record; blank lines are passed over.
    mutating func next() -> Record? {
        while position < bytes.count, bytes[position] == 0x0A || bytes[position] == 0x0D { skipLineEnd() }
        guard position < bytes.count else { return nil }
        let start = (position: position, line: line)
        var record = Record(line: line, fields: [])
        while true {
            record.fields.append(field(&record))
            guard position < bytes.count, bytes[position] == UInt8(ascii: ",") else { break }
            position += 1
        }
        if record.isOpen {
            // A quote that is never closed costs its own line and not the rest of the file.
            (position, line) = start
        }
        skipLineEnd()
        return record
    }

    private mutating func field(_ record: inout Record) -> String {
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
            let start = position
            while position < bytes.count, ![UInt8(ascii: ","), 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
            return String(decoding: bytes[start..<position], as: UTF8.self)
        }
        position += 1
        var content: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") {
                guard position < bytes.count, bytes[position] == byte else {
                    return String(decoding: content, as: UTF8.self)
                }
                position += 1
            }
            if byte == 0x0A { line += 1 }
            content.append(byte)
        }
        record.isOpen = true
        return String(decoding: content, as: UTF8.self)
    }

    private mutating func skipLineEnd() {
        // What stands between a closing quote and the line's end is passed over.
        while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
        if position < bytes.count, bytes[position] == 0x0D { position += 1 }
        if position < bytes.count, bytes[position] == 0x0A { position += 1 }
        line += 1
    }
}
