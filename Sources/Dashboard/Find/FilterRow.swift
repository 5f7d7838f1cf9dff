import Market

/// The values of a row that a filter tests.
struct FilterRow {
    var names: [String]
    var developer: String?
    var rank: Int?
    /// The number of ranks gained, negative if lost; `nil` if unknown.
    var change: Int?
    var state: Filter.State?
    /// The number of stars of a review; `nil` for other rows.
    var stars: Int?
    /// The storefront of a review; `nil` for other rows.
    var storefront: Storefront?

    init(
        _ names: [String?],
        developer: String? = nil,
        rank: Int? = nil,
        change: Int? = nil,
        state: Filter.State? = nil
    ) {
        self.names = names.compactMap { $0 }
        self.developer = developer
        self.rank = rank
        self.change = change
        self.state = state
    }
}
