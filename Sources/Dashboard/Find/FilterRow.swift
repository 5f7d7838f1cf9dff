/// What a filter can ask of a row.
struct FilterRow {
    var names: [String]
    var developer: String?
    var rank: Int?
    /// Places gained; negative for places lost.
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
