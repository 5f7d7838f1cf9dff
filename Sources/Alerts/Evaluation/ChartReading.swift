import TimeSeries

/// A single reading of a complete chart. A snapshot that was seen several times has several readings.
struct ChartReading: Hashable {
    var time: Int64
    /// The position of the chart's snapshot in its series.
    var position: Int
}

extension RankingSeries {
    /// Returns the readings of complete snapshots after `time`, oldest first. If there are more than `limit`, returns
    /// the newest.
    ///
    /// - Complexity: O(ticks after `time` + limit).
    func readings(after time: Int64, limit: Int) -> [ChartReading] {
        var found: [ChartReading] = []
        var position = count - 1
        while position >= 0, found.count < limit {
            let tick = tick(at: position)
            guard tick.seenUntil > time else { break }
            if !tick.isPartial {
                let times = times(ofSnapshotAt: position).reversed().prefix { $0 > time }
                found += times.map { ChartReading(time: $0, position: position) }
            }
            position -= 1
        }
        return found.prefix(limit).reversed()
    }

    /// Returns the last `limit` readings of complete snapshots at or before `time`, newest first.
    func readings(upTo time: Int64, limit: Int) -> [ChartReading] {
        var found: [ChartReading] = []
        var position = index(asOf: time) ?? -1
        while position >= 0, found.count < limit {
            if !tick(at: position).isPartial {
                let times = times(ofSnapshotAt: position).reversed().drop { $0 > time }
                found += times.prefix(limit - found.count).map { ChartReading(time: $0, position: position) }
            }
            position -= 1
        }
        return found
    }
}
