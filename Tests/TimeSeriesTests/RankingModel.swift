import TestSupport
import TimeSeries

/// A simulated chart, as plain arrays and as a series to compare with them.
struct RankingModel {
    var times: [Int64] = []
    var lists: [[UInt32]] = []
    var series = RankingSeries()

    /// Creates a chart with ticks at irregular times, in which apps rise, fall, enter, leave and return.
    init(seed: UInt64, ticks: Int, depth: Int = 40) {
        var generator = SeededGenerator(seed: seed)
        var pool = (0..<UInt32(depth + 20)).map { $0 &* 2_654_435 }
        var time: Int64 = 1_700_000_000
        for _ in 0..<ticks {
            for _ in 0..<Int.random(in: 1...12, using: &generator) {
                let from = Int.random(in: 0..<pool.count, using: &generator)
                let app = pool.remove(at: from)
                let to = max(0, min(pool.count, from + Int.random(in: -6...6, using: &generator)))
                pool.insert(app, at: to)
            }
            time += [900, 3600, 3600, 3600, 3599, 90_000].randomElement(using: &generator) ?? 1
            let list = Array(pool.prefix(depth - Int.random(in: 0...2, using: &generator)))
            guard list != lists.last else { continue }
            times.append(time)
            lists.append(list)
            series.append(entries(list), at: time)
        }
    }
}

/// Returns entries for ids with consecutive ranks from 1 on.
func entries(_ ids: [UInt32]) -> [RankingSeries.Entry] {
    ids.enumerated().map { .init(rank: UInt16($0 + 1), id: $1) }
}
