import Market

/// Counts in the order in which they came; of several for one day of a counter, the last stands.
struct CountsByDay {
    private struct Key: Hashable {
        var counter: Counter
        var day: Day
    }

    private(set) var list: [ReportedCount] = []
    private var places: [Key: (index: Int, line: Int)] = [:]

    /// Adds the count of one day.
    ///
    /// - Returns: a sentence where it replaces another value.
    mutating func add(_ seen: ReportedCount, line: Int) -> String? {
        let day = seen.count.days[0]
        let key = Key(counter: seen.counter, day: day)
        guard let place = places[key] else {
            places[key] = (list.count, line)
            list.append(seen)
            return nil
        }
        let earlier = list[place.index].count.value
        list[place.index] = seen
        places[key] = (place.index, line)
        guard earlier != seen.count.value else { return nil }
        return "\(seen.count.value) stands for \(day.iso8601) in place of the \(earlier) of line \(place.line)"
    }
}
