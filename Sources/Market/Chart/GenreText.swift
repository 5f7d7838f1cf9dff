/// A genre by id, English name or slug whose store isn't known yet: `games` is 6014 in the App Store and GAME on Google
/// Play.
///
/// Two values are equal if they name the same genres.
public struct GenreText: Hashable, Sendable {
    /// The original text.
    public let text: String
    /// The genre by store, without stores in which the text names no genre; `nil` values are the whole store.
    private let genres: [Store: Genre?]

    /// Parses a genre of at least one store, or the whole store (empty, `36`, `all`).
    ///
    /// - Throws: `InvalidText`, with a suggestion if there is a similar name.
    public init(_ text: String) throws(InvalidText) {
        guard let named = Self.named(text) else { throw InvalidText(genre: text, in: nil) }
        self = named
    }

    private init(text: String, genres: [Store: Genre?]) {
        self.text = text
        self.genres = genres
    }

    /// Parses text that usually isn't a genre, such as a word of a file name, and returns `nil` instead of throwing.
    public static func named(_ text: String) -> GenreText? {
        var genres: [Store: Genre?] = [:]
        for store in Store.allCases { if let genre = Genre.named(text, in: store) { genres[store] = .some(genre) } }
        return genres.isEmpty ? nil : GenreText(text: text, genres: genres)
    }

    /// Returns the genre in a store; `nil` is the whole store.
    ///
    /// - Throws: `InvalidText` if it is a genre of the other store only.
    public func genre(in store: Store) throws(InvalidText) -> Genre? {
        guard let genre = genres[store] else { throw InvalidText(genre: text, in: store) }
        return genre
    }

    /// Returns whether a chart has this genre, using the names of the chart's store.
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
