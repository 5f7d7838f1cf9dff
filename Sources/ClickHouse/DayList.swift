import Foundation
import Market

/// The days of a count as text: days and ranges of days, such as `2026-03-01..2026-03-07,2026-03-09`.
enum DayList {
    /// Returns the text for days.
    ///
    /// - Parameter days: The days, sorted and without duplicates.
    static func text(_ days: [Day]) -> String {
        var ranges: [ClosedRange<Int>] = []
        for day in days.map(\.number) {
            if let last = ranges.last, day == last.upperBound + 1 {
                ranges[ranges.count - 1] = last.lowerBound...day
            } else {
                ranges.append(day...day)
            }
        }
        return ranges.map { range in
            let first = Day(number: range.lowerBound).iso8601
            return range.count == 1 ? first : "\(first)..\(Day(number: range.upperBound).iso8601)"
        }.joined(separator: ",")
    }

    /// The maximum number of days in a list.
    private static let limit = 100_000

    /// Returns the days of a text; `nil` if it's invalid or has too many days.
    static func days(_ text: String) -> [Day]? {
        var days: [Day] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = String(part).components(separatedBy: "..").map { Day(iso8601: $0) }
            guard let first = ends[0], let last = ends.last ?? nil, ends.count <= 2, first <= last,
                last.number - first.number < limit - days.count
            else { return nil }
            days += (first.number...last.number).map { Day(number: $0) }
        }
        return days
    }
}
