extension Genre {
    /// Returns a store's genres with known names, sorted by id.
    public static func all(in store: Store) -> [Genre] {
        GenreNames.names(in: store).keys.sorted().compactMap { Genre(stored: $0) }
    }

    /// The genre's English name, or its id if the name isn't known.
    public var name: String { GenreNames.apple[id] ?? GenreNames.google[id] ?? id }

    /// The name as one lower-case word, such as `photo-and-video`, which ``named(_:in:)`` accepts.
    public var slug: String {
        let words = name.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "&" }
        return words.map { $0 == "&" ? "and" : String($0) }.joined(separator: "-")
    }

    /// Returns the genre with an id (`6008`, `GAME_PUZZLE`) or English name ("Photo & Video", `photo-and-video`,
    /// `photo-video`), ignoring case and punctuation. `6008.0`, as data frames write numbers, is the id `6008`. Apple
    /// ids without a known name are accepted within the ranges Apple uses, because Apple adds genres.
    ///
    /// - Returns: The genre; `.some(nil)` for the whole store (empty, `36`, `all`), and `nil` if the store has no such
    ///   genre.
    public static func named(_ text: String, in store: Store) -> Genre?? {
        let text = withoutFraction(text)
        if ["", "36", "all"].contains(text.lowercased()) { return .some(nil) }
        let folded = FoldedText.folded(text)
        // `6,008` and `60.08` aren't 6008.
        let isNumber = folded.utf8.allSatisfy { (0x30...0x39).contains($0) }
        guard !isNumber || folded == text else { return nil }
        if let id = GenreNames.ids(in: store)[folded] { return Genre(stored: id).map { .some($0) } }
        guard store == .appStore, isNumber, let number = Int(text),
            appleRanges.contains(where: { $0.contains(number) })
        else { return nil }
        return Genre(stored: text).map { .some($0) }
    }

    /// Apple's id ranges: app genres, game genres, Mac genres, and magazines.
    private static let appleRanges = [6000...6999, 7000...7999, 12_000...12_999, 13_000...13_999]

    /// Returns a number without a fraction of zeros, `6008` for `6008.0`, and other text unchanged.
    private static func withoutFraction(_ text: String) -> String {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, parts[1].allSatisfy({ $0 == "0" }),
            parts[0].utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return text }
        return String(parts[0])
    }

    /// Returns the error message for text that isn't a genre of the store: `unknown App Store genre "foto-and-video";
    /// did you mean photo-and-video?`.
    public static func objection(to text: String, in store: Store) -> String {
        let (quoted, storeName) = (InvalidText.quoted(text), title(of: store))
        for other in Store.allCases where other != store {
            guard let genre = named(text, in: other) ?? nil else { continue }
            let own = (named(genre.name, in: store) ?? nil).map { "; use \($0.slug)" } ?? ""
            return "\(quoted) is a genre of \(title(of: other)), not of \(storeName)\(own)"
        }
        let genres = all(in: store)
        let near = Set(
            Suggestion.suggestions(for: String(text.prefix(40)), among: genres.flatMap { [$0.name, $0.slug] })
        )
        let meant = genres.filter { near.contains($0.name) || near.contains($0.slug) }.map(\.slug)
        let example = store == .appStore ? "6008 or photo-and-video" : "GAME_PUZZLE or puzzle-games"
        let hint =
            meant.isEmpty
            ? "use an id or a name such as \(example)" : Suggestion.question(naming: meant)
        return "unknown \(store.name) genre \(quoted); \(hint)"
    }

    private static func title(of store: Store) -> String { store == .appStore ? "the App Store" : store.name }

    /// Parses a genre by id, English name or slug; `nil` is the whole store (empty, `36`, `all`). All formats,
    /// settings, filters and commands use this parser.
    ///
    /// - Throws: `InvalidText` if there is no such genre, with a suggestion if there is a similar name.
    public static func parse(_ text: String, in store: Store) throws(InvalidText) -> Genre? {
        guard let genre = named(text, in: store) else { throw InvalidText(genre: text, in: store) }
        return genre
    }
}
