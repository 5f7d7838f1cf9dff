extension RankingSeries {
    /// Returns the start of the latest run of rankings up to `time` in which `id` has `rank`.
    ///
    /// Partial rankings without the id are ignored. A run doesn't continue across a ``longestGap``.
    ///
    /// - Returns: The time of the first tick of this run, and whether an earlier ranking shows that the id had another
    ///   rank or none (`isBegun`). If `false`, the run may have started before the first snapshot, or in a gap. `nil` if
    ///   the newest ranking with information about the id shows another rank or none.
    /// - Complexity: O(ticks of the run), reading one byte for each.
    public func run(of id: UInt32, at rank: UInt16, upTo time: Int64) -> (since: Int64, isBegun: Bool)? {
        guard let last = index(asOf: time) else { return nil }
        var since: Int64?
        for (index, columns) in parts(0...last).reversed() {
            let found = withTicks(of: index) { block in
                block.stretch(of: id, in: columns, whereListed: false, first: firsts[index])
            }
            guard let stretch = found else { break }
            for column in columns.reversed() {
                let seen = stretch.rank(column)
                if let since, since - stretch.seenTimes.last(column, limit: time) > Self.longestGap {
                    return (since, false)
                }
                if seen == rank {
                    since = stretch.seenTimes.first(column)
                } else if seen > 0 || !stretch.partial[column] {
                    return since.map { ($0, true) }
                }
            }
        }
        return since.map { ($0, false) }
    }
}
