import Market

/// A list of choices shown over the page.
struct Picker: Hashable, Sendable {
    /// The action of a choice.
    enum Choice: Hashable, Sendable {
        case chart(Chart)
        case sort(SortChoice)
        case window(ChangeWindow)
        case theme(String)
        case origin(CompareAlignment)
        /// Opens the palette with this text.
        case line(String)
    }

    var title: String
    var choices: [Choice]
    var labels: [String]
    var selection: Int
}
