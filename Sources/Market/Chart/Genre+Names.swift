extension Genre {
    /// A store's genres whose names are known, by id.
    public static func all(in store: Store) -> [Genre] {
        GenreNames.names(in: store).keys.sorted().compactMap { Genre(stored: $0) }
    }

    /// The English name where the id is one of Apple's or Google's, else the id.
    public var name: String { GenreNames.apple[id] ?? GenreNames.google[id] ?? id }

    /// As a person may write it in one word, and ``named(_:in:)`` reads it: `photo-and-video`.
    public var slug: String {
        let words = name.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "&" }
        return words.map { $0 == "&" ? "and" : String($0) }.joined(separator: "-")
    }

    /// Reads a genre by id (`6008`, `GAME_PUZZLE`) or English name ("Photo & Video", `photo-and-video`), whatever the
    /// case and the punctuation. Apple's four- or five-digit ids that have no name here are genres too: it adds some.
    ///
    /// - Returns: `.some(nil)` for the whole store (nothing, `36`, `all`), `nil` for text that is no genre there.
    public static func named(_ text: String, in store: Store) -> Genre?? {
        if ["", "36", "all"].contains(text.lowercased()) { return .some(nil) }
        let folded = FoldedText.folded(text)
        let ids = store == .appStore ? GenreNames.appleIDs : GenreNames.googleIDs
        if let id = ids[folded] { return Genre(stored: id).map { .some($0) } }
        let isNumber = text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        guard store == .appStore, isNumber, (4...5).contains(text.utf8.count) else { return nil }
        return Genre(stored: text).map { .some($0) }
    }

    /// What to answer to a text that names no genre: "“foto-and-video” is no genre …; did you mean photo-and-video?".
    public static func objection(to text: String, in store: Store) -> String {
        let text = String(text.prefix(40))
        let genres = all(in: store)
        let near = Set(NearMiss.suggestions(for: text, among: genres.flatMap { [$0.name, $0.slug] }))
        let meant = genres.filter { near.contains($0.name) || near.contains($0.slug) }.map(\.slug)
        let example = store == .appStore ? "6008 or photo-and-video" : "GAME_PUZZLE or puzzle-games"
        let hint = meant.isEmpty ? "one is written \(example)" : "did you mean \(meant.joined(separator: " or "))?"
        return "“\(text)” is no genre of \(store == .appStore ? "the App Store" : store.name); \(hint)"
    }

    /// Reads a genre by id, English name or slug; `nil` is the whole store (nothing, `36`, `all`). The one check for every
    /// format, setting, filter and command.
    ///
    /// - Throws: `InvalidText`, with a suggestion where a name is near.
    public static func parse(_ text: String, in store: Store) throws(InvalidText) -> Genre? {
        guard let genre = named(text, in: store) else { throw InvalidText(objection(to: text, in: store)) }
        return genre
    }
}
