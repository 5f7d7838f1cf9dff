import TimeSeries

/// A reference implementation of the benchmarked queries with plain arrays.
struct PlainModel {
    let workload: Workload

    /// Returns the rank of an app in each hour; `nil` for hours in which the app isn't ranked.
    func ranks(of id: UInt32, chart: Int) -> [Int?] {
        (0..<workload.hours).map { hour in
            let list = workload.list(chart: chart, hour: hour)
            return list.firstIndex(of: id).map { $0 - list.startIndex + 1 }
        }
    }

    /// Returns the apps that gained the most ranks between two hours, each as text that contains the id and the number
    /// of ranks gained.
    func risers(chart: Int, from start: Int, to end: Int, limit: Int) -> [String] {
        let before = Dictionary(uniqueKeysWithValues: zip(workload.list(chart: chart, hour: start), 1...))
        return zip(workload.list(chart: chart, hour: end), 1...).compactMap { id, rank in
            before[id].flatMap { $0 > rank ? (id: id, ranks: $0 - rank, rank: rank) : nil }
        }
        .sorted { ($1.ranks, $0.rank) < ($0.ranks, $1.rank) }
        .prefix(limit).map { "\($0.id) \($0.ranks)" }
    }
}
