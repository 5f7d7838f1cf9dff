import Market

/// A list of charts to choose from.
struct Picker: Hashable, Sendable {
    var title: String
    var charts: [Chart]
    var labels: [String]
    var selection: Int
}
