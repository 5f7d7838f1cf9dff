import Market
import TOMLKit

/// A table of a TOML file that says in every error which file, which table and which key is at fault, and, where the
/// positions of keys are known, on which line and in which column.
struct TOMLReader {
    private let table: TOMLTable
    private let origin: String
    private var place: String?
    /// Where the table is in the file.
    private var path: [String] = []
    private var positions: TOMLPositions?

    private init(_ table: TOMLTable, origin: String, positions: TOMLPositions?) {
        self.table = table
        self.origin = origin
        self.positions = positions
    }

    /// The table at a key of this one.
    private func inner(_ table: TOMLTable, at key: [String]) -> TOMLReader {
        var reader = TOMLReader(table, origin: origin, positions: positions)
        reader.place = place
        reader.path = path + key
        return reader
    }

    /// Reads a whole file.
    ///
    /// - Parameter isLocating: whether errors name the line and column of a key.
    /// - Throws: one sentence with the line and column where the text is not TOML.
    static func read<Value>(
        _ text: String,
        origin: String,
        isLocating: Bool = false,
        _ body: (TOMLReader) throws(IngestError) -> Value
    ) throws(IngestError) -> Value {
        let root: TOMLTable
        do {
            root = try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            let place = "line \(error.source.begin.line), column \(error.source.begin.column)"
            throw IngestError(origin, at: place, error.description)
        } catch {
            throw IngestError(origin, "is not TOML")
        }
        // Inner tables point into the root.
        return try withExtendedLifetime(root) { () throws(IngestError) -> Value in
            try body(TOMLReader(root, origin: origin, positions: isLocating ? TOMLPositions(of: text) : nil))
        }
    }

    /// The same table under the name that errors shall give it.
    func named(_ place: String) -> TOMLReader {
        var reader = self
        reader.place = place
        return reader
    }

    var keys: [String] { table.keys }

    func has(_ key: String) -> Bool { table[key] != nil }

    /// The keys as the file has them, where their positions are known; else in the order of the alphabet.
    var orderedKeys: [String] {
        table.keys.sorted { left, right in
            guard let one = positions?.key(path + [left]), let other = positions?.key(path + [right]) else {
                return left < right
            }
            return one < other
        }
    }

    /// - Parameters:
    ///   - key: what is at fault; `nil` for the table itself.
    ///   - isName: whether it is the key's name that is at fault, and not what it is set to.
    ///   - index: which element of a list.
    func fault(_ key: String?, _ problem: String, isName: Bool = false, at index: Int? = nil) -> IngestError {
        fault(key, problem, position: position(of: key, isName: isName, at: index))
    }

    private func position(of key: String?, isName: Bool, at index: Int?) -> TOMLPositions.Position? {
        let whole = path + (key.map { [$0] } ?? [])
        let element = index.flatMap { positions?.value(whole + [String($0)]) }
        return element ?? (isName ? nil : positions?.value(whole)) ?? positions?.key(whole) ?? positions?.key(path)
    }

    private func fault(_ key: String?, _ problem: String, position: TOMLPositions.Position?) -> IngestError {
        let parts = [position?.description, place, key.map { "“\($0)”" }].compactMap { $0 }
        return IngestError(origin, at: parts.isEmpty ? nil : parts.joined(separator: ", "), problem)
    }

    /// - Parameter allowsLines: whether line breaks and tabs are fine.
    /// - Throws: where the text or the list of texts that a key is set to holds a control character, such as U+0000, at
    ///   which a path would be cut. Its place is the character's.
    func refuseControlCharacters(_ key: String, allowsLines: Bool = false) throws(IngestError) {
        let elements = 0..<(table[key]?.array?.count ?? 0)
        for path in [path + [key]] + elements.map({ path + [key, String($0)] }) {
            guard
                let control = positions?.controls(path).first(where: { control in
                    !(allowsLines && ["\n", "\r", "\t"].contains(control.scalar))
                })
            else { continue }
            let code = String(control.scalar.value, radix: 16, uppercase: true)
            let name = "U+" + String(repeating: "0", count: 4 - code.count) + code
            throw fault(key, "holds a control character, \(name); remove it", position: control.position)
        }
    }

    func optionalText(_ key: String) throws(IngestError) -> String? {
        guard let value = table[key] else { return nil }
        guard let text = value.string else { throw fault(key, "is not text") }
        return text
    }

    func text(_ key: String) throws(IngestError) -> String {
        guard let text = try optionalText(key) else { throw fault(key, "is missing") }
        guard !text.isEmpty else { throw fault(key, "is empty") }
        return text
    }

    func value<Value>(_ key: String, _ parse: (String) -> Value?, _ wanted: String) throws(IngestError) -> Value {
        let text = try text(key)
        guard let value = parse(text) else { throw fault(key, "“\(text)” is not \(wanted)") }
        return value
    }

    /// The same where the key may be absent.
    func value<Value>(_ key: String, ifThere parse: (String) -> Value?, _ wanted: String) throws(IngestError) -> Value?
    {
        has(key) ? try value(key, parse, wanted) : nil
    }

    func list<Value>(_ key: String, _ parse: (String) -> Value?, _ wanted: String) throws(IngestError) -> [Value]? {
        guard table[key] != nil else { return nil }
        var values: [Value] = []
        for text in try texts(key) {
            guard let value = parse(text) else { throw fault(key, "“\(text)” is not \(wanted)") }
            values.append(value)
        }
        return values
    }

    /// A list of text; none where the key is absent.
    func texts(_ key: String) throws(IngestError) -> [String] {
        guard let value = table[key] else { return [] }
        guard let array = value.array else { throw fault(key, "is not a list") }
        var texts: [String] = []
        for (index, element) in array.enumerated() {
            guard let text = element.string else { throw fault(key, "holds something that is not text", at: index) }
            texts.append(text)
        }
        return texts
    }

