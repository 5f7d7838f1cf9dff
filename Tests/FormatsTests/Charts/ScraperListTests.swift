import Formats
import Foundation
import Input
import Market
import TestSupport
import Testing

@Suite("Scraper lists and JSON lines")
struct ScraperListTests {
    private func decode(_ text: String, name: String = "list.json", defaults: ChartDefaults = ChartDefaults()) throws
        -> Decoded
    {
        try SnapshotDecoder(defaults: defaults).decode(Document(origin: name, body: Data(text.utf8)))
    }

    private let apple = """
        [{"id":6448311069,"appId":"com.openai.chat","title":"ChatGPT","url":"https://apps.apple.com/us/app/chatgpt/id6448311069?uo=4","developer":"OpenAI OpCo, LLC","price":0,"free":true},
         {"id":284882215,"appId":"com.facebook.Facebook","title":"Facebook","url":"https://apps.apple.com/us/app/facebook/id284882215","developer":"Meta"}]
        """
    private let google = """
        [{"title":"Threads","appId":"com.instagram.barcelona","url":"https://play.google.com/store/apps/details?id=com.instagram.barcelona","developer":"Meta","currency":"USD","price":0,"free":true,"scoreText":"3.9","score":3.9}]
        """

    @Test("a scraper list's file name determines its chart and date, and its entries determine the store")
    func named() throws {
        let snapshot = try decode(apple, name: "charts/us-top-free-6007-2026-03-10.json").snapshots[0]
        #expect(snapshot.chart.title == "App Store, US Top Free, Productivity")
        #expect(snapshot.observedAt == Fixtures.time("2026-03-10"))
        #expect(snapshot.entries.map(\.app.text) == ["6448311069", "284882215"])
        #expect(snapshot.entries.map(\.developer) == ["OpenAI OpCo, LLC", "Meta"])
    }

    @Test("chart defaults set the storefront, chart and genre of a scraper list")
    func defaults() throws {
        let defaults = ChartDefaults(
            storefront: Storefront(stored: "kr"),
            kind: .topGrossing,
            genre: try GenreText("GAME")
        )
        let snapshot = try decode(google, name: "2026-03-10.json", defaults: defaults).snapshots[0]
        #expect(snapshot.chart.store == .googlePlay && snapshot.chart.storefront.code == "kr")
        #expect(snapshot.chart.kind == .topGrossing && snapshot.chart.genre?.id == "GAME")
        #expect(snapshot.entries.map(\.app.text) == ["com.instagram.barcelona"])
    }

    @Test(
        "a scraper list with an unknown chart or date is rejected",
        arguments: [
            ("2026-03-10.json", "unknown chart for this list"), ("us.json", "unknown chart for this list"),
            ("top-free.json", "missing date"),
        ]
    )
    func unknown(name: String, text: String) throws {
        let error = try #require(throws: InputError.self) { try decode(apple, name: name) }
        #expect(error.problem.contains(text))
    }

    @Test("a JSON array that is empty or isn't a list of apps is rejected")
    func others() {
        #expect(throws: InputError.self) { try decode("[{\"a\":1}]") }
        #expect(throws: InputError.self) { try decode("[]") }
    }

    private func line(_ time: String, _ rank: Int, _ app: String, more: String = "") -> String {
        """
        {"time":"\(time)","store":"appstore","storefront":"us","chart":"top-free","rank":\(rank),"app":"\(app)"\(more)}
        """
    }

    @Test("JSON lines in any order are grouped into one snapshot per chart and time")
    func lines() throws {
        let text = [
            line("2026-03-02", 1, "9"), "", line("2026-03-01", 2, "2", more: ",\"name\":\"B\",\"developer\":null"),
            line("2026-03-01", 1, "1", more: ",\"genre\":36"),
        ].joined(separator: "\n")
        let decoded = try decode(text)
        #expect(decoded.warnings.isEmpty)
        #expect(decoded.snapshots.map { $0.entries.map(\.app.text) } == [["1", "2"], ["9"]])
        #expect(decoded.snapshots[0].entries[1].name == "B")
        #expect(decoded.snapshots.allSatisfy { $0.coverage == .full && $0.chart == Fixtures.chart() })
    }

