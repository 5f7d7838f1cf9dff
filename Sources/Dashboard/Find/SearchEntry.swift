import Market

/// An item of a list, prepared for fuzzy matching.
struct SearchEntry: Sendable {
    let item: Picker.Item
    /// The label, and the code or id, if any.
    private let names: [FuzzyText]
    private let all: FuzzyText?

    /// Subtracted from the score of an item of which only the detail matches, or both parts together.
    private static let detailPenalty = 20

    /// Prepares an item of a list.
    ///
    /// - Parameter code: Another name, such as "JP".
    init(_ item: Picker.Item, code: String? = nil) {
        self.item = item
        names = [FuzzyText(item.label)] + (code.map { [FuzzyText($0)] } ?? [])
        all = item.detail.isEmpty ? nil : FuzzyText("\(item.label) \(item.detail)")
    }

    /// Returns the score of the best name, or else of the label with its detail, in which words must occur literally;
    /// `nil` if nothing matches.
    func score(_ pattern: FuzzyPattern) -> Int? {
        if let best = names.compactMap(pattern.score).max() { return best }
        guard let all, pattern.occurs(in: all) else { return nil }
        return pattern.score(all).map { $0 - Self.detailPenalty }
    }
}
