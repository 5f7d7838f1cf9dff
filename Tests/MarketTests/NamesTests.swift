import Market
import TestSupport
import Testing

@Suite("Storefronts and genres by name")
struct NamesTests {
    @Test("there are 175 storefronts, each with a name of its own, and each is found by code and name")
    func storefronts() {
        #expect(Storefront.all.count == 175)
        #expect(Set(Storefront.all).count == 175)
        #expect(Storefront.all == Storefront.all.sorted())
        #expect(Set(Storefront.all.map(\.name)).count == 175)
        for storefront in Storefront.all {
            for text in [storefront.code, storefront.label, storefront.name, storefront.name.uppercased()] {
                #expect(Storefront.named(text) == storefront, "\(text)")
            }
        }
    }

    @Test(
        "whatever the case, the accents and the punctuation",
        arguments: [
            ("japan", "jp"), ("JPN", "jp"), ("united states", "us"), ("united-states", "us"), ("usa", "us"),
            ("Cote d'Ivoire", "ci"), ("côte d’ivoire", "ci"), ("Sao Tome and Principe", "st"), ("turkey", "tr"),
            ("Turkiye", "tr"), ("Trinidad & Tobago", "tt"), ("XK", "xk"), ("Kosovo", "xk"), ("gbr", "gb"),
            ("South Korea", "kr"), ("macau", "mo"), ("guinea bissau", "gw"),
        ]
    )
    func spellings(text: String, code: String) { #expect(Storefront.named(text)?.code == code) }

    @Test(
        "what is no storefront, and what is said of it",
        arguments: [
            ("uk", "“uk” is no storefront; it is gb"), ("UK", "“UK” is no storefront; it is gb"),
            ("eu", "“eu” is no storefront of Apple's; one is written us, usa or united-states"),
            ("", "“” is no storefront of Apple's; one is written us, usa or united-states"),
            ("japn", "“japn” is no storefront; did you mean jp (Japan)?"),
            ("austrai", "“austrai” is no storefront; did you mean au (Australia) or at (Austria)?"),
            ("atlantis", "“atlantis” is no storefront of Apple's; one is written us, usa or united-states"),
        ]
    )
    func strangers(text: String, sentence: String) {
        #expect(Storefront.named(text) == nil)
        #expect(Storefront.objection(to: text) == sentence)
    }

    @Test("a storefront that Apple has not is called by its code")
    func unnamed() { #expect(Storefront(stored: "zz")?.name == "ZZ") }

    @Test("every genre is found by id, name and slug in its own store", arguments: Store.allCases)
    func genres(store: Store) {
        let genres = Genre.all(in: store)
        #expect(genres.count == (store == .appStore ? 46 : 54))
        for genre in genres {
            #expect(genre.name != genre.id)
            for text in [genre.id, genre.name, genre.slug, genre.name.uppercased()] {
                #expect(Genre.named(text, in: store) == .some(genre), "\(text)")
            }
        }
    }

    @Test(
        "genres as people write them",
        arguments: [
            ("games", Store.appStore, "6014"), ("photo & video", .appStore, "6008"),
            ("photo-and-video", .appStore, "6008"), ("PhotoAndVideo", .appStore, "6008"),
            ("action games", .appStore, "7001"), ("music", .appStore, "6011"), ("music-games", .appStore, "7011"),
            ("6099", .appStore, "6099"), ("puzzle games", .googlePlay, "GAME_PUZZLE"),
            ("game_role_playing", .googlePlay, "GAME_ROLE_PLAYING"), ("games", .googlePlay, "GAME"),
        ]
    )
    func genreSpellings(text: String, store: Store, id: String) {
        #expect(Genre.named(text, in: store) == .some(Genre(stored: id)))
    }

    @Test("the whole store, and what is no genre")
    func wholeStore() {
        for text in ["", "36", "all", "ALL"] { #expect(Genre.named(text, in: .appStore) == .some(nil)) }
        for text in ["gamez", "123", "60080000", "GAME_PUZZLE", "６００８"] {
            #expect(Genre.named(text, in: .appStore) == nil)
        }
        #expect(Genre.named("6008", in: .googlePlay) == nil)
        #expect(
            Genre.objection(to: "gamez", in: .appStore)
                == "“gamez” is no genre of the App Store; did you mean games?"
        )
        #expect(
            Genre.objection(to: "zzzzzz", in: .googlePlay)
                == "“zzzzzz” is no genre of Google Play; one is written GAME_PUZZLE or puzzle-games"
        )
    }

    @Test("names read well", arguments: [("6008", "Photo & Video"), ("GAME_PUZZLE", "Puzzle Games"), ("x", "x")])
    func names(id: String, name: String) { #expect(Genre(stored: id)?.name == name) }
}

@Suite("Near misses")
struct NearMissTests {
    @Test("what is suggested is within two edits: every pair of short words, against the definition")
    func exhaustive() {
        var words = [""]
        for _ in 0..<4 { words = [""] + words.flatMap { [$0 + "a", $0 + "b"] } }
        for left in words where left.count > 2 {
            for right in words {
                let isNear = right.hasPrefix(left) || distance(Array(left), Array(right)) <= 2
                #expect(NearMiss.suggestions(for: left, among: [right]).isEmpty != isNear, "\(left) \(right)")
            }
        }
    }

    /// Levenshtein's distance by its definition.
    private func distance(_ left: [Character], _ right: [Character]) -> Int {
        guard let first = left.first, let other = right.first else { return left.count + right.count }
        let (rest, others) = (Array(left.dropFirst()), Array(right.dropFirst()))
        if first == other { return distance(rest, others) }
        return 1 + min(distance(rest, right), distance(left, others), distance(rest, others))
    }

    @Test("a text without end costs little, and suggests nothing")
    func long() {
        let text = String(repeating: "a", count: 100_000)
        #expect(NearMiss.suggestions(for: text, among: ["aa"]).isEmpty)
        #expect(FoldedText.folded(text).count == 200)
    }
}
