import Market
import TOMLKit

extension TOMLReader {
    /// Returns a date, written as a TOML date or as text.
    func day(_ key: String) throws(IngestError) -> Day {
        guard let value = table[key] else { throw missing(key) }
        guard let day = Self.day(value) else { throw fault(key, "expected a date such as 2025-09-30") }
        return day
    }

    /// Returns a list of dates.
    func days(_ key: String) throws(IngestError) -> [Day] {
        guard let array = table[key]?.array else { throw fault(key, "expected a list of dates") }
        var days: [Day] = []
        for (index, element) in array.enumerated() {
            guard let day = Self.day(element) else {
                throw fault(key, "expected a date such as 2025-09-30", at: index)
            }
            days.append(day)
        }
        return days
    }

    /// Returns a list of pairs of a date and a number.
    func daysAndNumbers(_ key: String) throws(IngestError) -> [(day: Day, number: Double)] {
        guard let array = table[key]?.array else { throw fault(key, "expected a list of pairs of a date and a number") }
        var pairs: [(Day, Double)] = []
        for (index, element) in array.enumerated() {
            guard let pair = element.array, pair.count == 2, let day = Self.day(pair[0]),
                let number = pair[1].int.map(Double.init) ?? pair[1].double
            else { throw fault(key, "expected a pair such as [2025-09-30, 56_000]", at: index) }
            pairs.append((day, number))
        }
        return pairs
    }

    private static func day(_ value: any TOMLValueConvertible) -> Day? {
        if let date = value.date { return Day(year: date.year, month: date.month, day: date.day) }
        return value.string.flatMap { Day(iso8601: $0) }
    }
}
