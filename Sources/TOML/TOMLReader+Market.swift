package import Input
package import Market
import TOMLKit

extension TOMLReader {
    /// Returns the date at a key, which may be written as a TOML date or as a string.
    package func day(_ key: String) throws(InputError) -> Day {
        guard let value = table[key] else { throw missing(key) }
        guard let day = Self.day(value) else { throw error(key, "expected a date such as 2025-09-30") }
        return day
    }

    /// Returns the list of dates at a key.
    package func days(_ key: String) throws(InputError) -> [Day] {
        guard let array = table[key]?.array else { throw error(key, "expected a list of dates") }
        var days: [Day] = []
        for (index, element) in array.enumerated() {
            guard let day = Self.day(element) else {
                throw error(key, "expected a date such as 2025-09-30", at: index)
            }
            days.append(day)
        }
        return days
    }

    /// Returns the list at a key, in which each element is a pair of a date and a number.
    package func daysAndNumbers(_ key: String) throws(InputError) -> [(day: Day, number: Double)] {
        guard let array = table[key]?.array else { throw error(key, "expected a list of pairs of a date and a number") }
        var pairs: [(Day, Double)] = []
        for (index, element) in array.enumerated() {
            guard let pair = element.array, pair.count == 2, let day = Self.day(pair[0]),
                let number = pair[1].int.map(Double.init) ?? pair[1].double
            else { throw error(key, "expected a pair such as [2025-09-30, 56_000]", at: index) }
            pairs.append((day, number))
        }
        return pairs
    }

    private static func day(_ value: any TOMLValueConvertible) -> Day? {
        if let date = value.date { return Day(year: date.year, month: date.month, day: date.day) }
        return value.string.flatMap { Day(iso8601: $0) }
    }
}

extension TOMLReader {
    /// Returns the value of a key, parsed by a function that provides the error message.
    package func value<Value>(
        _ key: String,
        _ parser: (String) throws(InvalidText) -> Value
    ) throws(InputError) -> Value {
        try parsed(try text(key), key, parser)
    }

    /// Returns the parsed elements of a list of strings; `nil` if the key is missing.
    package func list<Value>(
        _ key: String,
        _ parser: (String) throws(InvalidText) -> Value
    ) throws(InputError) -> [Value]? {
        guard has(key) else { return nil }
        var values: [Value] = []
        for (index, text) in try texts(key).enumerated() { values.append(try parsed(text, key, at: index, parser)) }
        return values
    }

    /// Parses a key's text. If parsing fails, adds the key's location to the error.
    package func parsed<Value>(
        _ text: String,
        _ key: String,
        at index: Int? = nil,
        _ parser: (String) throws(InvalidText) -> Value
    ) throws(InputError) -> Value {
        do throws(InvalidText) {
            return try parser(text)
        } catch {
            throw self.error(key, error.problem, at: index)
        }
    }
}
