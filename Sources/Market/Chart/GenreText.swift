/// A genre by id, English name or slug, where the store that it is a genre of isn't known yet: `games` is 6014 in the App
/// Store and GAME on Google Play.
///
/// Two texts are equal that name the same genres.
public struct GenreText: Hashable, Sendable {
    /// As it was written.
    public let text: String
    /// What it names in the App Store and on Google Play; `nil` where it names nothing there.
    private let genres: [Store: Genre?]

    /// Reads a genre of at least one store, or the whole store (nothing, `36`, `all`).
    ///
    /// - Throws: `InvalidText`, with a suggestion where a name is near.
    public init(_ text: String) throws(InvalidText) {
        guard let named = Self.named(text) else { throw InvalidText(genre: text, in: nil) }
        self = named
    }

    private init(text: String, genres: [Store: Genre?]) {
        self.text = text
        self.genres = genres
    }

    /// The same where text mostly names no genre, as a word of a file's name does, and nobody asks why.
    public static func named(_ text: String) -> GenreText? {
        var genres: [Store: Genre?] = [:]
        for store in Store.allCases { if let genre = Genre.named(text, in: store) { genres[store] = .some(genre) } }
        return genres.isEmpty ? nil : GenreText(text: text, genres: genres)
    }

    /// The genre in a store; `nil` is the whole store.
    ///
    /// - Throws: `InvalidText` where it is a genre of the other store only.
    public func genre(in store: Store) throws(InvalidText) -> Genre? {
        guard let genre = genres[store] else { throw InvalidText(genre: text, in: store) }
        return genre
    }

    /// Returns whether a chart is of the genre, by what the chart's store calls it.
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