    @Test(
        "an invalid JSON line is skipped with a warning that gives its line number",
        arguments: [
            ("{\"time\":", "byte 8: truncated JSON"),
            ("[]", "time: invalid value \"\"; expected a time such as 2026-03-10T00:00:00Z"),
            (
                "{\"time\":\"2026-03-01\",\"store\":\"appstore\",\"storefront\":\"us\",\"chart\":\"top-free\",\"rank\":0,\"app\":\"3\"}",
                "rank: invalid value \"0\"; expected 1 to 65535"
            ),
            (
                "{\"time\":\"2026-03-01\",\"store\":\"appstore\",\"storefront\":\"us\",\"chart\":\"top-free\",\"rank\":2,\"app\":\"1\"}",
                "duplicate app 1 at #2, first listed at #1"
            ),
        ]
    )
    func brokenLines(text: String, problem: String) throws {
        let decoded = try decode(line("2026-03-01", 1, "1") + "\n" + text + "\n")
        #expect(decoded.snapshots[0].entries.map(\.app.text) == ["1"])
        #expect(decoded.warnings.map(\.description) == ["list.json:2: skipped: \(problem)"])
    }

    @Test("a document that isn't in the requested format is rejected")
    func insisted() throws {
        let decoder = SnapshotDecoder(format: DocumentFormat(named: "csv"))
        let error = try #require(throws: InputError.self) {
            try decoder.decode(Document(origin: "f", body: Data(AppleBodies.two.utf8)))
        }
        #expect(error.description == "f: expected format csv, found apple")
    }

    @Test("an unpaired surrogate in an app name is replaced by U+FFFD")
    func loneSurrogates() throws {
        for (text, name) in [
            ("Cut \\ud83d", "Cut \u{FFFD}"), ("\\ude00 cut", "\u{FFFD} cut"), ("Whole \\ud83d\\ude00", "Whole 😀"),
            ("\\\\ud83d", "\\ud83d"), ("\\ud83d\\ud83d\\ude00", "\u{FFFD}😀"),
        ] {
            let snapshot = try decode(AppleBodies.feed(results: ["{\"id\":\"1\",\"name\":\"\(text)\"}"])).snapshots[0]
            #expect(snapshot.entries[0].name == name, "\(text)")
        }
    }

    @Test("JSON lines with a zero fraction in the id are decoded; those with invalid values are skipped")
    func lineValues() throws {
        func line(_ rank: String, _ app: String, _ storefront: String = "us", _ genre: String = "null") -> String {
            "{\"time\":\"2026-03-10\",\"store\":\"appstore\",\"storefront\":\"\(storefront)\",\"chart\":\"top-free\","
                + "\"genre\":\(genre),\"rank\":\(rank),\"app\":\(app)}"
        }
        let text = [
            line("1", "1700000001.0"), line("2.0", "1.7e9"), line("3", "\"N/A\""), line("4", "\"nan\""),
            line("5.0", "\"id0012\""), line("6", "null"), line("7", "\"com.example.app\""), line("1,000", "8"),
            line("9.5", "9"),
        ]
        let decoded = try decode(text.joined(separator: "\n"))
        let entries = decoded.snapshots[0].entries.map { "\($0.rank.value) \($0.app.text)" }
        #expect(entries == ["1 1700000001", "5 12"])
        #expect(decoded.warnings.map(\.position?.line) == [2, 3, 4, 6, 7, 8, 9])
        let problems = decoded.warnings.map(\.problem)
        #expect(problems[0].contains("app: invalid App Store id \"1.7e9\": the number was rounded"))
        #expect(
            problems[1].contains("app: invalid App Store id \"N/A\"") && problems[3].contains("the app id is empty")
        )
        #expect(problems[4].contains("is a package name, not an App Store id"))

        let charts = try decode(
            [
                line("1", "1", "uk", "\"finance\""), line("2", "2", "gb", "6015.0"),
                line("3", "3", "GBR", "\"Finance\""),
                line("4", "4", "zz"), line("5", "5", "us", "\"fintech\""), line("6", "6", "bd"),
            ]
            .joined(separator: "\n")
        )
        #expect(charts.snapshots.map { "\($0.chart.storefront.code) \($0.chart.genre?.id ?? "all")" } == ["gb 6015"])
        #expect(charts.snapshots[0].entries.map(\.app.text) == ["1", "2", "3"])
        #expect(charts.warnings.map(\.position?.line) == [4, 5, 6])
        #expect(charts.warnings[0].problem.contains("storefront: unknown storefront \"zz\""))
        #expect(charts.warnings[1].problem.contains("genre: unknown App Store genre \"fintech\""))
    }
}
