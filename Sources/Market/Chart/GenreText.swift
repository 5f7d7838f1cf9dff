/// A genre given as an id, English name or slug before its store is known: `games` is 6014 in the App Store and GAME on
/// Google Play.
///
/// Two values are equal if they name the same genres.
public struct GenreText: Hashable, Sendable {
    /// The original text.
    public let text: String
    /// The genre by store, where `nil` is the whole store. Stores without such a genre are missing.
    private let genres: [Store: Genre?]

    /// Parses the name of a genre that at least one store has, or of the whole store (empty, `36`, `all`).
    ///
    /// - Throws: `InvalidText` if no store has such a genre, with a suggestion if there is a similar name.
    public init(_ text: String) throws(InvalidText) {
        guard let named = Self.named(text) else { throw InvalidText(genre: text, in: nil) }
        self = named
    }

    private init(text: String, genres: [Store: Genre?]) {
        self.text = text
        self.genres = genres
    }

    /// Returns the genre that a text names, such as a word in a file name; `nil` if no store has such a genre.
    public static func named(_ text: String) -> GenreText? {
        var genres: [Store: Genre?] = [:]
        for store in Store.allCases { if let genre = Genre.named(text, in: store) { genres[store] = .some(genre) } }
        return genres.isEmpty ? nil : GenreText(text: text, genres: genres)
    }

    /// Returns the genre in a store; `nil` is the whole store.
    ///
    /// - Throws: `InvalidText` if only another store has the genre.
    public func genre(in store: Store) throws(InvalidText) -> Genre? {
        guard let genre = genres[store] else { throw InvalidText(genre: text, in: store) }
        return genre
    }

    /// Returns whether the text is the genre of a chart, using the genre names of the chart's store.
    public func isGenre(of chart: Chart) -> Bool { genres[chart.store].map { $0 == chart.genre } ?? false }

    static func objection(to text: String) -> String {
        let near = Store.allCases.flatMap { store in Genre.all(in: store).map(\.slug) }
        let hint = Suggestion.question(for: String(text.prefix(40)), among: Set(near).sorted())
        return
            "unknown genre \(InvalidText.quoted(text)); \(hint ?? "use an id or a name such as 6008 or photo-and-video")"
    }

    public static func == (left: GenreText, right: GenreText) -> Bool { left.genres == right.genres }

    public func hash(into hasher: inout Hasher) { hasher.combine(genres) }
}
