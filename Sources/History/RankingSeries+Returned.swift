import TimeSeries

extension RankingSeries {
    /// Returns whether an app that is ranked at the end of a period, but wasn't at its start, was ranked earlier and left:
    /// before the period, or within it. An absence that lasts a single snapshot isn't a departure.
    ///
    /// - Complexity: O(blocks), plus O(snapshots of the period) if the app wasn't ranked before.
    func hasReturned(_ handle: UInt32, from start: Int64, to end: Int64) -> Bool {
        if wasListed(handle, before: start) { return true }
        guard start <= end else { return false }
        var (wasRanked, absences) = (false, 0)
        for point in points(of: handle, in: start...end) {
            if point.rank != nil {
                if wasRanked, absences > 1 { return true }
                (wasRanked, absences) = (true, 0)
            } else if !point.isPartial {
                absences += point.seenUntil > point.time ? 2 : 1
            }
        }
        return false
    }
}
