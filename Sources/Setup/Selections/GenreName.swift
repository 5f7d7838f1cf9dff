package import Market

/// A genre as typed on the command line: `games`, `6014`, `photo-and-video`, or `all` for the whole store.
package struct GenreName: Hashable, Sendable {
    package let text: String

    package init(_ text: String) { self.text = text }

    /// Returns whether a chart has this genre. The text can be a genre's name or id in the chart's store, or the id that
    /// is stored with the chart.
    package func matches(genreOf chart: Chart) -> Bool {
        if let named = Genre.named(text, in: chart.store), named == chart.genre { return true }
        return chart.genre.map { $0.id.lowercased() == text.lowercased() } ?? false
    }

    /// Returns an error message if no store has this genre, such as `unknown App Store genre "gamez"; did you mean
    /// games?`, or `nil` if a store has it.
    package func errorMessage(in store: Store) -> String? {
        let isKnown = Store.allCases.contains { Genre.named(text, in: $0) != nil }
        return isKnown ? nil : Genre.objection(to: text, in: store)
    }
}
