import Market
import TimeSeries

/// Says whether a condition about a chart was so at a look.
struct ChartConditionEvaluator {
    let condition: AlertCondition
    let series: RankingSeries
    private var lists: [Int: List] = [:]

    /// A list as it was seen.
    struct List {
        var ranks: [UInt32: Int]
        /// The last place of it: what is not listed stands below.
        var depth: Int
    }

    /// From one list to another.
    struct Movement {
        /// `nil` is off the list.
        var from: Int?
        var to: Int?
        /// Places gained; negative for places lost. Off a list, as if it stood right below its end.
        var places: Int
        /// Seconds between the two looks.
        var seconds: Int64
    }

    init(_ condition: AlertCondition, _ series: RankingSeries) {
        self.condition = condition
        self.series = series
    }

    mutating func list(at look: ChartReading) -> List { list(at: look.position) }

    private mutating func list(at position: Int) -> List {
        if let list = lists[position] { return list }
        let placings = series.placings(at: position)
        let list = List(
            ranks: Dictionary(placings.map { ($0.id, Int($0.rank)) }) { first, _ in first },
            depth: Int(placings.last?.rank ?? 0)
        )
        lists[position] = list
        return list
    }

    mutating func rank(of app: UInt32?, at look: ChartReading) -> Int? { app.flatMap { list(at: look).ranks[$0] } }

    /// - Parameter known: a place of the app at another look. A list that ends above it says nothing of the app.
    /// - Returns: `nil` where the list does not tell.
    mutating func isSo(_ app: UInt32?, at look: ChartReading, known: Int?) -> Bool? {
        let list = list(at: look)
        let rank = app.flatMap { list.ranks[$0] }
        switch condition {
        case .rank(let top, _): return Self.isWithin(top.value, rank, list, known)
        case .enters(let top, _): return Self.isWithin(top?.value, rank, list, known)
        case .leaves(let top, _): return Self.isWithin(top?.value, rank, list, known).map { !$0 }
        case .moved(let direction, let limit, _, _):
            return movement(of: app, at: look).map { movement in
                switch direction {
                case .moved: abs(movement.places) > limit
                case .climbed: movement.places > limit
                case .fell: -movement.places > limit
                }
            }
        case .downloads, .sourceStale: return nil
        }
    }

    private static func isWithin(_ top: Int?, _ rank: Int?, _ list: List, _ known: Int?) -> Bool? {
        if let rank { return top.map { rank <= $0 } ?? true }
        // Lists shrink: that one of 100 places does not show number 150 tells nothing of it.
        return list.depth >= top ?? known ?? 0 ? false : nil
    }

    /// The app's way since the list nearest to the window's beginning; `nil` where that is unknown or too long ago.
    mutating func movement(of app: UInt32?, at look: ChartReading) -> Movement? {
        guard case .moved(_, _, let window, _) = condition, let app else { return nil }
        let list = list(at: look)
        let start = series.tick(at: look.position).time
        let target = look.time - window
        let now = list.ranks[app]
        if target >= start { return Movement(from: now, to: now, places: 0, seconds: window) }
        guard let reference = series.reference(for: target, before: start), !reference.isPartial,
            reference.seenUntil >= target - window / 2
        else { return nil }
        let earlier = self.list(at: reference.position)
        let before = earlier.ranks[app]
        if now == nil, before == nil { return Movement(from: nil, to: nil, places: 0, seconds: window) }
        // Off the list is at least one below its end: so a shorter list makes nothing look moved that is below it.
        let (from, to) = (before ?? earlier.depth + 1, now ?? list.depth + 1)
        let isUnknown = (before == nil && to > from) || (now == nil && from > to)
        let seenAt = min(max(reference.time, target), reference.seenUntil)
        return Movement(from: before, to: now, places: isUnknown ? 0 : from - to, seconds: look.time - seenAt)
    }
}
