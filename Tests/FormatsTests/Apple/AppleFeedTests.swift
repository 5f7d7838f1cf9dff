import Formats
import Foundation
import Input
import Market
import Simulation
import TestSupport
import Testing

@Suite("Apple's JSON feeds")
struct AppleFeedTests {
    private func decode(_ text: String, name: String = "feed.json") throws -> Decoded {
        try SnapshotDecoder.decode(Document(origin: name, body: Data(text.utf8)))
    }

    @Test(
        "a legacy feed of the top 150 free games in China is decoded",
        .enabled(if: SharedData.isPresent, "\(SharedData.notice)")
    )
    func legacy() throws {
        let body = try SharedData.data("feeds/legacy-cn-games-top-free-2016-07-26.json")
        let decoded = try SnapshotDecoder.decode(Document(origin: "cn.json", body: body))
        let snapshot = try #require(decoded.snapshots.first)
        #expect(decoded.warnings.isEmpty)
        #expect(snapshot.chart.title == "App Store, CN Top Free, Games")
        #expect(snapshot.observedAt.iso8601 == "2016-07-27T08:48:44Z")
        #expect(snapshot.entries.count == 150)
        #expect(snapshot.entries.map(\.rank.value) == Array(1...150))
        #expect(snapshot.entries[3].app.text == "1123406342")
        #expect(snapshot.entries[3].name == "辐射 避难所")
        #expect(snapshot.entries[3].developer == "Chengdu Youji Technology Co., Ltd.")
    }

    @Test(
        "Apple's v1 feed of the Top Grossing chart in Hong Kong is decoded",
        .enabled(if: SharedData.isPresent, "\(SharedData.notice)")
    )
    func version1() throws {
        let body = try SharedData.data("feeds/v1-hk-top-grossing-10-2019-07-15.json")
        let snapshot = try #require(try SnapshotDecoder.decode(Document(origin: "hk", body: body)).snapshots.first)
        #expect(snapshot.chart.title == "App Store, HK Top Grossing")
        #expect(snapshot.observedAt.iso8601 == "2019-07-15T08:28:06Z")
        #expect(snapshot.entries.first?.app.text == "1089079153")
    }

    @Test(
        "a v2 feed of music albums has the chart kind most-played-albums",
        .enabled(if: SharedData.isPresent, "\(SharedData.notice)")
    )
    func version2Music() throws {
        let body = try SharedData.data("feeds/v2-us-music-most-played-2-2024-10-28.json")
        let snapshot = try #require(try SnapshotDecoder.decode(Document(origin: "us", body: body)).snapshots.first)
        #expect(snapshot.chart.kind.slug == "most-played-albums")
        #expect(snapshot.observedAt.iso8601 == "2024-10-28T04:29:58Z")
        #expect(snapshot.entries.count == 2)
    }

    @Test(
        "a JSON document with a legacy feed's \"entry\" key but no \"feed\" key is rejected",
        .enabled(if: SharedData.isPresent, "\(SharedData.notice)")
    )
    func loneEntry() throws {
        let body = try SharedData.data("feeds/legacy-one-entry-chatgpt-ae-2023.json")
        #expect(throws: InputError.self) { try SnapshotDecoder.decode(Document(origin: "ae", body: body)) }
    }

    @Test("a v2 feed of apps is decoded as the edition without games, with 64-bit ids")
    func version2() throws {
        var ids: [String] = []
        let market = SimulatedMarket(
            storefronts: [try #require(Storefront(stored: "us"))],
            hours: 1,
            seed: 3,
            start: Fixtures.time("2026-03-01")
        )
        try market.forEachSnapshot { snapshot in
            let read = try #require(try decode(AppleFormat.body(of: snapshot)).snapshots.first)
            #expect(read == snapshot)
            #expect(read.chart.edition == .withoutGames)
            ids = read.entries.map(\.app.text)
        }
        #expect(ids.contains { (UInt64($0) ?? 0) > UInt64(UInt32.max) })
    }

    private func legacyFeed(entry: String) -> String {
        """
        {"feed":{\(entry)"updated":{"label":"2026-03-01T10:00:00-07:00"},\
        "id":{"label":"https://itunes.apple.com/us/rss/topgrossingapplications/genre=36/limit=1/json"}}}
        """
    }

    @Test("a legacy feed's only entry may be an object, whose links are an array or an object")
    func oneEntry() throws {
        for link in ["[{\"attributes\":{\"rel\":\"alternate\"}}]", "{\"attributes\":{\"rel\":\"alternate\"}}"] {
            let entry = """
                "entry":{"im:name":{"label":"ChatGPT"},"link":\(link),"id":{"attributes":{"im:id":"6448311069"}}},
                """
            let snapshot = try #require(try decode(legacyFeed(entry: entry)).snapshots.first)
            #expect(snapshot.entries.map(\.name) == ["ChatGPT"])
            #expect(snapshot.chart.genre == nil)
            #expect(snapshot.chart.kind == .topGrossing)
        }
    }

    @Test("a fetched feed's snapshot has the time of the fetch; a snapshot from a file has the feed's timestamp")
    func times() throws {
        let body = Data(AppleBodies.two.utf8)
        let now = Fixtures.time("2026-05-01")
        let polled = try SnapshotDecoder.decode(Document(origin: "x", body: body, fetchedAt: now)).snapshots[0]
        #expect(polled.observedAt == now)
        #expect(polled.feedUpdated == Fixtures.time("2026-03-01T10:00:00Z"))
        let file = try SnapshotDecoder.decode(Document(origin: "x", body: body)).snapshots[0]
        #expect(file.observedAt == Fixtures.time("2026-03-01T10:00:00Z"))
    }

    @Test("the snapshot of a feed without a timestamp has the date in the feed's file name")
    func dateInName() throws {
        let body = AppleBodies.two.replacingOccurrences(
            of: "\"updated\":\"Sun, 01 Mar 2026 10:00:00 +0000\",",
            with: ""
        )
        let snapshot = try decode(body, name: "/data/us-2026-03-09.json").snapshots[0]
        #expect(snapshot.observedAt == Fixtures.time("2026-03-09"))
        #expect(throws: InputError.self) { try decode(body, name: "/data/us.json") }
    }

    @Test("duplicate and invalid feed entries are skipped; the entries below keep their ranks")
    func damagedEntries() throws {
        let body = AppleBodies.feed(
            results: [
                "{\"id\":\"1\",\"name\":\"A\"}", "{\"name\":\"no id\"}", "{\"id\":\"1\",\"name\":\"A again\"}",
                "{\"id\":7,\"name\":\"a number\"}", "{\"id\":\"x y\"}", "[]",
            ])
        let decoded = try decode(body)
        #expect(decoded.snapshots[0].entries.map { "\($0.rank.value) \($0.app.text)" } == ["1 1", "4 7"])
        #expect(
            decoded.warnings.map { $0.location ?? "" }
                == (0..<6).filter { ![0, 3].contains($0) }.map { "feed.results[\($0)]" }
        )
        #expect(decoded.warnings[1].problem == "skipped: duplicate id 1, first listed at feed.results[0]")
    }

