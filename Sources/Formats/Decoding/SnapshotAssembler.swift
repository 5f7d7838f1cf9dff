import Market

/// A type that groups entries in any order into one snapshot per chart and time.
struct SnapshotAssembler {
    private struct Key: Hashable {
        var chart: Chart
        var time: Timestamp
    }
    private struct Draft {
        var key: Key
        var entries: [RankEntry] = []
        var ranks: [Rank: AppID] = [:]
        var apps: [AppID: Rank] = [:]
        /// The apps of skipped duplicate entries, by rank.
        var duplicateRanks: [Rank: AppID] = [:]
        var duplicates = DuplicateEntries()
        var isPartial = false
        /// A message about the first rank with two different apps; `nil` if there is none.
        var conflict: String?

        /// Whether every rank from 1 to the last has an entry or a skipped duplicate.
        var isContiguous: Bool {
            let last = max(entries.map(\.rank).max()?.value ?? 0, duplicateRanks.keys.max()?.value ?? 0)
            return last == entries.count + duplicateRanks.count
        }
    }
    private var drafts: [Draft] = []
    private var positions: [Key: Int] = [:]

    var isEmpty: Bool { drafts.isEmpty }

    /// Adds an entry to a snapshot.
    ///
    /// - Returns: The reason why the entry was skipped, or `nil` if it was added.
    mutating func add(_ entry: RankEntry, to index: Int) -> String? {
        if let other = drafts[index].ranks[entry.rank] {
            // An exact duplicate has no effect.
            if other == entry.app { return "duplicate entry: app \(other.text) at #\(entry.rank.value)" }
            // It's unknown which of the two apps has this rank, so the snapshot is incomplete.
            drafts[index].isPartial = true
            noteConflict("#\(entry.rank.value) is listed for both \(other.text) and \(entry.app.text)", at: index)
            return "duplicate rank \(entry.rank.value), already used by app \(other.text)"
        }
        if let first = drafts[index].apps[entry.app] {
            let isNew = drafts[index].duplicateRanks.updateValue(entry.app, forKey: entry.rank) == nil
            if isNew { drafts[index].duplicates.add() }
            return "duplicate app \(entry.app.text) at #\(entry.rank.value), first listed at #\(first.value)"
        }
        if let other = drafts[index].duplicateRanks.removeValue(forKey: entry.rank) {
            drafts[index].isPartial = true
            noteConflict("#\(entry.rank.value) is listed for both \(other.text) and \(entry.app.text)", at: index)
        }
        drafts[index].ranks[entry.rank] = entry.app
        drafts[index].apps[entry.app] = entry.rank
        drafts[index].entries.append(entry)
        return nil
    }

    /// Marks a snapshot as partial, because an entry couldn't be read.
    mutating func markPartial(_ index: Int) { drafts[index].isPartial = true }

    private mutating func noteConflict(_ message: String, at index: Int) {
        drafts[index].conflict = drafts[index].conflict ?? message
    }

    /// Returns the index of a chart's snapshot at a time. Creates the snapshot if it doesn't exist.
    mutating func snapshotIndex(of chart: Chart, at time: Timestamp) -> Int {
        let key = Key(chart: chart, time: time)
        // Rows of a snapshot are mostly consecutive.
        if let last = drafts.indices.last, drafts[last].key == key { return last }
        if let position = positions[key] { return position }
        drafts.append(Draft(key: key))
        positions[key] = drafts.count - 1
        return drafts.count - 1
    }

    /// The snapshots, sorted by time and chart. A snapshot is full if its ranks are contiguous from 1; ranks of skipped
    /// duplicates are treated as occupied.
    var charts: [DecodedChart] {
        drafts.filter { !$0.entries.isEmpty }.map { draft in
            let entries = draft.entries.sorted { $0.rank < $1.rank }
            let isFull =
                !draft.isPartial && draft.isContiguous && !draft.duplicates.areSeveral(besides: entries.count)
            let snapshot = ChartSnapshot(
                chart: draft.key.chart,
                observedAt: draft.key.time,
                coverage: isFull ? .full : .partial,
                entries: entries
            )
            return DecodedChart(
                snapshot,
                quarantineReason: draft.conflict ?? draft.duplicates.quarantineReason(besides: entries.count)
            )
        }
        .sorted { ($0.snapshot.observedAt, $0.snapshot.chart) < ($1.snapshot.observedAt, $1.snapshot.chart) }
    }
}
