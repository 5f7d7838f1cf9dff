import Market

/// What the name of a list's file says of its chart: `us-top-free-photo-and-video-2026-03-01.json`,
/// `googleplay_us_top-grossing_GAME.json`.
///
/// Each word is taken for what it is: a chart, a store, a storefront, a genre, a date or number, or a word that says
/// nothing of the chart (``FileNameWord``). The others are kept, so that a part of the store which isn't understood is
/// never taken for the whole.
struct SnapshotFileName {
    private(set) var kind: ChartKind?
    private(set) var stores: [Store] = []
    /// With the words that name them, in their order.
    private(set) var storefronts: [(word: String, storefront: Storefront)] = []
    /// The same of little words that may just be English, such as `in`.
    private(set) var possibleStorefronts: [(word: String, storefront: Storefront)] = []
    private(set) var genres: [GenreText] = []
    /// Words that aren't understood, as they are written.
    private(set) var unknown: [String] = []

    /// Most words of a name that are looked at; a file's name has at most 255 bytes.
    private static let wordLimit = 128
    /// Most words of one thing: "st vincent and the grenadines".
    private static let runLimit = 5

    /// - Parameter origin: a path, an address, or an entry of an archive. Only its own name counts, and no folder's.
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

    /// Whether these words together are understood.
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
        // Short words together may spell anything: "us a".
        guard folded.count > 5 else { return false }
        return takeGenre(words) || takeStorefront(words.joined(separator: " "))
    }

    private mutating func take(_ word: String) -> Bool {
        let lowered = word.lowercased()
        if FileNameWord.isTimeOrNumber(word) || FileNameWord.saysNothing(lowered) { return true }
        // `tv` isn't Tuvalu, and `MAC` isn't Macao.
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
        // Three letters in lower case are rather words than codes: "and", "mac", "per".
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

    /// Charts by their name in one word: ours, those of Apple's legacy feed, and those of Google Play's service.
    private static let kinds: [String: ChartKind] = {
        var kinds: [String: ChartKind] = [:]
        for kind in AppStoreFeed.kinds where kind.slug.contains("-") { kinds[FoldedText.folded(kind.slug)] = kind }
        for (collection, slug) in AppleAddress.collections { kinds[collection] = ChartKind(slug) }
        (kinds["topsellingfree"], kinds["topsellingpaid"]) = (.topFree, .topPaid)
        return kinds
    }()
}
