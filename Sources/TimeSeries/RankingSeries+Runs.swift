extension RankingSeries {
    /// Since when `id` has stood at `rank` on every list up to `time`.
    ///
    /// Lists of which only some places are known, and which do not name the id, say nothing against it.
    ///
    /// - Returns: the first tick of that run, and whether an earlier list holds something else, so that it began there and
    ///   not where looks begin; `nil` where the newest list that says anything says something else.
    /// - Complexity: O(ticks of the run), a byte each.
    public func run(of id: UInt32, at rank: UInt16, upTo time: Int64) -> (since: Int64, isBegun: Bool)? {
        guard let last = index(asOf: time) else { return nil }
        var since: Int64?
        for (index, columns) in parts(0...last).reversed() {
            guard let stretch = blocks[index].stretch(of: id, in: columns, whereListed: false) else { break }
            for column in columns.reversed() {
                let seen = stretch.rank(column)
                if seen == rank {
                    since = stretch.sightings.first(column)
                } else if seen > 0 || !stretch.partial[column] {
                    return since.map { ($0, true) }
                }
            }
        }
        return since.map { ($0, false) }
    }
}
