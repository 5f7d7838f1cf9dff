import Market
import TestSupport
import Testing

@Suite("Finding storefronts and genres by name")
struct NamesTests {
    @Test("the App Store has 175 storefronts with unique names, and each is found by code and name")
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
        "a storefront is found by name regardless of case, accents and punctuation, or by a common alias",
        arguments: [
            ("japan", "jp"), ("JPN", "jp"), ("united states", "us"), ("united-states", "us"), ("usa", "us"),
            ("Cote d'Ivoire", "ci"), ("côte d’ivoire", "ci"), ("Sao Tome and Principe", "st"), ("turkey", "tr"),
            ("Turkiye", "tr"), ("Trinidad & Tobago", "tt"), ("XK", "xk"), ("Kosovo", "xk"), ("gbr", "gb"),
            ("South Korea", "kr"), ("macau", "mo"), ("guinea bissau", "gw"),
        ]
    )
    func spellings(text: String, code: String) { #expect(Storefront.named(text)?.code == code) }

    @Test(
        "the error for an unknown storefront suggests similar storefronts or the use of a code",
        arguments: [
            ("zz", "unknown storefront \"zz\"; use a code such as us, usa or united-states"),
            ("eu", "unknown storefront \"eu\"; use a code such as us, usa or united-states"),
            ("", "the storefront is missing; use a code such as us, usa or united-states"),
            ("ja", "unknown storefront \"ja\"; did you mean jp (Japan)?"),
            ("en", "unknown storefront \"en\"; did you mean us (United States) or gb (United Kingdom)?"),
            ("japn", "unknown storefront \"japn\"; did you mean jp (Japan)?"),
            ("austrai", "unknown storefront \"austrai\"; did you mean au (Australia) or at (Austria)?"),
            ("atlantis", "unknown storefront \"atlantis\"; use a code such as us, usa or united-states"),
            ("bd", "\"bd\" isn't a storefront of the App Store, which doesn't serve Bangladesh"),
        ]
    )
    func strangers(text: String, sentence: String) {
        #expect(Storefront.named(text) == nil)
        #expect(Storefront.objection(to: text) == sentence)
        let error = #expect(throws: InvalidText.self) { try Storefront.parse(text) }
        #expect(error?.problem == sentence)
    }

    @Test(
        "the European Union's country codes uk and el are aliases for the storefronts gb and gr",
        arguments: [("uk", "gb"), ("UK", "gb"), ("el", "gr")]
    )
    func aliases(text: String, code: String) throws {
        for store in Store.allCases { #expect(try Storefront.parse(text, in: store).code == code) }
    }

    @Test("Google Play has 250 storefronts with unique names, and each is found by code and name")
    func googlePlay() throws {
        let all = Storefront.all(in: .googlePlay)
        #expect(all.count == 250 && Set(all).count == 250)
        #expect(Set(all.map(\.name)).count == 250)
        for storefront in all {
            #expect(try Storefront.parse(storefront.code, in: .googlePlay) == storefront)
            #expect(try Storefront.parse(storefront.name, in: .googlePlay) == storefront)
        }
        for (code, alpha3) in [("bd", "BGD"), ("pr", "PRI"), ("et", "ETH"), ("us", "USA")] {
            #expect(try Storefront.parse(alpha3, in: .googlePlay).code == code)
        }
        #expect(throws: InvalidText.self) { try Storefront.parse("zz", in: .googlePlay) }
        #expect(throws: InvalidText.self) { try Storefront.parse("PRI", in: .appStore) }
    }

    @Test("the name of a storefront without a known name is its code")
    func unnamed() { #expect(Storefront(stored: "zz")?.name == "ZZ") }

    @Test("each genre of a store is found by id, name and slug", arguments: Store.allCases)
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
        "a genre is found by its id or by common spellings of its name",
        arguments: [
            ("games", Store.appStore, "6014"), ("photo & video", .appStore, "6008"),
            ("photo-and-video", .appStore, "6008"), ("PhotoAndVideo", .appStore, "6008"),
            ("action games", .appStore, "7001"), ("music", .appStore, "6011"), ("music-games", .appStore, "7011"),
            ("6099", .appStore, "6099"), ("puzzle games", .googlePlay, "GAME_PUZZLE"),
            ("game_role_playing", .googlePlay, "GAME_ROLE_PLAYING"), ("games", .googlePlay, "GAME"),
            ("photo-video", .appStore, "6008"), ("health_fitness", .googlePlay, "HEALTH_AND_FITNESS"),
            ("6015.0", .appStore, "6015"), ("puzzle", .googlePlay, "GAME_PUZZLE"), ("game", .appStore, "6014"),
            ("games-puzzle", .appStore, "7012"), ("music-game", .appStore, "7011"), ("sports", .googlePlay, "SPORTS"),
            ("game-sports", .googlePlay, "GAME_SPORTS"), ("13007", .appStore, "13007"),
        ]
    )
    func genreSpellings(text: String, store: Store, id: String) {
        #expect(Genre.named(text, in: store) == .some(Genre(stored: id)))
    }

    @Test("a genre that means the whole store is parsed as nil, and invalid genres are rejected")
    func wholeStore() {
        for text in ["", "36", "all", "ALL"] { #expect(Genre.named(text, in: .appStore) == .some(nil)) }
        for text in ["gamez", "123", "60080000", "GAME_PUZZLE", "６００８", "2026", "6008.5", "6008.", "6,008", "nan"] {
            #expect(Genre.named(text, in: .appStore) == nil)
        }
        #expect(Genre.named("6008", in: .googlePlay) == nil)
    }

    @Test(
        "the error for an unknown genre suggests a name or says that the genre is in the other store",
        arguments: [
            ("gamez", Store.appStore, "unknown App Store genre \"gamez\"; did you mean games?"),
            (
                "zzzzzz", .googlePlay,
                "unknown Google Play genre \"zzzzzz\"; use an id or a name such as GAME_PUZZLE or puzzle-games"
            ),
            ("tools", .appStore, "\"tools\" is a genre of Google Play, not of the App Store"),
            ("6015", .googlePlay, "\"6015\" is a genre of the App Store, not of Google Play; use finance"),
            ("GAME_WORD", .appStore, "\"GAME_WORD\" is a genre of Google Play, not of the App Store; use word"),
        ]
    )
    func objections(text: String, store: Store, sentence: String) {
        let error = #expect(throws: InvalidText.self) { try Genre.parse(text, in: store) }
        #expect(error?.problem == sentence)
    }

    @Test("a genre name without a store resolves to the genre with that name in each store")
    func genreTexts() throws {
        let finance = try GenreText("finance")
        #expect(try finance.genre(in: .appStore)?.id == "6015" && finance.genre(in: .googlePlay)?.id == "FINANCE")
        #expect(try GenreText("photo-and-video") == GenreText("6008") && GenreText("all") == GenreText("36"))
        #expect(try GenreText("all").genre(in: .appStore) == nil)
        #expect(throws: InvalidText.self) { try GenreText("GAME_PUZZLE").genre(in: .appStore) }
        let error = #expect(throws: InvalidText.self) { try GenreText("fintech") }
        #expect(error?.problem == "unknown genre \"fintech\"; use an id or a name such as 6008 or photo-and-video")
    }

    @Test(
        "the name of a known genre is in English, and the name of an unknown genre is its id",
        arguments: [("6008", "Photo & Video"), ("GAME_PUZZLE", "Puzzle Games"), ("x", "x")]
    )
    func names(id: String, name: String) { #expect(Genre(stored: id)?.name == name) }
}

@Suite("Suggestions for misspelled words")
struct SuggestionTests {
    @Test("a word is suggested if it starts with the misspelled text or is within two edits of that text")
    func exhaustive() {
        var words = [""]
        for _ in 0..<4 { words = [""] + words.flatMap { [$0 + "a", $0 + "b"] } }
        for left in words where left.count > 2 {
            for right in words {
                let isNear = right.hasPrefix(left) || distance(Array(left), Array(right)) <= 2
                #expect(Suggestion.suggestions(for: left, among: [right]).isEmpty != isNear, "\(left) \(right)")
            }
        }
    }

    /// Returns the Levenshtein distance, computed by a reference implementation.
    private func distance(_ left: [Character], _ right: [Character]) -> Int {
        guard let first = left.first, let other = right.first else { return left.count + right.count }
        let (rest, others) = (Array(left.dropFirst()), Array(right.dropFirst()))
        if first == other { return distance(rest, others) }
        return 1 + min(distance(rest, right), distance(left, others), distance(rest, others))
    }

    @Test("a very long text has no suggestions and is truncated when it is folded")
    func long() {
        let text = String(repeating: "a", count: 100_000)
        #expect(Suggestion.suggestions(for: text, among: ["aa"]).isEmpty)
        #expect(FoldedText.folded(text).count == 200)
    }
}
