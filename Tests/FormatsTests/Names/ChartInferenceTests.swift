import Formats
import Foundation
import Input
import Market
import TestSupport
import Testing

@Suite("Chart inference from file names, options and URLs")
struct ChartInferenceTests {
    private static func google(_ query: String = "") -> String {
        """
        [{"title":"A","appId":"com.example.a","url":"https://play.google.com/store/apps/details?id=com.example.a\(query)"},
         {"title":"B","appId":"com.example.b","url":"https://play.google.com/store/apps/details?id=com.example.b\(query)"}]
        """
    }

    private static func apple(_ storefronts: String...) -> String {
        let entries = storefronts.enumerated().map { index, code in
            let id = 1_700_000_001 + index
            return "{\"title\":\"A\",\"id\":\(id),\"url\":\"https://apps.apple.com/\(code)/app/x/id\(id)\"}"
        }
        return "[\(entries.joined(separator: ","))]"
    }

    private func decode(_ text: String, _ name: String, _ defaults: ChartDefaults = ChartDefaults()) throws -> Decoded {
        let time = Fixtures.time("2026-03-10")
        let document = Document(origin: name, body: Data(text.utf8), modifiedAt: time)
        return try SnapshotDecoder(defaults: defaults).decode(document)
    }

    private func chart(_ text: String, _ name: String, _ defaults: ChartDefaults = ChartDefaults()) throws -> String {
        let chart = try decode(text, name, defaults).snapshots[0].chart
        return [chart.store.rawValue, chart.storefront.code, chart.kind.slug, chart.genre?.id ?? "all"]
            .joined(separator: " ")
    }

    private func problem(_ text: String, _ name: String, _ defaults: ChartDefaults = ChartDefaults()) throws -> String {
        try #require(throws: InputError.self) { try decode(text, name, defaults) }.description
    }

    @Test(
        "common file names of Google Play lists determine the chart",
        arguments: [
            ("us-top-free-GAME_PUZZLE-2026-03-10.json", "us top-free GAME_PUZZLE"),
            ("us-top-free-finance-2026-03-10.json", "us top-free FINANCE"),
            ("us-top-free-2026-03-10.json", "us top-free all"),
            ("googleplay_us_top-grossing_GAME.json", "us top-grossing GAME"),
            ("GAME_ROLE_PLAYING_us_top-free.json", "us top-free GAME_ROLE_PLAYING"),
            ("2026-03-10T12-00-00Z_US_TOP_FREE_HEALTH_AND_FITNESS.json", "us top-free HEALTH_AND_FITNESS"),
            ("kr.topselling_free.ANDROID_WEAR.100.json", "kr top-free ANDROID_WEAR"),
            ("topselling_paid_bd.json", "bd top-paid all"),
            ("google-play-scraper-list_puerto-rico_top-free_all.json", "pr top-free all"),
            ("finance/us-top-free.json", "us top-free all"),
            ("lists.zip › daily/us-top-free-tools.json", "us top-free TOOLS"),
            ("us-top-free-events.json@1a2b3c4", "us top-free EVENTS"),
            ("charts-of-india-free-top.json", "in top-free all"),
            ("top-free-in-us.json", "us top-free all"),
            ("top-free-in.json", "in top-free all"),
            ("top-free gl=us hl=en 10 Mar 2026.min.json", "us top-free all"),
            ("UAE_top-free_Tuesday.json", "ae top-free all"),
        ]
    )
    func googleNames(name: String, text: String) throws {
        #expect(try chart(Self.google(), name) == "googleplay \(text)")
    }

