/// A review of an app in one storefront, as it was last published. Its author isn't stored.
public struct AppReview: Hashable, Sendable {
    /// The maximum number of reviews of an app in a storefront. Beyond it, the oldest are dropped.
    public static let limit = 5_000

    /// The store's number of the review, which stays the same when its author edits it.
    public var id: Int64
    /// The number of stars, from 1 to 5.
    public var stars: Int
    public var title: String
    /// The text, with its line breaks.
    public var text: String
    /// The version of the app that the review is about; `nil` if unknown.
    public var version: String?
    /// The time at which the review was published or last edited. If the store didn't say when, the time at which the
    /// review was received.
    public var date: Timestamp
    /// Whether the date is the store's.
    public var isDated: Bool
    /// The time at which this version of the review was first received.
    public var receivedAt: Timestamp

    /// Creates a review.
    ///
    /// - Parameter publishedAt: The store's date; `nil` if unknown.
    public init(
        id: Int64,
        stars: Int,
        title: String = "",
        text: String = "",
        version: String? = nil,
        publishedAt: Timestamp?,
        receivedAt: Timestamp
    ) {
        (self.id, self.stars, self.title, self.text, self.version) = (id, stars, title, text, version)
        (date, isDated, self.receivedAt) = (publishedAt ?? receivedAt, publishedAt != nil, receivedAt)
    }

    /// The effect of receiving a review. The ledger and the archive follow it.
    public enum Change: Hashable, Sendable {
        /// The review is known, or older than all reviews that are kept.
        case none
        case added
        /// The review was edited, or its date became known.
        case replaced
    }

    /// Returns the review to keep if this review is received and an earlier version of it is known; `nil` to keep the
    /// known one.
    public func replacement(of known: AppReview) -> AppReview? {
        // A cache may still have an earlier version.
        if isDated, known.isDated, date < known.date { return nil }
        guard hasSameContent(as: known) else { return self }
        guard isDated, !known.isDated || date != known.date else { return nil }
        var dated = self
        dated.receivedAt = known.receivedAt
        return dated
    }

    private func hasSameContent(as other: AppReview) -> Bool {
        (stars, title, text, version) == (other.stars, other.title, other.text, other.version)
    }
}

/// A review as received from a storefront.
public struct ReviewReading: Hashable, Sendable {
    public var app: AppID
    public var storefront: Storefront
    public var review: AppReview

    public init(_ review: AppReview, of app: AppID, in storefront: Storefront) {
        (self.app, self.storefront, self.review) = (app, storefront, review)
    }
}
