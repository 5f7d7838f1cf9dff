/// An app's listing in one storefront: what the store says about the app, without its rank.
public struct AppListing: Hashable, Sendable {
    public var app: AppID
    public var name: String
    /// The developer; `nil` if unknown.
    public var developer: String?
    /// The primary genre; `nil` if unknown.
    public var genre: Genre?
    /// The number of ratings in the storefront, over all versions; `nil` if unknown.
    public var ratingCount: Int64?
    /// The average rating in the storefront, from 1 to 5 stars; `nil` if unknown or if nobody has rated the app.
    public var averageRating: Double?
    public var version: String?
    /// The time at which the version was released; `nil` if unknown.
    public var versionReleasedAt: Timestamp?
    /// The price; `nil` if unknown, as for an app that can't be bought yet.
    public var price: Price?

    public init(
        _ app: AppID,
        name: String,
        developer: String? = nil,
        genre: Genre? = nil,
        ratingCount: Int64? = nil,
        averageRating: Double? = nil,
        version: String? = nil,
        versionReleasedAt: Timestamp? = nil,
        price: Price? = nil
    ) {
        (self.app, self.name, self.developer, self.genre) = (app, name, developer, genre)
        (self.ratingCount, self.averageRating) = (ratingCount, averageRating)
        (self.version, self.versionReleasedAt, self.price) = (version, versionReleasedAt, price)
    }

    /// The chart of the whole store that lists the app: Top Paid if it has a price, otherwise Top Free.
    public var mainChart: ChartKind { price.map { !$0.isFree } == true ? .topPaid : .topFree }
}
