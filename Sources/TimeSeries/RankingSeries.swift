/// The lists that one ranking showed over time: for every tick the ids in order, at irregular instants.
///
/// What a reader might get wrong:
/// - A tick is a *change*. Appending the list that the last tick already holds makes no new tick; it only moves
///   that tick's `seenUntil`. A poller may therefore append as often as it likes.
/// - Ticks may be partial: they place a few ids and say nothing of the others. Absence from a full tick is a fact
///   (`rank == nil`); absence from a partial tick is no fact at all, and such ticks give no point for the id.
///   A partial tick is never confirmed: a rank quoted twice says nothing of the time between.
/// - Ticks may arrive late. They are put where they belong, so any order of appending gives the same series; only of
///   sightings within one minute the middle ones are forgotten.
///
/// Ids are the caller's dense handles; times are seconds on any clock. The series is a value: a copy is cheap and
/// never changes, so readers keep one while a writer goes on.
///
/// Storage is deliberately plain (each tick's list, and each id's placings); it is about 20 bytes a point.
public struct RankingSeries: Sendable {
    /// One id at one place.
    public struct Placing: Hashable, Sendable {
        public var rank: UInt16
        public var id: UInt32

        public init(rank: UInt16, id: UInt32) {
            self.rank = rank
            self.id = id
        }
    }

    /// A list, and when it was seen unchanged.
    public struct Tick: Hashable, Sendable {
        public fileprivate(set) var time: Int64
        /// Later sightings of the same list, increasing; of sightings within a minute only the last is kept.
        fileprivate(set) var confirmations: [Int64] = []
        public let isPartial: Bool
        /// By rank, best first; ranks may have holes.
        public let placings: [Placing]

        /// The last time the same list was seen; at least `time`.
        public var seenUntil: Int64 { confirmations.last ?? time }

        /// Whether `other` is the same list. Partial ones never are.
        fileprivate func shows(_ other: Tick) -> Bool {
            !isPartial && !other.isPartial && placings == other.placings
        }

        fileprivate func wasSeen(at time: Int64) -> Bool { self.time == time || confirmations.contains(time) }

        fileprivate mutating func confirm(at time: Int64) {
            guard time > self.time else { return }
            let position = confirmations.partitioningIndex { $0 >= time }
            guard position == confirmations.count || confirmations[position] != time else { return }
            confirmations.insert(time, at: position)
            // The one before is no more needed where this one is within a minute of the one before that.
            let before = position > 1 ? confirmations[position - 2] : self.time
            if position > 0, time - before < RankingSeries.confirmationSpacing {
                confirmations.remove(at: position - 1)
            }
        }
    }

    /// Sightings of an unchanged list that are nearer to each other than this many seconds count as one.
    static let confirmationSpacing: Int64 = 60

    /// What appending did.
    public enum Change: Hashable, Sendable {
        case appended
        /// The list was the one already there; only its `seenUntil` moved.
        case confirmed
        /// A different list stood at this very instant and gave way.
        case replaced
    }

    /// By time, strictly increasing.
    public private(set) var ticks: [Tick] = []
    /// For every id its places, by time.
    var places: [UInt32: [Place]] = [:]

    struct Place: Sendable {
        var time: Int64
        var rank: UInt16
    }

    public init() {}

    /// Points held: placings over all ticks.
    public var pointCount: Int { ticks.reduce(0) { $0 + $1.placings.count } }

    /// Adds the list seen at `time`. A different list seen at that very instant gives way.
    ///
    /// - Parameter placings: each id and each rank at most once, in any order.
    /// - Complexity: O(list) at the end of the series; O(ticks) more for a late one.
    @discardableResult
    public mutating func append(_ placings: [Placing], at time: Int64, isPartial: Bool = false) -> Change {
        let tick = Tick(time: time, isPartial: isPartial, placings: placings.sorted { $0.rank < $1.rank })
        guard let position = index(asOf: time) else {
            place(tick)
            return .appended
        }
        if ticks[position].shows(tick) {
            confirm(position, at: time)
            return .confirmed
        }
        let isReplacement = ticks[position].wasSeen(at: time)
        if isReplacement { forgetSighting(at: time, in: position) }
        place(tick)
        return isReplacement ? .replaced : .appended
    }

    /// Puts a list where it belongs; one that its neighbour shows too becomes a sighting of that.
    private mutating func place(_ tick: Tick) {
        guard let position = index(asOf: tick.time) else {
            insert(tick, at: 0)
            return mergeIfEqual(0)
        }
        if ticks[position].shows(tick) { return confirm(position, at: tick.time) }
        split(position, after: tick.time)
        insert(tick, at: position + 1)
        mergeIfEqual(position + 1)
    }

    private mutating func confirm(_ position: Int, at time: Int64) {
        ticks[position].confirm(at: time)
        mergeIfEqual(position)
    }

    /// Two neighbours with the same list become one tick.
    private mutating func mergeIfEqual(_ position: Int) {
        guard position + 1 < ticks.count, ticks[position].shows(ticks[position + 1]) else { return }
        let next = ticks[position + 1]
        remove(position + 1)
        for time in [next.time] + next.confirmations { ticks[position].confirm(at: time) }
    }

    /// The sightings after `time` become a tick of their own, because something else was seen between.
    private mutating func split(_ position: Int, after time: Int64) {
        let later = ticks[position].confirmations.filter { $0 > time }
        guard let first = later.first else { return }
        ticks[position].confirmations.removeAll { $0 > time }
        var tick = Tick(time: first, isPartial: ticks[position].isPartial, placings: ticks[position].placings)
        tick.confirmations = Array(later.dropFirst())
        insert(tick, at: position + 1)
    }

    private mutating func forgetSighting(at time: Int64, in position: Int) {
        guard ticks[position].time == time else {
            return ticks[position].confirmations.removeAll { $0 == time }
        }
        var tick = ticks[position]
        remove(position)
        guard let next = tick.confirmations.first else { return }
        tick.confirmations.removeFirst()
        tick.time = next
        insert(tick, at: position)
    }

    private mutating func insert(_ tick: Tick, at position: Int) {
        ticks.insert(tick, at: position)
        for placing in tick.placings {
            let place = Place(time: tick.time, rank: placing.rank)
            places[placing.id, default: []].insertSorted(place)
        }
    }

    private mutating func remove(_ position: Int) {
        let tick = ticks.remove(at: position)
        for placing in tick.placings {
            places[placing.id]?.removeAll { $0.time == tick.time }
        }
    }
}

extension [RankingSeries.Place] {
    fileprivate mutating func insertSorted(_ place: Element) {
        var position = endIndex
        while position > startIndex, self[position - 1].time > place.time { position -= 1 }
        insert(place, at: position)
    }
}
