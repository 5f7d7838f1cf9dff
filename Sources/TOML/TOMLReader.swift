package import Input
import Market
import TOMLKit

/// A table in a TOML file. Errors name the file, the table and the key, and the line and column if they are known.
package struct TOMLReader {
    let table: TOMLTable
    let origin: String
    /// The name of the table in errors.
    var name: String?
    /// The keys and list indices that lead to the table.
    var path: [String] = []
    var positions: TOMLPositions?

    private init(_ table: TOMLTable, origin: String, positions: TOMLPositions?) {
        self.table = table
        self.origin = origin
        self.positions = positions
    }

    /// Returns a reader for an inner table.
    private func inner(_ table: TOMLTable, at key: [String]) -> TOMLReader {
        var reader = TOMLReader(table, origin: origin, positions: positions)
        reader.name = name
        reader.path = path + key
        return reader
    }

    /// Parses a file and passes its root table to `body`.
    ///
    /// - Parameter isLocating: Whether errors include the line and column of a key.
    /// - Throws: An error with the line and column if the text isn't valid TOML.
    package static func read<Value>(
        _ text: String,
        origin: String,
        isLocating: Bool = false,
        _ body: (TOMLReader) throws(InputError) -> Value
    ) throws(InputError) -> Value {
        if let position = TOMLScanner.invalidHeader(in: text) {
            throw InputError(origin, position: position, "invalid TOML: expected the name of a table after [")
        }
        let root: TOMLTable
        do {
            root = try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            let position = TextPosition(line: Int(error.source.begin.line), column: Int(error.source.begin.column))
            throw InputError(origin, position: position, "invalid TOML: \(error.description)")
        } catch {
            throw InputError(origin, "invalid TOML")
        }
        // Keep the root alive, because inner tables don't retain it.
        return try withExtendedLifetime(root) { () throws(InputError) -> Value in
            try body(TOMLReader(root, origin: origin, positions: isLocating ? TOMLPositions(of: text) : nil))
        }
    }

    /// Returns the same table with a name for errors.
    package func named(_ name: String) -> TOMLReader {
        var reader = self
        reader.name = name
        return reader
    }

    package var keys: [String] { table.keys }

    package func has(_ key: String) -> Bool { table[key] != nil }

    /// The keys in file order if their positions are known, otherwise in alphabetical order.
    package var orderedKeys: [String] {
        table.keys.sorted { left, right in
            guard let one = positions?.key(path + [left]), let other = positions?.key(path + [right]) else {
                return left < right
            }
            return one < other
        }
    }

    /// Checks that the string or the list of strings at a key contains no control characters. For example, U+0000 would
    /// cut off a path.
    ///
    /// - Parameter allowsLines: Whether line breaks and tabs are allowed.
    /// - Throws: An error at the position of the first control character.
    package func rejectControlCharacters(_ key: String, allowsLines: Bool = false) throws(InputError) {
        let elements = 0..<(table[key]?.array?.count ?? 0)
        for path in [path + [key]] + elements.map({ path + [key, String($0)] }) {
            guard
                let control = positions?.controls(path).first(where: { control in
                    !(allowsLines && ["\n", "\r", "\t"].contains(control.scalar))
                })
            else { continue }
            let code = String(control.scalar.value, radix: 16, uppercase: true)
            let name = "U+" + String(repeating: "0", count: 4 - code.count) + code
            throw error(key, "contains the control character \(name); remove it", position: control.position)
        }
    }

    package func optionalText(_ key: String) throws(InputError) -> String? {
        guard let value = table[key] else { return nil }
        guard let text = value.string else { throw error(key, "expected a string") }
        return text
    }

    package func text(_ key: String) throws(InputError) -> String {
        guard let text = try optionalText(key) else { throw missing(key) }
        guard !text.isEmpty else { throw error(key, "must not be empty") }
        return text
    }

    package func value<Value>(_ key: String, _ parse: (String) -> Value?, _ expected: String) throws(InputError)
        -> Value
    {
        let text = try text(key)
        guard let value = parse(text) else { throw error(key, "invalid value \"\(text)\"; expected \(expected)") }
        return value
    }

    /// Returns the parsed value of an optional key; `nil` if the key is missing.
    package func value<Value>(_ key: String, ifThere parse: (String) -> Value?, _ expected: String) throws(InputError)
        -> Value?
    {
        has(key) ? try value(key, parse, expected) : nil
    }

    package func list<Value>(_ key: String, _ parse: (String) -> Value?, _ expected: String) throws(InputError)
        -> [Value]?
    {
        guard table[key] != nil else { return nil }
        var values: [Value] = []
        for text in try texts(key) {
            guard let value = parse(text) else { throw error(key, "invalid value \"\(text)\"; expected \(expected)") }
            values.append(value)
        }
        return values
    }

    /// Returns the list of strings at a key, or an empty list if the key is missing.
    package func texts(_ key: String) throws(InputError) -> [String] {
        guard let value = table[key] else { return [] }
        guard let array = value.array else { throw error(key, "expected a list") }
        var texts: [String] = []
        for (index, element) in array.enumerated() {
            guard let text = element.string else { throw error(key, "expected a list of strings", at: index) }
            texts.append(text)
        }
        return texts
    }

    /// Returns the list of strings and whole numbers at a key as text, or an empty list if the key is missing.
    package func textsOrIntegers(_ key: String) throws(InputError) -> [String] {
        guard let value = table[key] else { return [] }
        guard let array = value.array else { throw error(key, "expected a list") }
        var texts: [String] = []
        for (index, element) in array.enumerated() {
            guard let text = element.string ?? element.int.map(String.init) else {
                throw error(key, "expected a list of strings or whole numbers", at: index)
            }
            texts.append(text)
        }
        return texts
    }

    package func integers(_ key: String) throws(InputError) -> [Int] {
        guard let value = table[key] else { return [] }
        guard let array = value.array else { throw error(key, "expected a list") }
        var numbers: [Int] = []
        for (index, element) in array.enumerated() {
            guard let number = element.int else {
                throw error(key, "expected a list of whole numbers", at: index)
            }
            numbers.append(number)
        }
        return numbers
    }

    /// Returns the value at a key, whatever its type; `nil` if the key is missing.
    package func value(_ key: String) -> TOMLValue? { table[key].map { value(of: $0, at: [key]) } }

    /// Returns the elements of the list at a key, whatever their types; `nil` if the key is missing or isn't a list.
    package func values(_ key: String) -> [TOMLValue]? {
        table[key]?.array.map { array in
            array.enumerated().map { value(of: $1, at: [key, String($0)]) }
        }
    }

    private func value(of value: any TOMLValueConvertible, at key: [String]) -> TOMLValue {
        if let text = value.string { return .text(text) }
        if let number = value.int { return .integer(number) }
        return value.table.map { .table(inner($0, at: key)) } ?? .other
    }

    /// Returns the whole number at a key; `nil` if the key is missing or its value has another type.
    package func optionalInteger(_ key: String) -> Int? { table[key]?.int }

    package func integer(_ key: String) throws(InputError) -> Int {
        guard let value = table[key] else { throw missing(key) }
        guard let number = value.int else { throw error(key, "expected a whole number") }
        return number
    }

    package func number(_ key: String) throws(InputError) -> Double {
        guard let value = table[key] else { throw missing(key) }
        guard let number = value.int.map(Double.init) ?? value.double else { throw error(key, "expected a number") }
        return number
    }

    package func flag(_ key: String) throws(InputError) -> Bool {
        guard let value = table[key] else { return false }
        guard let flag = value.bool else { throw error(key, "expected true or false") }
        return flag
    }

    /// Returns the range given by a list of two numbers, the smaller one first; `nil` if the key is missing.
    package func range(_ key: String) throws(InputError) -> ClosedRange<Double>? {
        guard let value = table[key] else { return nil }
        let numbers = (value.array ?? []).compactMap { $0.int.map(Double.init) ?? $0.double }
        guard numbers.count == 2, numbers[0] <= numbers[1] else {
            throw error(key, "expected a list of two numbers, the smaller one first")
        }
        return numbers[0]...numbers[1]
    }

    package func optionalTable(_ key: String) throws(InputError) -> TOMLReader? {
        guard let value = table[key] else { return nil }
        guard let table = value.table else { throw error(key, "expected a table") }
        return inner(table, at: [key])
    }

    package func table(_ key: String) throws(InputError) -> TOMLReader {
        guard let table = try optionalTable(key) else { throw missing(key) }
        return table
    }

    /// An element of a list that can be a string or a table.
    package enum TextOrTable {
        case text(String)
        case table(TOMLReader)
    }

    /// Returns the list of strings and tables at a key, or an empty list if the key is missing.
    package func textsOrTables(_ key: String) throws(InputError) -> [TextOrTable] {
        guard let value = table[key] else { return [] }
        guard let array = value.array else { throw error(key, "expected a list") }
        var elements: [TextOrTable] = []
        for (index, element) in array.enumerated() {
            if let text = element.string {
                elements.append(.text(text))
            } else if let table = element.table {
                elements.append(.table(inner(table, at: [key, String(index)])))
            } else {
                throw error(key, "expected a string or a table", at: index)
            }
        }
        return elements
    }

    /// Returns the `[[key]]` tables, or an empty array if the key is missing.
    package func tables(_ key: String) throws(InputError) -> [TOMLReader] {
        guard let value = table[key] else { return [] }
        guard let array = value.array else { throw error(key, "expected an array of tables, such as [[\(key)]]") }
        var tables: [TOMLReader] = []
        for (index, element) in array.enumerated() {
            guard let table = element.table else {
                throw error(key, "expected a table", at: index)
            }
            tables.append(inner(table, at: [key, String(index)]))
        }
        return tables
    }
}

/// A TOML value that can be of any type.
package enum TOMLValue {
    case text(String)
    case integer(Int)
    case table(TOMLReader)
    case other
}
