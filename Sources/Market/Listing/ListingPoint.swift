/// What changes about an app's listing: ratings, version and price.
public struct ListingState: Hashable, Sendable {
    public var ratingCount: Int64?
    public var averageRating: Double?
    public var version: String?
    public var price: Price?

    public init(ratingCount: Int64? = nil, averageRating: Double? = nil, version: String? = nil, price: Price? = nil) {
        (self.ratingCount, self.averageRating) = (ratingCount, averageRating)
        (self.version, self.price) = (version, price)
    }
}

/// An app's listing as read in one storefront at one time.
public struct ListingReading: Hashable, Sendable {
    public var app: AppID
    public var storefront: Storefront
    public var observedAt: Timestamp
    public var state: ListingState

    public init(_ app: AppID, in storefront: Storefront, at time: Timestamp, _ state: ListingState) {
        (self.app, self.storefront, observedAt, self.state) = (app, storefront, time, state)
    }

    public init(_ listing: AppListing, in storefront: Storefront, at time: Timestamp) {
        let state = ListingState(
            ratingCount: listing.ratingCount,
            averageRating: listing.averageRating,
            version: listing.version,
            price: listing.price
        )
        self.init(listing.app, in: storefront, at: time, state)
    }
}

/// A state of a listing, and the times between which it was seen. There is at most one point per hour: the last state
/// of the hour.
public struct ListingPoint: Hashable, Sendable {
    /// The first time at which the state was seen.
    public var since: Timestamp
    /// The last time at which it was seen, unless another state was seen in between.
    public var seen: Timestamp
    public var state: ListingState

    public init(since: Timestamp, seen: Timestamp, _ state: ListingState) {
        (self.since, self.seen, self.state) = (since, seen, state)
    }

    /// The effect of a reading on the last point of a series.
    public enum Change: Hashable, Sendable {
        /// The reading is older than the last one.
        case ignored
        /// The last point was seen again.
        case extended(ListingPoint)
        /// The state changed within the hour of the last point.
        case replaced(ListingPoint)
        /// The state changed.
        case appended(ListingPoint)
    }

    /// Returns the effect of a reading on a series that ends with a point. The ledger and the archive follow it.
    ///
    /// - Parameter last: The last point; `nil` for an empty series.
    public static func change(of last: ListingPoint?, by state: ListingState, at time: Timestamp) -> Change {
        guard let last else { return .appended(ListingPoint(since: time, seen: time, state)) }
        guard time >= last.seen else { return .ignored }
        if state == last.state { return .extended(ListingPoint(since: last.since, seen: time, state)) }
        let point = ListingPoint(since: time, seen: time, state)
        return point.hour == last.hour ? .replaced(point) : .appended(point)
    }

    /// The number of the hour in which the state was first seen, since 1970.
    public var hour: Int64 { (since.seconds - (since.seconds % 3600 + 3600) % 3600) / 3600 }
}