    func integers(_ key: String) throws(IngestError) -> [Int] {
        guard let value = table[key] else { return [] }
        guard let array = value.array else { throw fault(key, "is not a list") }
        var numbers: [Int] = []
        for (index, element) in array.enumerated() {
            guard let number = element.int else {
                throw fault(key, "holds something that is no whole number", at: index)
            }
            numbers.append(number)
        }
        return numbers
    }

    /// What a key is set to, where that may be of several kinds; `nil` where it is absent.
    func value(_ key: String) -> TOMLValue? { table[key].map { value(of: $0, at: [key]) } }

    /// The elements of a list whose elements may be of several kinds; `nil` where the key is absent or no list.
    func values(_ key: String) -> [TOMLValue]? {
        table[key]?.array.map { array in
            array.enumerated().map { value(of: $1, at: [key, String($0)]) }
        }
    }

    private func value(of value: any TOMLValueConvertible, at key: [String]) -> TOMLValue {
        if let text = value.string { return .text(text) }
        if let number = value.int { return .integer(number) }
        return value.table.map { .table(inner($0, at: key)) } ?? .other
    }

    /// A whole number; `nil` where the key is absent or is something else.
    func optionalInteger(_ key: String) -> Int? { table[key]?.int }

    func integer(_ key: String) throws(IngestError) -> Int {
        guard let value = table[key] else { throw fault(key, "is missing") }
        guard let number = value.int else { throw fault(key, "is not a whole number") }
        return number
    }

    func number(_ key: String) throws(IngestError) -> Double {
        guard let value = table[key] else { throw fault(key, "is missing") }
        guard let number = value.int.map(Double.init) ?? value.double else { throw fault(key, "is not a number") }
        return number
    }

    func flag(_ key: String) throws(IngestError) -> Bool {
        guard let value = table[key] else { return false }
        guard let flag = value.bool else { throw fault(key, "is neither true nor false") }
        return flag
    }

    /// Two numbers, the lesser first.
    func range(_ key: String) throws(IngestError) -> ClosedRange<Double>? {
        guard let value = table[key] else { return nil }
        let numbers = (value.array ?? []).compactMap { $0.int.map(Double.init) ?? $0.double }
        guard numbers.count == 2, numbers[0] <= numbers[1] else {
            throw fault(key, "is not a list of two numbers, the lesser first")
        }
        return numbers[0]...numbers[1]
    }

    func day(_ key: String) throws(IngestError) -> Day {
        guard let value = table[key] else { throw fault(key, "is missing") }
        guard let day = Self.day(value) else { throw fault(key, "is not a date such as 2025-09-30") }
        return day
    }

    func days(_ key: String) throws(IngestError) -> [Day] {
        guard let array = table[key]?.array else { throw fault(key, "is not a list of dates") }
        var days: [Day] = []
        for (index, element) in array.enumerated() {
            guard let day = Self.day(element) else {
                throw fault(key, "holds something that is not a date", at: index)
            }
            days.append(day)
        }
        return days
    }

    /// Pairs of a date and a number.
    func daysAndNumbers(_ key: String) throws(IngestError) -> [(day: Day, number: Double)] {
        guard let array = table[key]?.array else { throw fault(key, "is not a list of dates with numbers") }
        var pairs: [(Day, Double)] = []
        for (index, element) in array.enumerated() {
            guard let pair = element.array, pair.count == 2, let day = Self.day(pair[0]),
                let number = pair[1].int.map(Double.init) ?? pair[1].double
            else { throw fault(key, "holds something that is not a pair such as [2025-09-30, 56_000]", at: index) }
            pairs.append((day, number))
        }
        return pairs
    }

    private static func day(_ value: any TOMLValueConvertible) -> Day? {
        if let date = value.date { return Day(year: date.year, month: date.month, day: date.day) }
        return value.string.flatMap { Day(iso8601: $0) }
    }

    func optionalTable(_ key: String) throws(IngestError) -> TOMLReader? {
        guard let value = table[key] else { return nil }
        guard let table = value.table else { throw fault(key, "is not a table") }
        return inner(table, at: [key])
    }

    func table(_ key: String) throws(IngestError) -> TOMLReader {
        guard let table = try optionalTable(key) else { throw fault(key, "is missing") }
        return table
    }

    /// An element of a list that may be written short or long.
    enum TextOrTable {
        case text(String)
        case table(TOMLReader)
    }

    /// A list of text and tables; none where the key is absent.
    func textsOrTables(_ key: String) throws(IngestError) -> [TextOrTable] {
        guard let value = table[key] else { return [] }
        guard let array = value.array else { throw fault(key, "is not a list") }
        var elements: [TextOrTable] = []
        for (index, element) in array.enumerated() {
            if let text = element.string {
                elements.append(.text(text))
            } else if let table = element.table {
                elements.append(.table(inner(table, at: [key, String(index)])))
            } else {
                throw fault(key, "holds something that is neither text nor a table", at: index)
            }
        }
        return elements
    }

    /// The tables of `[[key]]`; none where there are none.
    func tables(_ key: String) throws(IngestError) -> [TOMLReader] {
        guard let value = table[key] else { return [] }
        guard let array = value.array else { throw fault(key, "is not a list of tables") }
        var tables: [TOMLReader] = []
        for (index, element) in array.enumerated() {
            guard let table = element.table else {
                throw fault(key, "holds something that is not a table", at: index)
            }
            tables.append(inner(table, at: [key, String(index)]))
        }
        return tables
    }
}
