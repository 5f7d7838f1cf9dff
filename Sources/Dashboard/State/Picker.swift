import Market

/// A list of things to choose one from.
struct Picker: Hashable, Sendable {
    /// What is done with a choice.
    enum Choice: Hashable, Sendable {
        case chart(Chart)
        case sort(SortColumn)
        case window(ChangeWindow)
        case theme(String)
        case origin(CompareAlignment)
        /// A line of the palette to go on with.
        case line(String)
    }

    var title: String
    var choices: [Choice]
    var labels: [String]
    var selection: Int
}