    @Test(
        "the storefronts uk and el in a feed's URL mean gb and gr",
        arguments: [
            ("https://rss.marketingtools.apple.com/api/v2/uk/apps/top-free/2/apps.json", "gb"),
            ("https://rss.itunes.apple.com/api/v1/el/ios-apps/top-free/all/2/explicit.json", "gr"),
        ]
    )
    func aliases(address: String, code: String) throws {
        let body = AppleBodies.feed(results: ["{\"id\":\"1\",\"name\":\"A\"}"], address: address)
        #expect(try decode(body).snapshots[0].chart.storefront.code == code)
    }

    @Test(
        "an unknown storefront or genre in a feed's URL causes an error that quotes the URL",
        arguments: [
            ("https://rss.marketingtools.apple.com/api/v2/zz/apps/top-free/2/apps.json", "unknown storefront \"zz\""),
            ("https://rss.marketingtools.apple.com/api/v2/bd/apps/top-free/2/apps.json", "doesn't serve Bangladesh"),
            (
                "https://rss.itunes.apple.com/api/v1/us/ios-apps/top-free/fun/2/explicit.json",
                "unknown App Store genre \"fun\""
            ),
            ("https://itunes.apple.com/xx/rss/topfreeapplications/limit=2/json", "unknown storefront \"xx\""),
            ("https://itunes.apple.com/us/rss/topfreeapplications/genre=GAME_WORD/json", "\"game_word\" is a genre"),
            (
                "http://ax.itunes.apple.com/WebObjects/MZStoreServices.woa/ws/RSS/topfreeapplications/sf=143441/json",
                "isn't the URL of a chart"
            ),
        ]
    )
    func unknownNames(address: String, problem: String) throws {
        let body = AppleBodies.feed(results: ["{\"id\":\"1\",\"name\":\"A\"}"], address: address)
        let error = try #require(throws: InputError.self) { try decode(body) }
        #expect(error.location == "feed.id" && error.problem.contains(problem), "\(error)")
        #expect(error.problem.contains(address))
    }

    @Test("the number of a music genre is accepted in a feed's URL")
    func musicGenre() throws {
        let address = "https://itunes.apple.com/us/rss/topsongs/limit=10/genre=21/json"
        let body = AppleBodies.feed(results: ["{\"id\":\"1\",\"name\":\"A\"}"], address: address)
        #expect(try decode(body).snapshots[0].chart.genre?.id == "21")
    }

    @Test("feed entries with a zero fraction in the id are decoded, and those with a rounded id are skipped")
    func ids() throws {
        let ids = [
            "\"1700000001.0\"", "1700000002.0", "1.70E+09", "\"1.70E+09\"", "\"id1700000005\"", "\"00000000006\"",
            "\"null\"", "\"N/A\"", "\"\"", "\"com.example.app\"", "7.5",
        ]
        let decoded = try decode(AppleBodies.feed(results: ids.map { "{\"id\":\($0),\"name\":\"A\"}" }))
        let entries = decoded.snapshots[0].entries.map { "\($0.rank.value) \($0.app.text)" }
        #expect(entries == ["1 1700000001", "2 1700000002", "5 1700000005", "6 6"])
        // The third and fourth entries have the same problem, which is reported once.
        #expect(decoded.warnings.map(\.location) == [2, 6, 7, 8, 9, 10].map { "feed.results[\($0)]" })
        #expect(decoded.warnings.first?.problem.contains("the number was rounded") == true)
        #expect(decoded.snapshots[0].coverage == .partial)
    }

    @Test("if entry URLs contradict a feed's storefront, a warning names both storefronts")
    func otherStorefront() throws {
        func entry(_ id: Int, _ code: String) -> String {
            "{\"id\":\"\(id)\",\"name\":\"A\",\"url\":\"https://apps.apple.com/\(code)/app/x/id\(id)\"}"
        }
        let address = "https://rss.marketingtools.apple.com/api/v2/uk/apps/top-free/2/apps.json"
        let wrong = try decode(AppleBodies.feed(results: [entry(1, "us"), entry(2, "us")], address: address))
        #expect(
            wrong.warnings.map(\.problem)
                == ["feed.id says storefront gb, but 2 of 2 entry URLs say us; using gb"]
        )
        let right = try decode(AppleBodies.feed(results: [entry(1, "gb"), entry(2, "gb")], address: address))
        #expect(right.warnings.isEmpty)
    }
}
