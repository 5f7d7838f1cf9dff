import Market

/// The parts of a snapshot's file name that describe its chart. Examples of file names are
/// `us-top-free-photo-and-video-2026-03-01.json` and `googleplay_us_top-grossing_GAME.json`.
///
/// Each word is a chart, a store, a storefront, a genre, a date or number, or a neutral word (``FileNameWord``).
/// Unknown words are kept, so that the chart of an unknown genre isn't mistaken for the chart of the whole store.
struct SnapshotFileName {
    private(set) var kind: ChartKind?
    private(set) var stores: [Store] = []
    /// The storefronts in the file name, with the words that name them, in order.
    private(set) var storefronts: [(word: String, storefront: Storefront)] = []
    /// Storefront codes that may also be English words, such as `in`.
    private(set) var possibleStorefronts: [(word: String, storefront: Storefront)] = []
    private(set) var genres: [GenreText] = []
    /// Unknown words, as written.
    private(set) var unknown: [String] = []

    /// Maximum number of words; a file name has at most 255 bytes.
    private static let wordLimit = 128
    /// Maximum number of words that form one name, such as "st vincent and the grenadines".
    private static let runLimit = 5

    /// Parses the file name in a path, a URL or a container entry.
    ///
    /// - Parameter origin: A path, a URL or a container entry. Folder names are ignored.
    init(origin: String) {
        let words = Document.name(of: origin).prefix { $0 != "?" && $0 != "#" }
            .split { !$0.isLetter && !$0.isNumber }.prefix(Self.wordLimit).map(String.init)
        var position = 0
        while position < words.count {
            let longest = min(Self.runLimit, words.count - position)
            let length = (1...longest).reversed().first { take(Array(words[position..<(position + $0)])) }
            if length == nil { unknown.append(words[position]) }
            position += length ?? 1
        }
    }

    /// Records the meaning of a sequence of words. Returns `false` if the words have no known meaning.
    private mutating func take(_ words: [String]) -> Bool {
        let folded = FoldedText.folded(words.joined())
        if kind == nil, let found = Self.kinds[folded] ?? Self.kinds[FoldedText.folded(words.reversed().joined())] {
            kind = found
            return true
        }
        if let store = FileNameWord.stores[folded] {
            if !stores.contains(store) { stores.append(store) }
            return true
        }
        guard words.count > 1 else { return take(words[0]) }
        // Short words may form a name by accident, such as "us a".
        guard folded.count > 5 else { return false }
        return takeGenre(words) || takeStorefront(words.joined(separator: " "))
    }

    private mutating func take(_ word: String) -> Bool {
        let lowered = word.lowercased()
        if FileNameWord.isTimeOrNumber(word) || FileNameWord.isNeutral(lowered) { return true }
        // `tv` isn't Tuvalu, and `MAC` isn't Macau.
        if FileNameWord.devices.contains(lowered) { return false }
        if takeGenre([word]) { return true }
        if word.count == 2, let storefront = Storefront.named(word, in: .googlePlay) {
            if FileNameWord.english.contains(lowered) {
                possibleStorefronts.append((word, storefront))
            } else {
                storefronts.append((word, storefront))
            }
            return true
        }
        if word.count == 1 { return true }
        // Three lower-case letters are more likely a word than a code: "and", "mac", "per".
        return (word.count != 3 || word == word.uppercased() || ["usa", "uae"].contains(lowered))
            && takeStorefront(word)
    }

    private mutating func takeStorefront(_ text: String) -> Bool {
        guard text.count > 2, let storefront = Storefront.named(text, in: .googlePlay) else { return false }
        storefronts.append((text, storefront))
        return true
    }

    private mutating func takeGenre(_ words: [String]) -> Bool {
        let text = words.joined(separator: words.contains { $0 == $0.uppercased() } ? "_" : "-")
        guard let genre = GenreText.named(text) else { return false }
        if !genres.contains(genre) { genres.append(genre) }
        return true
    }

    /// Charts by folded name: launchtop's slugs and the names used by Apple's legacy feed and Google Play.
    private static let kinds: [String: ChartKind] = {
        var kinds: [String: ChartKind] = [:]
        for kind in AppStoreFeed.kinds where kind.slug.contains("-") { kinds[FoldedText.folded(kind.slug)] = kind }
        for (collection, slug) in AppleFeedURL.collections { kinds[collection] = ChartKind(slug) }
        (kinds["topsellingfree"], kinds["topsellingpaid"]) = (.topFree, .topPaid)
        return kinds
    }()
}
