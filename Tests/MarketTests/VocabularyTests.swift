import Market
import TestSupport
import Testing

@Suite("Valid ranks, storefronts, app ids, genres and stores")
struct VocabularyTests {
    @Test(
        "only numbers from 1 to 65,535 are valid ranks",
        arguments: [(0, false), (1, true), (65_535, true), (65_536, false), (-1, false)]
    )
    func ranks(value: Int, isRank: Bool) { #expect((Rank(value) != nil) == isRank) }

    @Test(
        "a stored storefront has two ASCII letters",
        arguments: [("us", true), ("XK", true), ("usa", false), ("u1", false), ("", false), ("ü", false)]
    )
    func storefronts(text: String, isStorefront: Bool) { #expect((Storefront(stored: text) != nil) == isStorefront) }

    @Test(
        "a stored app id has 1 to 255 characters and no spaces or control characters",
        arguments: [
            ("6790244829", true), ("com.openai.chat", true), ("", false), ("a b", false), ("a\u{1B}[2J", false),
            (String(repeating: "9", count: 256), false),
        ]
    )
    func appIDs(text: String, isID: Bool) { #expect((AppID(stored: text) != nil) == isID) }

    @Test("numeric app ids sort as numbers, even beyond 32 bits")
    func order() {
        let ids = ["6790244829", "99", "4294967296", "284815942"].map(Fixtures.app)
        #expect(ids.sorted().map(\.text) == ["99", "284815942", "4294967296", "6790244829"])
    }

    @Test("a stored genre that means the whole store is parsed as nil", arguments: ["", "36", "all", "ALL"])
    func wholeStore(text: String) {
        let parsed = Genre.parse(stored: text)
        #expect(parsed == .some(nil))
    }

    @Test(
        "a store is recognized by its common names",
        arguments: [("apple", Store.appStore), ("App Store", .appStore), ("play", .googlePlay)]
    )
    func stores(text: String, store: Store) { #expect(Store(anyName: text) == store) }
}
