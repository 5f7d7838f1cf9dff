/// A writer of rows in ClickHouse's `RowBinary` format: the values of each row one after another, without names and
/// separators.
struct RowBinaryWriter: Sendable {
    private(set) var bytes: [UInt8] = []

    init() {}

    mutating func add(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func add(_ value: Double) { add(value.bitPattern) }

    mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            addLength(utf8.count)
            bytes.append(contentsOf: utf8)
        }
    }

    /// Adds bytes that are already encoded, such as a text that many rows share.
    mutating func add(encoded: some Collection<UInt8>) { bytes.append(contentsOf: encoded) }

    /// Makes room for more bytes, so that adding them doesn't copy the others several times.
    mutating func reserve(_ count: Int) {
        guard bytes.capacity < bytes.count + count else { return }
        bytes.reserveCapacity(max(bytes.count + count, bytes.capacity * 2))
    }

    /// Adds a nullable value: whether it is NULL, then the value if there is one.
    mutating func add<Value>(optional value: Value?, _ add: (inout Self, Value) -> Void) {
        self.add(UInt8(value == nil ? 1 : 0))
        if let value { add(&self, value) }
    }

    mutating func add(_ texts: [String]) {
        addLength(texts.count)
        for text in texts { add(text) }
    }

    /// Adds the length of a text or an array.
    mutating func addLength(_ length: Int) {
        var rest = length
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// Returns a text as `RowBinary` encodes it.
    static func encoded(_ text: String) -> [UInt8] {
        var writer = RowBinaryWriter()
        writer.add(text)
        return writer.bytes
    }
}

/// A reader of rows in the `RowBinary` format.
struct RowBinaryReader {
    /// An error for bytes that end in the middle of a value, or have an impossible length.
    struct Truncated: Error {}

    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

    var isAtEnd: Bool { position == bytes.count }

    mutating func read<Value: FixedWidthInteger>(_ type: Value.Type = Value.self) throws(Truncated) -> Value {
        let size = MemoryLayout<Value>.size
        guard bytes.count - position >= size else { throw Truncated() }
        defer { position += size }
        return bytes.withUnsafeBytes {
            Value(littleEndian: $0.loadUnaligned(fromByteOffset: position, as: Value.self))
        }
    }

    mutating func readDouble() throws(Truncated) -> Double { Double(bitPattern: try read()) }

    mutating func readText() throws(Truncated) -> String {
        let length = try readLength()
        guard bytes.count - position >= length else { throw Truncated() }
        defer { position += length }
        return String(decoding: bytes[position..<position + length], as: UTF8.self)
    }

    mutating func readOptional<Value>(
        _ read: (inout Self) throws(Truncated) -> Value
    ) throws(Truncated) -> Value? {
        try self.read(UInt8.self) == 0 ? try read(&self) : nil
    }

    mutating func readArray<Value>(
        _ read: (inout Self) throws(Truncated) -> Value
    ) throws(Truncated) -> [Value] {
        let count = try readLength()
        // An element takes at least one byte.
        guard count <= bytes.count - position else { throw Truncated() }
        var values: [Value] = []
        values.reserveCapacity(count)
        for _ in 0..<count { values.append(try read(&self)) }
        return values
    }

    private mutating func readLength() throws(Truncated) -> Int {
        var (length, shift) = (0, 0)
        while true {
            let byte: UInt8 = try read()
            guard shift < 35 else { throw Truncated() }
            length |= Int(byte & 0x7F) << shift
            if byte < 0x80 { return length }
            shift += 7
        }
    }
}
