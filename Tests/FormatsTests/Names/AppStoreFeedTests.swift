import Formats
import Input
import Market
import TestSupport
import Testing

@Suite("App Store source names")
struct AppStoreFeedTests {
    private func label(_ name: String) throws -> String { try SourceName(name).label }

    @Test(
        "App Store source names made of words or codes map to the URLs of Apple's feeds",
        arguments: [
            ("appstore:japan/top-free", "https://rss.marketingtools.apple.com/api/v2/jp/apps/top-free/100/apps.json"),
            ("appstore:USA/Top Paid", "https://rss.marketingtools.apple.com/api/v2/us/apps/top-paid/100/apps.json"),
            (
                "appstore:japan/top-free/photo-and-video",
                "https://itunes.apple.com/jp/rss/topfreeapplications/limit=100/genre=6008/json"
            ),
            (
                "appstore:gb/topgrossingapplications/all",
                "https://itunes.apple.com/gb/rss/topgrossingapplications/limit=100/json"
            ),
        ]
    )
    func names(name: String, address: String) throws {
        #expect(try SourceName(name) == SourceName(address))
        #expect(try SourceName(label(name)) == SourceName(address), "a label is a valid name")
    }

    @Test("the label of a feed URL without an App Store source name is the URL itself")
    func unnamed() throws {
        // The legacy feed of the whole store includes games. The current feed, which has a source name, doesn't.
        let legacy = "https://itunes.apple.com/us/rss/topfreeapplications/limit=100/json"
        #expect(try label(legacy) == legacy)
        #expect(try label("appstore:japan/top-free/games") == "appstore:jp/top-free/6014")
    }

    @Test(
        "an invalid App Store source name causes an error with a suggestion",
        arguments: [
            ("appstore:ja/top-free", "unknown storefront \"ja\"; did you mean jp (Japan)?"),
            ("appstore:us/top-fre", "unknown App Store chart \"top-fre\"; did you mean top-free,"),
            ("appstore:us/movers", "unknown App Store chart \"movers\"; available: new, "),
            ("appstore:us/top-free/gamez", "unknown App Store genre \"gamez\"; did you mean games?"),
            ("appstore:us/top-free/6014/x", "invalid App Store source; use appstore:us/top-free"),
            ("appstore:", "invalid App Store source; use appstore:us/top-free"),
        ]
    )
    func errors(name: String, problem: String) {
        let error = #expect(throws: InputError.self) { try SourceName(name) }
        #expect(error?.origin == name)
        #expect(error?.problem.hasPrefix(problem) == true, "\(error?.problem ?? "")")
    }

    @Test("an error about an invalid source URL doesn't contain its password, query or fragment")
    func secrets() {
        for text in [
            "ftp://me:sesame@example.com/a?key=sesame", "http://me:sesame@", "https://me:sesame@ex ample/#sesame",
        ] {
            let error = #expect(throws: InputError.self) { try SourceName(text) }
            #expect(error?.description.contains("sesame") == false, "\(error?.description ?? "")")
        }
    }

    @Test("storefronts, charts and genres are combined into sources in order, without duplicates")
    func product() throws {
        func labels(_ storefronts: [String], _ charts: [String], _ genres: [String]) throws -> [String] {
            try AppStoreFeed.sources(storefronts: storefronts, charts: charts, genres: genres).map(\.label)
        }
        #expect(try labels([], [], []) == [label("appstore:us/top-free")])
        #expect(
            try labels(["us, ca"], ["top-free,top-paid"], ["6008", "games,6014"])
                == ["us", "ca"].flatMap { storefront in
                    try ["top-free", "top-paid"].flatMap { chart in
                        try ["6008", "6014"].map { try label("appstore:\(storefront)/\(chart)/\($0)") }
                    }
                }
        )
        #expect(try labels(["us", "usa", "united states"], [], ["all,36"]).count == 1)
        let all = try labels(["all"], ["top-free", "top-paid", "top-grossing"], [])
        #expect(all.count == 525 && Set(all).count == 525)
    }

    @Test(
        "an invalid value for a source option causes an error that names the option",
        arguments: [
            (["ja"], [], [], "--storefront: unknown storefront \"ja\"; did you mean jp (Japan)?"),
            ([], ["tpo-free"], [], "--chart: unknown App Store chart \"tpo-free\"; did you mean top-free?"),
            ([], [], ["gamez"], "--genre: unknown App Store genre \"gamez\"; did you mean games?"),
        ]
    )
    func invalidOptions(storefronts: [String], charts: [String], genres: [String], message: String) {
        let error = #expect(throws: InputError.self) {
            try AppStoreFeed.sources(storefronts: storefronts, charts: charts, genres: genres)
        }
        #expect(error?.description == message)
    }

    @Test("more source combinations than the limit are rejected with an error that gives their number")
    func limit() {
        let genres = Genre.all(in: .appStore).map(\.id)
        let error = #expect(throws: InputError.self) {
            try AppStoreFeed.sources(storefronts: ["all"], charts: ["top-free,top-paid"], genres: genres)
        }
        #expect(error?.problem == "16100 combinations exceed the limit of 10000 sources")
    }
}
