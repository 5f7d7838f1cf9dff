public import Market
import TimeSeries

extension LedgerSnapshot {
    /// Apps whose place the newest list of a chart changed, against the list before it; also those that came with it.
    ///
    /// - Returns: none where that list was seen again by then, since that look changed nothing; nor where it is the first,
    ///   or one of the two is partial.
    /// - Complexity: O(ids in the blocks of both lists).
    public func moved(in chart: Chart, asOf instant: Timestamp) -> Set<AppID> {
        guard let series = rankings[chart], let position = series.index(asOf: instant.seconds), position > 0 else {
            return []
        }
        let (newest, before) = (series.tick(at: position, limit: instant.seconds), series.tick(at: position - 1))
        guard newest.seenUntil == newest.time, !newest.isPartial, !before.isPartial else { return [] }
        let (now, then) = (series.placings(at: position), series.placings(at: position - 1))
        let ranks = Dictionary(then.map { ($0.id, $0.rank) }) { first, _ in first }
        return Set(now.filter { ranks[$0.id] != $0.rank }.map { registry.app($0.id) })
    }
}
