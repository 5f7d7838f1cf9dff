public import Market
import TimeSeries

extension LedgerSnapshot {
    /// Returns the apps whose rank changed between the two newest snapshots of a chart, including new entries.
    ///
    /// - Returns: The apps; empty if the newest snapshot has since been confirmed or is the first one, or if one of the
    ///   two is partial.
    /// - Complexity: O(ids in the blocks of both snapshots).
    public func moved(in chart: Chart, asOf instant: Timestamp) -> Set<AppID> {
        guard let series = rankings[chart], let position = series.index(asOf: instant.seconds), position > 0 else {
            return []
        }
        let (newest, before) = (series.tick(at: position, limit: instant.seconds), series.tick(at: position - 1))
        guard newest.seenUntil == newest.time, !newest.isPartial, !before.isPartial else { return [] }
        let (now, then) = (series.entries(at: position), series.entries(at: position - 1))
        let ranks = Dictionary(then.map { ($0.id, $0.rank) }) { first, _ in first }
        return Set(now.filter { ranks[$0.id] != $0.rank }.map { registry.app($0.id) })
    }
}
