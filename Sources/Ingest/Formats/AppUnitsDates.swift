import Market

/// The dates of App Store Connect's web export, `3/1/26`, of which the order of day and month must be found.
///
/// The United States' order is month, day, year; other languages put the day first. An order counts if every date exists in
/// it, dates grow, and all are within the start and end that the file names. If both count, the one in which the rows are
/// one day apart is right.
struct AppUnitsDates {
    private let texts: [String]
    /// The line of each, from which it's seen how many rows were left out in between.
    private let lines: [Int]
    private let start: String?
    private let end: String?

    /// - Parameters:
    ///   - rows: the rows' dates, in their order, each with its line.
    ///   - start: the first day that the file names.
    ///   - end: the last.
    init(_ rows: [(date: String, line: Int)], start: String?, end: String?) {
        texts = rows.map(\.date)
        lines = rows.map(\.line)
        self.start = start
        self.end = end
    }

    private enum Order: CaseIterable {
        case monthFirst, dayFirst
    }

    /// Whether it is a date in any of the orders.
    static func isDate(_ text: String) -> Bool { Order.allCases.contains { day(text, $0) != nil } }

    /// The rows' days.
    ///
    /// - Throws: where the order can't be found, or where rows aren't days.
    func days() throws(RowError) -> [Day] {
        var readings = Order.allCases.compactMap(days(in:))
        if readings.count == 2, readings[0] == readings[1] { readings.removeLast() }
        if readings.count == 2 {
            let daily = readings.filter { days in
                days.count > 1 && steps(days).allSatisfy { $0.days == $0.lines }
            }
            guard daily.count == 1 else {
                throw RowError(
                    "the dates can be read as month/day/year and as day/month/year; export more days, or a range that "
                        + "includes a day after the 12th"
                )
            }
            readings = daily
        }
        guard let days = readings.first else {
            let range = [start, end].compactMap { $0 }.map { UntrustedText.words($0, limit: 20) }.joined(
                separator: " to "
            )
            throw RowError(
                range.isEmpty
                    ? "the dates don't grow from row to row" : "the dates don't grow from row to row within \(range)"
            )
        }
        try checkThatRowsAreDays(days)
        return days
    }

    /// A row that stands for a week or a month must not be read as a day.
    private func checkThatRowsAreDays(_ days: [Day]) throws(RowError) {
        let steps = steps(days)
        if !steps.isEmpty, steps.allSatisfy({ $0.days > $0.lines }) {
            throw RowError("the rows are more than a day apart; export the figures by day")
        }
        guard steps.isEmpty, let start, let end else { return }
        let isOneDay = Order.allCases.contains {
            Self.day(start, $0) == Self.day(end, $0) && Self.day(start, $0) == days.first
        }
        guard isOneDay else {
            throw RowError("there is one row for several days; export the figures by day")
        }
    }

    /// How far it is from each row to the next.
    private func steps(_ days: [Day]) -> [(days: Int, lines: Int)] {
        days.indices.dropLast().map { (days[$0].distance(to: days[$0 + 1]), lines[$0 + 1] - lines[$0]) }
    }

    /// The days in one order; `nil` where they can't be in it.
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

    /// `3/1/26`, `03/01/2026`; `1.3.26`, where the day always comes first; or `2026-03-01`, the same in every order.
    private static func day(_ text: String, _ order: Order) -> Day? {
        if let day = Day(iso8601: text) { return day }
        let words = text.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "." }
        let parts = words.map { word -> Int? in
            word.utf8.count <= 4 ? WholeNumber.digits(ArraySlice(word.utf8)).map { Int($0) } : nil
        }
        guard parts.count == 3, let first = parts[0], let second = parts[1], var year = parts[2] else { return nil }
        let digits = words[2].utf8.count
        guard digits == 2 || digits == 4 else { return nil }
        if digits == 2 { year += 2000 }
        return order == .monthFirst && !text.contains(".")
            ? Day(year: year, month: first, day: second) : Day(year: year, month: second, day: first)
    }
}
