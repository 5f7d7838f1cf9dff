public import Market

/// A condition about the number of reviews that an app receives within a period.
public struct ReviewCondition: Hashable, Sendable {
    /// The number of stars of the reviews to count; `nil` for all reviews.
    public var stars: Int?
    /// The number of reviews that meets the condition.
    public var minimum: Int64
    /// The length of the period in seconds.
    public var seconds: Int64
    /// The storefront; `nil` for each storefront separately.
    public var storefront: Storefront?

    public init(stars: Int? = nil, atLeast minimum: Int64, within seconds: Int64, in storefront: Storefront? = nil) {
        (self.stars, self.minimum, self.seconds, self.storefront) = (stars, minimum, seconds, storefront)
    }

    func counts(_ review: AppReview) -> Bool { stars.map { $0 == review.stars } ?? true }
}
