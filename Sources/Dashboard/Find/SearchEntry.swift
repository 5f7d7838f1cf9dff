import Market

/// An item of a list, prepared for fuzzy matching.
struct SearchEntry: Sendable {
    let item: Picker.Item
    /// The item's label, and its code or id, if any.
    private let names: [FuzzyText]
    private let all: FuzzyText?

    /// The amount subtracted from the score of an item that matches only by its detail, or by its label and detail
    /// together.
    private static let detailPenalty = 20

    /// Creates an entry for an item of a list.
    ///
    /// - Parameter code: Another name of the item, such as "JP".
    init(_ item: Picker.Item, code: String? = nil) {
        self.item = item
        names = [FuzzyText(item.label)] + (code.map { [FuzzyText($0)] } ?? [])
        all = item.detail.isEmpty ? nil : FuzzyText("\(item.label) \(item.detail)")
    }

    /// Returns the score of the best matching name. If no name matches but the words occur literally in the label and
    /// detail together, returns the score of the two, reduced by a penalty. Otherwise, returns `nil`.
    func score(_ pattern: FuzzyPattern) -> Int? {
        if let best = names.compactMap(pattern.score).max() { return best }
        guard let all, pattern.occurs(in: all) else { return nil }
        return pattern.score(all).map { $0 - Self.detailPenalty }
    }
}
