public import Market
import TimeSeries

extension LedgerSnapshot {
    /// Returns the apps whose rank changed between the two newest snapshots of a chart, including new entries.
    ///
    /// - Returns: The apps; empty if the newest snapshot has since been confirmed or is the first one, or if one of the
    ///   two is partial or they are too far apart (``RankingSeries/longestGap``).
    /// - Complexity: O(ids in the blocks of both snapshots).
    public func moved(in chart: Chart, asOf instant: Timestamp) -> Set<AppID> {
        guard let (now, then) = newestRanks(in: chart, asOf: instant) else { return [] }
        return Set(now.filter { then[$0.key] != $0.value }.map { registry.app($0.key) })
    }

    /// Returns the apps whose rank changed between the two newest snapshots of a chart, including apps that entered or
    /// left it.
    ///
    /// - Returns: `true` for an app that gained ranks or entered, `false` for one that lost ranks or left; empty under
    ///   the same conditions as ``moved(in:asOf:)``.
    /// - Complexity: O(ids in the blocks of both snapshots).
    public func gains(in chart: Chart, asOf instant: Timestamp) -> [AppID: Bool] {
        guard let (now, then) = newestRanks(in: chart, asOf: instant) else { return [:] }
        var gains: [AppID: Bool] = [:]
        for (id, rank) in now where then[id] != rank { gains[registry.app(id)] = then[id].map { rank < $0 } ?? true }
        for id in then.keys where now[id] == nil { gains[registry.app(id)] = false }
        return gains
    }

    /// Returns the ranks in the two newest snapshots of a chart by id; `nil` if they can't be compared.
    private func newestRanks(
        in chart: Chart,
        asOf instant: Timestamp
    ) -> (now: [UInt32: UInt16], then: [UInt32: UInt16])? {
        guard let series = rankings[chart], let position = series.index(asOf: instant.seconds), position > 0 else {
            return nil
        }
        let (newest, before) = (series.tick(at: position, limit: instant.seconds), series.tick(at: position - 1))
        guard newest.seenUntil == newest.time, !newest.isPartial, !before.isPartial,
            newest.time - before.seenUntil <= RankingSeries.longestGap
        else { return nil }
        func ranks(_ position: Int) -> [UInt32: UInt16] {
            Dictionary(series.entries(at: position).map { ($0.id, $0.rank) }) { first, _ in first }
        }
        return (ranks(position), ranks(position - 1))
    }
}
