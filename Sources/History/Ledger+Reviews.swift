import Market

extension Ledger {
    /// The maximum number of reviews in memory. Beyond it, the oldest are dropped.
    public static let reviewLimit = 100_000

    /// Counts a new review, and drops reviews before there are more than `limit`: the oldest of the apps and storefronts
    /// with the most. The archive keeps them.
    ///
    /// - Complexity: O(reviews + apps × storefronts) for one of every sixteenth of the limit of reviews, otherwise O(1).
    mutating func limitReviews(to limit: Int = Self.reviewLimit) {
        reviewsSinceLimit += 1
        guard reviewsSinceLimit >= max(1, limit / 16) else { return }
        reviewsSinceLimit = 0
        var sizes = snapshot.storeReviews.flatMap { app, found in
            found.map { (app: app, storefront: $0.key, count: $0.value.reviews.count) }
        }
        sizes.sort { ($1.count, $0.app, $0.storefront) < ($0.count, $1.app, $1.storefront) }
        var excess = sizes.reduce(0) { $0 + $1.count } - (limit - max(1, limit / 16))
        // Reduce the largest ones to the size of the next one, until enough reviews are dropped.
        for position in sizes.indices where excess > 0 {
            let next = position + 1 < sizes.count ? sizes[position + 1].count : 0
            let step = min(sizes[position].count - next, (excess + position) / (position + 1))
            for index in 0...position { sizes[index].count -= step }
            excess -= step * (position + 1)
        }
        for size in sizes {
            let count = snapshot.storeReviews[size.app]?[size.storefront]?.reviews.count ?? 0
            guard count > size.count else { continue }
            snapshot.storeReviews[size.app]?[size.storefront]?.removeOldest(count - size.count)
        }
    }
}
