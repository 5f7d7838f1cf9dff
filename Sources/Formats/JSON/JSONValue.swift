/// A value in a JSON document, stored as an index into the tape of the parser, simdjson.
///
/// Values are decoded on access. A value must not escape the closure that ``JSONBody/read(_:_:)`` passes it to.
struct JSONValue {
    /// The memory of a parsed document.
    struct Memory {
        let tape: UnsafePointer<UInt64>
        let strings: UnsafePointer<UInt8>
        let literals: UnsafePointer<UInt8>?
    }

    private let memory: Memory
    private let index: Int

    private var tape: UnsafePointer<UInt64> { memory.tape }

    /// A value's type; the raw value is used in errors.
    enum Kind: String {
        case object = "an object"
        case list = "an array"
        case text = "a string"
        case number = "a number"
        case flag = "a Boolean"
        case null = "null"
    }

    init(_ memory: Memory, index: Int) {
        self.memory = memory
        self.index = index
    }

    private var tag: UInt8 { UInt8(tape[index] >> 56) }
    private var payload: Int { Int(tape[index] & 0x00FF_FFFF_FFFF_FFFF) }

    /// The tape index after this value.
    private var end: Int {
        switch tag {
        case UInt8(ascii: "{"), UInt8(ascii: "["): Int(UInt32(truncatingIfNeeded: tape[index]))
        case UInt8(ascii: "l"), UInt8(ascii: "u"), UInt8(ascii: "d"): index + 2
        default: index + 1
        }
    }

    var kind: Kind {
        switch tag {
        case UInt8(ascii: "{"): .object
        case UInt8(ascii: "["): .list
        case UInt8(ascii: "\""): .text
        case UInt8(ascii: "t"), UInt8(ascii: "f"): .flag
        case UInt8(ascii: "n"): .null
        default: .number
        }
    }

    /// The bytes of a string as valid UTF-8; `nil` for any other type.
    var bytes: UnsafeBufferPointer<UInt8>? {
        guard tag == UInt8(ascii: "\"") else { return nil }
        let start = memory.strings + payload
        let count = UnsafeRawPointer(start).loadUnaligned(as: UInt32.self)
        return UnsafeBufferPointer(start: start + 4, count: Int(count))
    }

    var text: String? { bytes.map { String(decoding: $0, as: UTF8.self) } }

    /// The value of a whole number that fits into 64 bits, including one written as `2.0`; `nil` for any other value.
    var integer: Int64? {
        switch tag {
        case UInt8(ascii: "l"): Int64(bitPattern: tape[index + 1])
        case UInt8(ascii: "u"): Int64(exactly: tape[index + 1])
        case UInt8(ascii: "d"): literal.flatMap(Self.wholeNumber)
        default: nil
        }
    }

    /// The value of a whole number, including one written as a string or with a fraction of zeros: `2`, `"2"`, `2.0`.
    var wholeNumber: Int64? { integer ?? text.flatMap { Int64($0) ?? Self.wholeNumber($0) } }

    /// The text of a string or a number as written, used for ids; `nil` for any other type. `1700000001.0` and `1.7e9`
    /// keep their spelling so that the id parser can detect rounded numbers.
    var textOrNumber: String? {
        switch tag {
        case UInt8(ascii: "u"): String(tape[index + 1])
        case UInt8(ascii: "l"): integer.map { String($0) }
        case UInt8(ascii: "d"): literal
        default: text
        }
    }

    /// The text of a number with a fraction or an exponent, as written in the document.
    private var literal: String? {
        guard let literals = memory.literals else { return nil }
        let start = literals + payload
        return String(decoding: UnsafeBufferPointer(start: start + 1, count: Int(start[0])), as: UTF8.self)
    }

    /// Returns the value of a number with a zero fraction, such as 2 for `2.0`; `nil` for any other number.
    private static func wholeNumber(_ literal: String) -> Int64? {
        let parts = literal.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty, parts[1].utf8.allSatisfy({ $0 == UInt8(ascii: "0") }) else {
            return nil
        }
        return Int64(parts[0])
    }

    /// The elements of an array; empty for any other type.
    var elements: Elements { Elements(tag == UInt8(ascii: "[") ? self : nil) }

    /// The members of an object in document order; empty for any other type.
    var members: Members { Members(tag == UInt8(ascii: "{") ? self : nil) }

    /// Returns the value of the first member with a name, or `nil` if there is none.
    ///
    /// - Complexity: O(members), regardless of their size.
    func member(_ name: StaticString) -> JSONValue? {
        let wanted = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
        return members.first { $0.name.elementsEqual(wanted) }?.value
    }

    /// Returns the value of the first member with a name that is only known at run time.
    func member(named name: String) -> JSONValue? {
        var name = name
        return name.withUTF8 { wanted in members.first { $0.name.elementsEqual(wanted) }?.value }
    }

    struct Elements: Sequence, IteratorProtocol {
        private var upcoming: JSONValue?

        fileprivate init(_ list: JSONValue?) { upcoming = list?.inside(list?.index) }

        mutating func next() -> JSONValue? {
            guard let value = upcoming else { return nil }
            upcoming = value.inside(value.end - 1)
            return value
        }
    }

    struct Members: Sequence, IteratorProtocol {
        private var key: JSONValue?

        fileprivate init(_ object: JSONValue?) { key = object?.inside(object?.index) }

        mutating func next() -> (name: UnsafeBufferPointer<UInt8>, value: JSONValue)? {
            guard let key, let name = key.bytes else { return nil }
            let value = JSONValue(key.memory, index: key.end)
            self.key = value.inside(value.end - 1)
            return (name, value)
        }
    }

    /// Returns the value after the index `before`, or `nil` if the array or object ends there.
    private func inside(_ before: Int?) -> JSONValue? {
        guard let before else { return nil }
        let value = JSONValue(memory, index: before + 1)
        let isEnd = value.tag == UInt8(ascii: "]") || value.tag == UInt8(ascii: "}")
        return isEnd ? nil : value
    }
}
