import Market

/// Daily counts in order of appearance. A later count for the same counter and day replaces the earlier one.
struct CountsByDay {
    private struct Key: Hashable {
        var counter: Counter
        var day: Day
    }

    private(set) var list: [ReportedCount] = []
    private var positions: [Key: (index: Int, line: Int)] = [:]

    /// Adds the count of one day.
    ///
    /// - Returns: A warning if the count replaces a different value; otherwise `nil`.
    mutating func add(_ count: ReportedCount, line: Int) -> String? {
        let day = count.count.days[0]
        let key = Key(counter: count.counter, day: day)
        guard let position = positions[key] else {
            positions[key] = (list.count, line)
            list.append(count)
            return nil
        }
        let earlier = list[position.index].count.value
        list[position.index] = count
        positions[key] = (position.index, line)
        guard earlier != count.count.value else { return nil }
        return "duplicate day \(day.iso8601): \(count.count.value) replaces \(earlier) from line \(position.line)"
    }
}
