public import Market

/// An app's listing in one storefront over time, oldest point first.
public struct ListingSeries: Sendable, Hashable {
    /// The maximum number of points: more than two years of hourly changes. Beyond it, the oldest are dropped.
    static let limit = 20_000

    private var packed = PackedListingPoints()

    public init() {}

    /// The points, oldest first.
    ///
    /// - Complexity: O(points).
    public var points: [ListingPoint] { packed.all }

    /// The first point.
    public var first: ListingPoint? { packed.count > 1 ? packed[0..<1].first : packed.last }

    /// The last point.
    public var last: ListingPoint? { packed.last }

    /// Adds a reading. A reading that is older than the last one is ignored.
    @discardableResult
    public mutating func add(_ state: ListingState, at time: Timestamp) -> ListingPoint.Change {
        let change = ListingPoint.change(of: last, by: state, at: time)
        switch change {
        case .ignored: break
        case .extended(let point), .replaced(let point): packed.replaceLast(with: point)
        case .appended(let point): append(point)
        }
        return change
    }

    /// Adds the points that an archive stores. Points of this series that are newer than the archive's are kept.
    mutating func restore(_ stored: [ListingPoint]) {
        let own = points
        packed = PackedListingPoints()
        for point in stored.suffix(Self.limit) { packed.append(point) }
        let end = last?.seen
        for point in own where end.map({ point.seen > $0 }) ?? true {
            add(point.state, at: max(point.since, end ?? point.since))
            add(point.state, at: point.seen)
        }
    }

    private mutating func append(_ point: ListingPoint) {
        packed.append(point)
        if packed.count > Self.limit { packed.removeFirst(packed.count - Self.limit) }
    }

    /// Returns the point that applies at an instant; `nil` before the first one.
    ///
    /// - Complexity: O(log points).
    public func point(asOf instant: Timestamp) -> ListingPoint? {
        packed.index(asOf: instant).flatMap { packed[$0..<$0 + 1].first }
    }

    /// Returns the points that apply at any time from one instant to another.
    ///
    /// - Complexity: O(points between the instants).
    func points(from start: Timestamp, to end: Timestamp) -> [ListingPoint] {
        guard let last = packed.index(asOf: end) else { return [] }
        return packed[(packed.index(asOf: start) ?? 0)..<last + 1]
    }

    /// The ratings added and removed over a period. The store removes ratings from time to time, which isn't a negative
    /// number of new ratings.
    public struct RatingChange: Hashable, Sendable {
        public var added: Int64 = 0
        public var removed: Int64 = 0

        public init(added: Int64 = 0, removed: Int64 = 0) { (self.added, self.removed) = (added, removed) }
    }

    /// Returns the change of the rating count over the `seconds` before an instant; `nil` if the count at the start isn't
    /// known, or wasn't seen within a quarter of the period before it.
    public func ratingChange(over seconds: Int64, asOf instant: Timestamp) -> RatingChange? {
        let start = instant - seconds
        guard let first = packed.index(asOf: start), let last = packed.index(asOf: instant) else { return nil }
        let points = packed[first..<last + 1]
        guard let before = points.first, before.seen >= start - seconds / 4, var count = before.state.ratingCount
        else { return nil }
        var change = RatingChange()
        for point in points.dropFirst() {
            guard let next = point.state.ratingCount else { continue }
            if next > count { change.added += next - count } else { change.removed += count - next }
            count = next
        }
        return change
    }
}

extension LedgerSnapshot {
    /// Returns the first and the last time of each listing of a subject.
    ///
    /// - Complexity: O(listings).
    func listingInstants(of subject: Subject) -> [(first: Timestamp, last: Timestamp)] {
        let found: [ListingSeries]
        switch subject {
        case .everything: found = storeListings.values.flatMap(\.values)
        case .app(let app): found = storeListings[app].map { Array($0.values) } ?? []
        case .chart: found = []
        }
        return found.compactMap { series in
            guard let first = series.first, let last = series.last else { return nil }
            return (first.since, last.seen)
        }
    }

    /// The apps whose listings are known, in no particular order.
    public var listedApps: some Sequence<AppID> { storeListings.keys }

    /// Returns an app's listings by storefront, in the order of the storefronts.
    ///
    /// - Complexity: O(storefronts of the app), and O(1) if there are none.
    public func listings(of app: AppID) -> [(storefront: Storefront, series: ListingSeries)] {
        guard let found = storeListings[app] else { return [] }
        return found.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

extension Ledger {
    /// Adds a reading of a listing. Its app needn't be in any chart.
    @discardableResult
    public mutating func append(_ reading: ListingReading) -> ListingPoint.Change {
        _ = snapshot.registry.register(reading.app, in: .appStore)
        return snapshot.storeListings[reading.app, default: [:]][reading.storefront, default: ListingSeries()]
            .add(reading.state, at: reading.observedAt)
    }

    /// Adds the points of a listing that an archive stores.
    public mutating func restore(_ points: [ListingPoint], of app: AppID, listedIn storefront: Storefront) {
        snapshot.storeListings[app, default: [:]][storefront, default: ListingSeries()].restore(points)
    }
}