    @Test(
        "common file names of App Store lists determine the chart",
        arguments: [
            ("us-top-free-6014-2026-03-01.json", "us top-free 6014"),
            ("us-top-free-photo-and-video-20260310.json", "us top-free 6008"),
            ("health_and_fitness_us_top-paid_200.json", "us top-paid 6013"),
            ("top-grossing-us-social-networking.json", "us top-grossing 6005"),
            ("ios_us_topfreeapplications_limit100_2026-03-10-1200.json", "us top-free all"),
            ("itunes-rss-us-top-free-ipad-games.json", "us top-free-ipad 6014"),
            ("us_top-free_games-puzzle_1773100800.json", "us top-free 7012"),
            ("us-top-free-36.json", "us top-free all"),
            ("us-top-free-6099.json", "us top-free 6099"),
        ]
    )
    func appleNames(name: String, text: String) throws {
        #expect(try chart(Self.apple("us"), name) == "appstore \(text)")
    }

    @Test(
        "an unknown or ambiguous word in the file name of a list of apps is an error",
        arguments: [
            (
                "us-top-free-fintech-2026-03-10.json",
                "\"fintech\" in the file name is not a store, storefront, chart, genre"
            ),
            ("us-top-free-GAME_PUZZEL.json", "\"PUZZEL\" in the file name is not"),
            ("top-free-us-2026-03-10-banking.json", "\"banking\" in the file name is not"),
            ("kids-us-top-free.json", "file name: \"kids\" is a genre of the App Store, not of Google Play"),
            (
                "us-top-free-6015.json",
                "file name: \"6015\" is a genre of the App Store, not of Google Play; use finance"
            ),
            (
                "us-top-free-finance-tools.json",
                "file name mentions the genres finance and tools; use --genre"
            ),
            ("us-gb-top-free.json", "file name mentions the storefronts us and gb; use --storefront"),
            (
                "ios-android-us-top-free.json",
                "file name mentions both App Store and Google Play; use --store"
            ),
            ("us-top-free-watch.json", "\"watch\" in the file name is a device; use --chart"),
            ("us-top-free-tv.json", "\"tv\" in the file name is a device; use --chart"),
            ("us_top-free_iPad-2026.json.MAC", "\"MAC\" in the file name is a device"),
            ("us-top-free-99999.json", "\"99999\" in the file name is not"),
            ("zz-top-free.json", "file name: unknown storefront \"zz\"; use a code such as us"),
            ("zzz-finance.json", "use --storefront and --chart, or rename the file"),
        ]
    )
    func unknownWord(name: String, text: String) throws {
        let problem = try problem(Self.google(), name)
        #expect(problem.hasPrefix("\(name): ") && problem.contains(text), "\(problem)")
    }

