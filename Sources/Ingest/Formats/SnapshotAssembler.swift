import Market

/// Gathers placings, in whatever order they come, into one list for each chart and time.
struct SnapshotAssembler {
    private struct Key: Hashable {
        var chart: Chart
        var time: Timestamp
    }
    private struct List {
        var key: Key
        var entries: [RankEntry] = []
        var ranks: [Rank: AppID] = [:]
        var apps: [AppID: Rank] = [:]
        /// The apps that are listed again, by the rank of the entry that was left out.
        var repeatedRanks: [Rank: AppID] = [:]
        var repeated = DuplicateEntries()
        var isPartial = false
        var doubt: String?

        /// Whether every rank from 1 to the last has an entry, even if that one was left out because it repeats an app.
        var isWithoutHoles: Bool {
            let last = max(entries.map(\.rank).max()?.value ?? 0, repeatedRanks.keys.max()?.value ?? 0)
            return last == entries.count + repeatedRanks.count
        }
    }
    private var lists: [List] = []
    private var positions: [Key: Int] = [:]

    var isEmpty: Bool { lists.isEmpty }

    /// - Returns: why the placing was left out; `nil` where it was taken.
    mutating func add(_ entry: RankEntry, toList index: Int) -> String? {
        if let other = lists[index].ranks[entry.rank] {
            // The same entry once more says nothing new.
            if other == entry.app { return "app \(other.text) is already listed at #\(entry.rank.value)" }
            // Which of the two is right is not known, so neither is the whole.
            lists[index].isPartial = true
            doubt("#\(entry.rank.value) is given to \(other.text) and to \(entry.app.text)", at: index)
            return "rank \(entry.rank.value) is already taken by \(other.text)"
        }
        if let first = lists[index].apps[entry.app] {
            let isNew = lists[index].repeatedRanks.updateValue(entry.app, forKey: entry.rank) == nil
            if isNew { lists[index].repeated.add() }
            return "app \(entry.app.text) is already listed at #\(first.value), and again at #\(entry.rank.value)"
        }
        if let other = lists[index].repeatedRanks.removeValue(forKey: entry.rank) {
            lists[index].isPartial = true
            doubt("#\(entry.rank.value) is given to \(other.text) and to \(entry.app.text)", at: index)
        }
        lists[index].ranks[entry.rank] = entry.app
        lists[index].apps[entry.app] = entry.rank
        lists[index].entries.append(entry)
        return nil
    }

    /// A list of which a placing could not be read is some places of its chart.
    mutating func noteHole(inList index: Int) { lists[index].isPartial = true }

    private mutating func doubt(_ reason: String, at index: Int) {
        lists[index].doubt = lists[index].doubt ?? reason
    }

    /// The list of a chart at a time, by its number.
    mutating func list(of chart: Chart, at time: Timestamp) -> Int {
        let key = Key(chart: chart, time: time)
        // Rows of one list mostly stand together.
        if let last = lists.indices.last, lists[last].key == key { return last }
        if let position = positions[key] { return position }
        lists.append(List(key: key))
        positions[key] = lists.count - 1
        return lists.count - 1
    }

    /// By time, then chart. A list whose ranks run from 1 without a hole is the chart; any other is some places of it.
    /// A rank whose entry was left out because it repeats an app is no hole.
    var charts: [DecodedChart] {
        lists.filter { !$0.entries.isEmpty }.map { list in
            let entries = list.entries.sorted { $0.rank < $1.rank }
            let isFull =
                !list.isPartial && list.isWithoutHoles && !list.repeated.areSeveral(besides: entries.count)
            let snapshot = ChartSnapshot(
                chart: list.key.chart,
                observedAt: list.key.time,
                coverage: isFull ? .full : .partial,
                entries: entries
            )
            return DecodedChart(snapshot, doubt: list.doubt ?? list.repeated.quarantineReason(besides: entries.count))
        }
        .sorted { ($0.snapshot.observedAt, $0.snapshot.chart) < ($1.snapshot.observedAt, $1.snapshot.chart) }
    }
}
