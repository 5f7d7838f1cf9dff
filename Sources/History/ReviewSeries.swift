public import Market
import TimeSeries

/// The reviews of an app in one storefront, oldest first.
public struct ReviewSeries: Sendable, Hashable {
    public private(set) var reviews: [AppReview] = []
    /// The time at which the first review was received; `nil` if there is none.
    public private(set) var firstReceived: Timestamp?
    /// The dates of the reviews by id.
    private var dates: [Int64: Timestamp] = [:]

    public init() {}

    /// Adds a review, or replaces an earlier version of it. If there are more than ``AppReview/limit``, drops the oldest.
    ///
    /// - Complexity: O(log reviews) for a known review, and O(reviews) in the worst case for others.
    @discardableResult
    public mutating func add(_ review: AppReview) -> AppReview.Change {
        firstReceived = min(firstReceived ?? review.receivedAt, review.receivedAt)
        guard let position = position(of: review.id) else { return insert(review) ? .added : .none }
        guard let new = review.replacement(of: reviews[position]) else { return .none }
        reviews.remove(at: position)
        dates[new.id] = nil
        return insert(new) ? .replaced : .none
    }

    private mutating func insert(_ review: AppReview) -> Bool {
        let position = reviews.partitioningIndex { (review.date, review.id) < ($0.date, $0.id) }
        guard position > 0 || reviews.count < AppReview.limit else { return false }
        reviews.insert(review, at: position)
        dates[review.id] = review.date
        if reviews.count > AppReview.limit { dates[reviews.removeFirst().id] = nil }
        return true
    }

    /// Drops the oldest reviews.
    mutating func removeOldest(_ count: Int) {
        for review in reviews.prefix(count) { dates[review.id] = nil }
        reviews.removeFirst(min(count, reviews.count))
    }

    /// Returns the review with an id; `nil` if there is none.
    ///
    /// - Complexity: O(log reviews).
    public func review(_ id: Int64) -> AppReview? { position(of: id).map { reviews[$0] } }

    private func position(of id: Int64) -> Int? {
        guard let date = dates[id] else { return nil }
        let position = reviews.partitioningIndex { (date, id) <= ($0.date, $0.id) }
        return reviews.indices.contains(position) && reviews[position].id == id ? position : nil
    }

    /// Returns the reviews dated after `start` and up to `end`, oldest first.
    ///
    /// - Parameter start: `nil` for all reviews up to the end.
    /// - Complexity: O(log reviews).
    public func reviews(after start: Timestamp?, through end: Timestamp) -> ArraySlice<AppReview> {
        let first = start.map { start in reviews.partitioningIndex { start < $0.date } } ?? 0
        let last = reviews.partitioningIndex { end < $0.date }
        return first < last ? reviews[first..<last] : []
    }
}

extension LedgerSnapshot {
    /// Returns the first and the last date of the reviews in each storefront of a subject.
    ///
    /// - Complexity: O(apps × storefronts with reviews).
    func reviewInstants(of subject: Subject) -> [(first: Timestamp, last: Timestamp)] {
        let found: [ReviewSeries]
        switch subject {
        case .everything: found = storeReviews.values.flatMap(\.values)
        case .app(let app): found = storeReviews[app].map { Array($0.values) } ?? []
        case .chart: found = []
        }
        return found.compactMap { series in
            guard let first = series.reviews.first, let last = series.reviews.last else { return nil }
            return (first.date, last.date)
        }
    }

    /// The apps with reviews, in no particular order.
    public var reviewedApps: some Sequence<AppID> { storeReviews.keys }

    /// Returns an app's reviews by storefront, in the order of the storefronts.
    ///
    /// - Complexity: O(storefronts of the app), and O(1) if there are none.
    public func reviews(of app: AppID) -> [(storefront: Storefront, series: ReviewSeries)] {
        guard let found = storeReviews[app] else { return [] }
        return found.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

extension Ledger {
    /// Adds a review. Its app needn't be in any chart.
    @discardableResult
    public mutating func append(_ reading: ReviewReading) -> AppReview.Change {
        _ = snapshot.registry.register(reading.app, in: .appStore)
        let change = snapshot.storeReviews[reading.app, default: [:]][reading.storefront, default: ReviewSeries()]
            .add(reading.review)
        if change == .added { limitReviews() }
        return change
    }
}
