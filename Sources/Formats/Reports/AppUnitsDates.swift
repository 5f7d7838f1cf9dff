import Input
import Market

/// The dates of App Store Connect's web export, such as `3/1/26`, whose order of day and month must be inferred.
///
/// US English puts the month first; other languages put the day first. An order is possible if every date is valid, the
/// dates ascend, and all are within the file's start and end dates. If both orders are possible, the order in which
/// rows are one day apart is used.
struct AppUnitsDates {
    private let texts: [String]
    /// The line numbers of the dates, which show how many rows between them were skipped.
    private let lines: [Int]
    private let start: String?
    private let end: String?

    /// Creates the dates of an export.
    ///
    /// - Parameters:
    ///   - rows: The dates and line numbers in file order.
    ///   - start: The file's start date.
    ///   - end: The file's end date.
    init(_ rows: [(date: String, line: Int)], start: String?, end: String?) {
        texts = rows.map(\.date)
        lines = rows.map(\.line)
        self.start = start
        self.end = end
    }

    private enum Order: CaseIterable {
        case monthFirst, dayFirst
    }

    /// Returns whether text is a date in either order.
    static func isDate(_ text: String) -> Bool { Order.allCases.contains { day(text, $0) != nil } }

    /// Returns the days in file order.
    ///
    /// - Throws: An error if the order can't be inferred, or if rows cover more than one day each.
    func days() throws(RowError) -> [Day] {
        var readings = Order.allCases.compactMap(days(in:))
        if readings.count == 2, readings[0] == readings[1] { readings.removeLast() }
        if readings.count == 2 {
            let daily = readings.filter { days in
                days.count > 1 && steps(days).allSatisfy { $0.days == $0.lines }
            }
            guard daily.count == 1 else {
                throw RowError(
                    "ambiguous dates: month/day/year or day/month/year; export more days, or a range that includes a day "
                        + "after the 12th"
                )
            }
            readings = daily
        }
        guard let days = readings.first else {
            let range = [start, end].compactMap { $0 }.map { UntrustedText.sanitized($0, limit: 20) }.joined(
                separator: " to "
            )
            throw RowError(
                range.isEmpty ? "dates are out of order" : "dates are out of order (report covers \(range))"
            )
        }
        try checkThatRowsAreDays(days)
        return days
    }

    /// Rejects files with a row per week or month.
    private func checkThatRowsAreDays(_ days: [Day]) throws(RowError) {
        let steps = steps(days)
        if !steps.isEmpty, steps.allSatisfy({ $0.days > $0.lines }) {
            throw RowError("rows are more than a day apart; export daily figures")
        }
        guard steps.isEmpty, let start, let end else { return }
        let isOneDay = Order.allCases.contains {
            Self.day(start, $0) == Self.day(end, $0) && Self.day(start, $0) == days.first
        }
        guard isOneDay else {
            throw RowError("one row covers several days; export daily figures")
        }
    }

    /// Returns the distance from each row to the next, in days and lines.
    private func steps(_ days: [Day]) -> [(days: Int, lines: Int)] {
        days.indices.dropLast().map { (days[$0].distance(to: days[$0 + 1]), lines[$0 + 1] - lines[$0]) }
    }

    /// Returns the days in one order, or `nil` if that order isn't possible.
    private func days(in order: Order) -> [Day]? {
        var days: [Day] = []
        for text in texts {
            guard let day = Self.day(text, order), days.last.map({ $0 < day }) ?? true else { return nil }
            days.append(day)
        }
        let bounds = [start, end].compactMap { $0 }.map { Self.day($0, order) }
        guard bounds.allSatisfy({ $0 != nil }) else { return nil }
        if let start, let first = Self.day(start, order), let day = days.first, day < first { return nil }
        if let end, let last = Self.day(end, order), let day = days.last, day > last { return nil }
        return days
    }

    /// Parses `3/1/26` or `03/01/2026` in the given order, `1.3.26` with the day first, or `2026-03-01`.
    private static func day(_ text: String, _ order: Order) -> Day? {
        if let day = Day(iso8601: text) { return day }
        let fields = text.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "." }
        let parts = fields.map { field -> Int? in
            field.utf8.count <= 4 ? WholeNumber.digits(ArraySlice(field.utf8)).map { Int($0) } : nil
        }
        guard parts.count == 3, let first = parts[0], let second = parts[1], var year = parts[2] else { return nil }
        let digits = fields[2].utf8.count
        guard digits == 2 || digits == 4 else { return nil }
        if digits == 2 { year += 2000 }
        return order == .monthFirst && !text.contains(".")
            ? Day(year: year, month: first, day: second) : Day(year: year, month: second, day: first)
    }
}