    @Test("chart options take precedence over the file name of a list of apps")
    func optionsWin() throws {
        var defaults = ChartDefaults(
            storefront: Storefront(stored: "kr"),
            kind: .topPaid,
            genre: try GenreText("tools")
        )
        #expect(
            try chart(Self.google(), "zz-us-top-free-fintech-ipad.json", defaults) == "googleplay kr top-paid TOOLS"
        )
        defaults.genre = try GenreText("all")
        #expect(try chart(Self.google(), "us-top-free-finance.json", defaults) == "googleplay kr top-paid all")
        defaults = ChartDefaults(genre: try GenreText("all"))
        #expect(try chart(Self.google(), "us-top-free-fintech.json", defaults) == "googleplay us top-free all")
    }

    @Test("a file name without a chart determines the genre if all of its words are known")
    func withoutChart() throws {
        let defaults = ChartDefaults(storefront: Storefront(stored: "us"), kind: .topFree)
        #expect(try chart(Self.google(), "GAME_PUZZLE.json", defaults) == "googleplay us top-free GAME_PUZZLE")
        #expect(try chart(Self.google(), "2026-03-10.json", defaults) == "googleplay us top-free all")
        #expect(try chart(Self.google(), "download (3).json", defaults) == "googleplay us top-free all")
        #expect(try problem(Self.google(), "my-own-finance.json", defaults).contains("\"own\" in the file name is not"))
    }

    @Test("a genre given as an option must exist in the inferred store")
    func genreOption() throws {
        let puzzle = ChartDefaults(genre: try GenreText("GAME_PUZZLE"))
        #expect(try chart(Self.google(), "us-top-free.json", puzzle) == "googleplay us top-free GAME_PUZZLE")
        let problem = try problem(Self.apple("us"), "us-top-free.json", puzzle)
        #expect(problem.contains("--genre: \"GAME_PUZZLE\" is a genre of Google Play, not of the App Store"))
        let finance = ChartDefaults(genre: try GenreText("finance"))
        #expect(try chart(Self.apple("us"), "us-top-free.json", finance) == "appstore us top-free 6015")
    }

    @Test("a storefront given as an option must exist in the inferred store")
    func storefrontOption() throws {
        let defaults = ChartDefaults(storefront: Storefront(stored: "bd"))
        #expect(try chart(Self.google(), "top-free.json", defaults) == "googleplay bd top-free all")
        let problem = try problem(Self.apple("us"), "top-free.json", defaults)
        #expect(problem.contains("--storefront: \"bd\" isn't a storefront of the App Store"))
    }

    @Test("uk in a file name means gb, and an unknown two-letter word causes a warning or an error")
    func storefronts() throws {
        let uk = try decode(Self.apple("gb"), "uk-top-free-2026-03-10.json")
        #expect(uk.snapshots[0].chart.storefront.code == "gb" && uk.warnings.isEmpty)
        let go = try decode(Self.google(), "go-top-free-us.json")
        #expect(go.snapshots[0].chart.storefront.code == "us")
        #expect(
            go.warnings.map(\.description)
                == ["go-top-free-us.json: \"go\" in the file name is not a storefront; using us"]
        )
        #expect(try problem(Self.apple("us"), "go-top-free.json").contains("unknown storefront \"go\""))
    }

    @Test("if entry URLs contradict the options or the file name, a warning names both storefronts")
    func disagreement() throws {
        let one = try decode(Self.apple("us", "us", "gb"), "gb-top-free-2026-03-10.json")
        #expect(one.snapshots[0].chart.storefront.code == "gb")
        #expect(
            one.warnings.map(\.problem)
                == ["the file name says storefront gb, but 2 of 3 entry URLs say us; using gb"]
        )
        let option = ChartDefaults(storefront: Storefront(stored: "jp"))
        let two = try decode(Self.apple("us"), "gb-top-free.json", option)
        #expect(
            two.warnings.map(\.problem)
                == ["the options say storefront jp, but 1 of 1 entry URLs say us; using jp"]
        )
        let three = try decode(Self.google("&gl=us"), "gb-top-free.json")
        #expect(three.warnings.map(\.problem).first?.contains("2 of 2 entry URLs say us") == true)
        let four = try decode(Self.apple("us", "us", "gb"), "top-free.json")
        #expect(four.snapshots[0].chart.storefront.code == "us")
        #expect(
            four.warnings.map(\.problem)
                == ["most entry URLs say storefront us, but 1 of 3 entry URLs say gb; using us"]
        )
        #expect(try decode(Self.apple("gb", "gb"), "gb-top-free.json").warnings.isEmpty)
    }

    @Test("entries of an App Store list without a valid App Store id are skipped with warnings")
    func ids() throws {
        let text = """
            [{"id":"1700000001.0","title":"A"},{"id":1.7e9,"title":"B"},{"id":"com.example.c","title":"C"},
             {"id":"nan","title":"D"},{"id":null,"title":"E"},{"id":1700000006.0,"title":"F"}]
            """
        let decoded = try decode(text, "ios-us-top-free.json")
        #expect(decoded.snapshots[0].entries.map(\.app.text) == ["1700000001", "1700000006"])
        #expect(decoded.snapshots[0].entries.map(\.rank.value) == [1, 6])
        #expect(decoded.snapshots[0].coverage == .partial)
        #expect(decoded.warnings.map(\.location) == ["list[1]", "list[2]", "list[3]", "list[4]"])
        #expect(
            decoded.warnings[0].problem.contains("invalid App Store id \"1.7e9\": the number was rounded")
        )
        #expect(decoded.warnings[1].problem.contains("is a package name, not an App Store id"))
    }
}
