import Market
import TimeSeries

/// A type that evaluates a condition about a chart at the times when the chart was read.
struct ChartConditionEvaluator {
    let condition: AlertCondition
    let series: RankingSeries
    private var contents: [Int: Content] = [:]

    /// The ranks in one snapshot.
    struct Content {
        var ranks: [UInt32: Int]
        /// The last rank in the snapshot. Apps that aren't in the snapshot rank lower.
        var depth: Int
    }

    /// The change in an app's rank between two snapshots.
    struct Movement {
        /// The earlier rank; `nil` if the app wasn't ranked.
        var from: Int?
        var to: Int?
        /// The number of ranks gained, or lost if negative. An app that isn't ranked is treated as one rank below the
        /// end of the snapshot.
        var ranks: Int
        /// The number of seconds between the two snapshots.
        var seconds: Int64
    }

    init(_ condition: AlertCondition, _ series: RankingSeries) {
        self.condition = condition
        self.series = series
    }

    mutating func content(at reading: ChartReading) -> Content { content(at: reading.position) }

    private mutating func content(at position: Int) -> Content {
        if let known = contents[position] { return known }
        let entries = series.entries(at: position)
        let content = Content(
            ranks: Dictionary(entries.map { ($0.id, Int($0.rank)) }) { first, _ in first },
            depth: Int(entries.last?.rank ?? 0)
        )
        contents[position] = content
        return content
    }

    mutating func rank(of app: UInt32?, at reading: ChartReading) -> Int? {
        app.flatMap { content(at: reading).ranks[$0] }
    }

    /// Returns whether an app meets the condition; `nil` if the available snapshots don't show this.
    ///
    /// - Parameter knownRank: The app's rank in another snapshot. A snapshot that ends above that rank doesn't show
    ///   whether the app is still ranked.
    mutating func isMet(_ app: UInt32?, at reading: ChartReading, knownRank: Int?) -> Bool? {
        let content = content(at: reading)
        let rank = app.flatMap { content.ranks[$0] }
        switch condition {
        case .rank(let top, _): return Self.isWithin(top.value, rank, content, knownRank)
        case .enters(let top, _): return Self.isWithin(top?.value, rank, content, knownRank)
        case .leaves(let top, _): return Self.isWithin(top?.value, rank, content, knownRank).map { !$0 }
        case .moved(let direction, let limit, _, _):
            return movement(of: app, at: reading).map { movement in
                switch direction {
                case .moved: abs(movement.ranks) > limit
                case .climbed: movement.ranks > limit
                case .fell: -movement.ranks > limit
                }
            }
        case .downloads, .rating, .ratings, .reviews, .sourceStale: return nil
        }
    }

    private static func isWithin(_ top: Int?, _ rank: Int?, _ content: Content, _ knownRank: Int?) -> Bool? {
        if let rank { return top.map { rank <= $0 } ?? true }
        // Snapshots can get shorter: one with 100 entries doesn't show the rank of an app that was at #150.
        return content.depth >= top ?? knownRank ?? 0 ? false : nil
    }

    /// Returns the change in an app's rank since the snapshot at the start of the condition's window; `nil` if no
    /// snapshot is near enough to that time.
    mutating func movement(of app: UInt32?, at reading: ChartReading) -> Movement? {
        guard case .moved(_, _, let window, _) = condition, let app else { return nil }
        let content = content(at: reading)
        let start = series.tick(at: reading.position).time
        let target = reading.time - window
        let now = content.ranks[app]
        if target >= start { return Movement(from: now, to: now, ranks: 0, seconds: window) }
        guard let reference = series.reference(for: target, before: start), !reference.isPartial,
            reference.seenUntil >= target - window / 2
        else { return nil }
        let earlier = self.content(at: reference.position)
        let before = earlier.ranks[app]
        if now == nil, before == nil { return Movement(from: nil, to: nil, ranks: 0, seconds: window) }
        // An app that isn't ranked is at least one below the end, so a shorter snapshot doesn't make the apps below it
        // appear to move.
        let (from, to) = (before ?? earlier.depth + 1, now ?? content.depth + 1)
        let isUnknown = (before == nil && to > from) || (now == nil && from > to)
        let seenAt = min(max(reference.time, target), reference.seenUntil)
        return Movement(from: before, to: now, ranks: isUnknown ? 0 : from - to, seconds: reading.time - seenAt)
    }
}
