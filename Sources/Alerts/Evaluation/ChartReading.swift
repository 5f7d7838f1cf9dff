import TimeSeries

/// One look at a whole chart: when, and which list it saw.
struct ChartReading: Hashable {
    var time: Int64
    /// Of the list in its series.
    var position: Int
}

extension RankingSeries {
    /// Looks at whole lists after `time`, oldest first; of more than `limit` the newest.
    ///
    /// - Complexity: O(ticks after `time` + limit).
    func looks(after time: Int64, limit: Int) -> [ChartReading] {
        var found: [ChartReading] = []
        var position = count - 1
        while position >= 0, found.count < limit {
            let tick = tick(at: position)
            guard tick.seenUntil > time else { break }
            if !tick.isPartial {
                let times = sightings(ofListAt: position).reversed().prefix { $0 > time }
                found += times.map { ChartReading(time: $0, position: position) }
            }
            position -= 1
        }
        return found.prefix(limit).reversed()
    }

    /// The last looks at whole lists at `time` or before it, the newest first.
    func looks(upTo time: Int64, limit: Int) -> [ChartReading] {
        var found: [ChartReading] = []
        var position = index(asOf: time) ?? -1
        while position >= 0, found.count < limit {
            if !tick(at: position).isPartial {
                let times = sightings(ofListAt: position).reversed().drop { $0 > time }
                found += times.prefix(limit - found.count).map { ChartReading(time: $0, position: position) }
            }
            position -= 1
        }
        return found
    }
}
