/// The values of a row that a filter tests.
struct FilterRow {
    var names: [String]
    var developer: String?
    var rank: Int?
    /// Ranks gained; negative if lost.
    var change: Int?
    var state: Filter.State?

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
