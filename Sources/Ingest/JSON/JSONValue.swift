/// A value of a JSON document, readable while the document is open: a place on simdjson's tape.
///
/// Nothing is copied or made until it is asked for. A value must not leave the closure that it was given to.
struct JSONValue {
    /// Where a parsed document is.
    struct Memory {
        let tape: UnsafePointer<UInt64>
        let strings: UnsafePointer<UInt8>
        let literals: UnsafePointer<UInt8>?
    }

    private let memory: Memory
    private let index: Int

    private var tape: UnsafePointer<UInt64> { memory.tape }

    /// What a value is, as errors name it.
    enum Kind: String {
        case object = "an object"
        case list = "a list"
        case text = "text"
        case number = "a number"
        case flag = "true or false"
        case null = "null"
    }

    init(_ memory: Memory, index: Int) {
        self.memory = memory
        self.index = index
    }

    private var tag: UInt8 { UInt8(tape[index] >> 56) }
    private var payload: Int { Int(tape[index] & 0x00FF_FFFF_FFFF_FFFF) }

    /// The place after this value.
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

    /// The bytes of a text, valid UTF-8; `nil` for what is no text.
    var bytes: UnsafeBufferPointer<UInt8>? {
        guard tag == UInt8(ascii: "\"") else { return nil }
        let start = memory.strings + payload
        let count = UnsafeRawPointer(start).loadUnaligned(as: UInt32.self)
        return UnsafeBufferPointer(start: start + 4, count: Int(count))
    }

    var text: String? { bytes.map { String(decoding: $0, as: UTF8.self) } }

    /// A whole number that fits, also one written `2.0`; `nil` for any other value.
    var integer: Int64? {
        switch tag {
        case UInt8(ascii: "l"): Int64(bitPattern: tape[index + 1])
        case UInt8(ascii: "u"): Int64(exactly: tape[index + 1])
        case UInt8(ascii: "d"): literal.flatMap(Self.wholeNumber)
        default: nil
        }
    }

    /// A whole number, also one that is written as text or with a fraction of zeros: `2`, `"2"`, `2.0`.
    var wholeNumber: Int64? { integer ?? text.flatMap { Int64($0) ?? Self.wholeNumber($0) } }

    /// Text, or a number as it is written: an id as collectors write it. `1700000001.0` and `1.7e9` stay apart from
    /// whole numbers, so that whoever parses an id can tell what was rounded.
    var textOrNumber: String? {
        switch tag {
        case UInt8(ascii: "u"): String(tape[index + 1])
        case UInt8(ascii: "l"): integer.map { String($0) }
        case UInt8(ascii: "d"): literal
        default: text
        }
    }

    /// How a number with a fraction or an exponent is written.
    private var literal: String? {
        guard let literals = memory.literals else { return nil }
        let start = literals + payload
        return String(decoding: UnsafeBufferPointer(start: start + 1, count: Int(start[0])), as: UTF8.self)
    }

    /// `2` of `2.0`.
    private static func wholeNumber(_ literal: String) -> Int64? {
        let parts = literal.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty, parts[1].utf8.allSatisfy({ $0 == UInt8(ascii: "0") }) else {
            return nil
        }
        return Int64(parts[0])
    }

    /// The elements of a list; none for any other value.
    var elements: Elements { Elements(tag == UInt8(ascii: "[") ? self : nil) }

    /// The members of an object, in their order; none for any other value.
    var members: Members { Members(tag == UInt8(ascii: "{") ? self : nil) }

    /// The first member of this name.
    ///
    /// - Complexity: O(members); what is inside of them is passed over in one step.
    func member(_ name: StaticString) -> JSONValue? {
        let wanted = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
        return members.first { $0.name.elementsEqual(wanted) }?.value
    }

    /// The first member of a name that is known only at run time.
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

    /// The value after the place `before`, unless the list or object ends there.
    private func inside(_ before: Int?) -> JSONValue? {
        guard let before else { return nil }
        let value = JSONValue(memory, index: before + 1)
        let isEnd = value.tag == UInt8(ascii: "]") || value.tag == UInt8(ascii: "}")
        return isEnd ? nil : value
    }
}
