import ArgumentParser
import Market

/// A genre as `watch --genre` takes it too: `games`, `6014`, `photo-and-video`; `all` is the whole store.
struct GenreArgument: ExpressibleByArgument {
    private let text: String

    init(argument: String) { text = argument }

    /// The whole store, as where nothing was named.
    static let all = GenreArgument(argument: "all")

    var defaultValueDescription: String { text }

    /// Whether a chart is of it: by what its store calls it, or by the very id that a collector gave it.
    func names(genreOf chart: Chart) -> Bool {
        if let named = Genre.named(text, in: chart.store), named == chart.genre { return true }
        return chart.genre.map { $0.id.lowercased() == text.lowercased() } ?? false
    }

    /// What to say where no chart is of it and no store has it: `unknown genre "gamez" of the App Store; did you mean games?`.
    func objection(in store: Store) -> String? {
        let isKnown = Store.allCases.contains { Genre.named(text, in: $0) != nil }
        return isKnown ? nil : Genre.objection(to: text, in: store)
    }
}
