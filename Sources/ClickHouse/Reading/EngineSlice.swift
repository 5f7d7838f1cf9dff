public import Market
public import TimeSeries

/// The rankings of a chart that were read from an engine.
public struct EngineSlice: Sendable {
    public var chart: Chart
    /// The apps in the rankings, which use positions in this array as ids.
    public var apps: [AppID]
    public var series: RankingSeries
    /// Errors for snapshots that conflict or are incomplete.
    public var problems: [String]
}

/// A snapshot of a chart as rows of an engine describe it.
struct EngineSnapshot: Hashable, Sendable {
    /// The identity of a ranking: the time at which it was first seen, and the collector.
    struct Ranking: Hashable, Sendable {
        var since: UInt32
        var collector: UInt32
    }

    var at: UInt32
    var ranking: Ranking
    var isPartial: Bool
    var entries: UInt16
    var batch: UInt32
}

/// A type that combines rows of an engine to the rankings of a chart.
///
/// Rows may exist several times, because the engine removes superseded rows only when it merges its parts, and because a
/// batch may have been sent several times.
struct SliceBuilder: Sendable {
    /// The newest row of each snapshot, by time and collector.
    private(set) var snapshots: [EngineSnapshot.Ranking: EngineSnapshot] = [:]
    private var apps: [AppID] = []
    private var ids: [AppID: UInt32] = [:]
    private var rows: [EngineSnapshot.Ranking: [Row]] = [:]

    private struct Row {
        var id: UInt32
        var rank: UInt16
        var batch: UInt32
    }

    private static let problemLimit = 20

    mutating func add(_ snapshot: EngineSnapshot) {
        let key = EngineSnapshot.Ranking(since: snapshot.at, collector: snapshot.ranking.collector)
        if let known = snapshots[key], known.batch > snapshot.batch { return }
        snapshots[key] = snapshot
    }

    /// Adds the ranks of an app in rankings of a collector.
    mutating func add(_ app: AppID, collector: UInt32, times: [UInt32], batches: [UInt32], ranks: [UInt16]) {
        // Several collectors, and several queries, have rows of an app.
        let id = ids[app] ?? UInt32(apps.count)
        if ids.updateValue(id, forKey: app) == nil { apps.append(app) }
        for index in times.indices {
            rows[EngineSnapshot.Ranking(since: times[index], collector: collector), default: []].append(
                Row(id: id, rank: ranks[index], batch: batches[index])
            )
        }
    }

    /// The number of points of the rankings.
    var points: Int { snapshots.values.reduce(0) { $0 + ($1.at == $1.ranking.since ? Int($1.entries) : 0) } }

    /// The time at which the first of the rankings was first seen; `nil` if there are none.
    var first: UInt32? { snapshots.values.map(\.ranking.since).min() }
    var last: UInt32? { snapshots.values.map(\.ranking.since).max() }

    /// Returns the rankings.
    func slice(of chart: Chart) -> EngineSlice {
        var slice = EngineSlice(chart: chart, apps: apps, series: RankingSeries(), problems: [])
        var (incomplete, conflicts) = (0, 0)
        let ordered = snapshots.values.sorted {
            ($0.at, $0.batch, $0.ranking.collector) < ($1.at, $1.batch, $1.ranking.collector)
        }
        // Unchanged snapshots share their entries.
        var (known, entries) = (EngineSnapshot.Ranking?.none, [RankingSeries.Entry]())
        for snapshot in ordered {
            if known != snapshot.ranking {
                (known, entries) = (snapshot.ranking, self.entries(of: snapshot))
            }
            if entries.count != Int(snapshot.entries) {
                incomplete += 1
                continue
            }
            let change = slice.series.append(entries, at: Int64(snapshot.at), isPartial: snapshot.isPartial)
            guard change == .replaced else { continue }
            conflicts += 1
            guard slice.problems.count < Self.problemLimit else { continue }
            let time = Timestamp(seconds: Int64(snapshot.at)).iso8601
            slice.problems.append(
                "snapshot of \(chart.title) at \(time) conflicts with another collector's; kept the one sent last"
            )
        }
        if incomplete > 0 {
            slice.problems.append(
                "\(NumberFormat.count(incomplete, "snapshot")) of \(chart.title) left out: some of the ranks are missing; if a "
                    + "collector is sending them, they will appear"
            )
        }
        return slice
    }

    private func entries(of snapshot: EngineSnapshot) -> [RankingSeries.Entry] {
        var found = rows[snapshot.ranking] ?? []
        // A row of an older batch than the snapshot's belongs to a ranking that was replaced.
        if let own = snapshots[snapshot.ranking]?.batch { found.removeAll { $0.batch < own } }
        var newest: [UInt32: Row] = [:]
        for row in found where row.batch >= newest[row.id]?.batch ?? 0 { newest[row.id] = row }
        if newest.count > Int(snapshot.entries), let batch = found.map(\.batch).max() {
            newest = newest.filter { $0.value.batch == batch }
        }
        return newest.values.map { .init(rank: $0.rank, id: $0.id) }.sorted { $0.rank < $1.rank }
    }
}
