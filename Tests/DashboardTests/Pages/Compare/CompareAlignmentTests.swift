import Canvas
import Foundation
import Growth
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("Alignment of compared launches")
struct CompareAlignmentTests {
    private static let end = Fixtures.time("2026-10-08T23:59:59Z")
    private let both: [CompareItem] = [.launch("sora"), .launch("chatgpt")]

    private func report(_ origin: CompareAlignment, at instant: Timestamp = end) throws -> CompareReport {
        let report = CompareReport(
            both,
            data: LedgerSnapshot(),
            library: try Dashboards.library(),
            asOf: instant,
            alignedAt: origin
        )
        return try #require(report)
    }

    private func page(size: Size = Size(columns: 100, rows: 30)) throws -> DashboardState {
        var state = DashboardState.showingComparison(
            both,
            data: LedgerSnapshot(),
            library: try Dashboards.library(),
            at: Self.end
        )
        _ = state.apply(.resize(size))
        return state
    }

    private func text(_ state: DashboardState) -> String { state.frame(theme: .mono).lines.joined(separator: "\n") }

    @Test(
        "an alignment's text parses back to the same alignment, and blank or invalid text gives nil",
        arguments: [
            ("day0", CompareAlignment.day0), ("Day 0", .day0), ("first-rank", .rank(nil)), ("#1", .rank(.first)),
            (" #10 ", .rank(Rank(10))), ("Android", .event("Android")), ("seven countries", .event("seven countries")),
            ("", nil), ("  ", nil), ("#0", nil), ("#", nil), ("#99999999999999999999", nil), ("#-1", nil),
        ] as [(String, CompareAlignment?)]
    )
    func typed(text: String, origin: CompareAlignment?) {
        #expect(CompareAlignment(text) == origin)
        if let origin { #expect(CompareAlignment(origin.typed) == origin) }
    }

    @Test("if launches are aligned at #1, Sora's origin is Oct 3, 2025, and its totals start on that day")
    func rank() throws {
        let report = try report(.rank(.first))
        #expect(report.launches.map(\.origin) == [Fixtures.time("2025-10-03"), Fixtures.time("2023-05-19")])
        #expect(report.launches.map(\.day0) == [Fixtures.time("2025-09-30"), Fixtures.time("2023-05-18")])
        // Downloads: 280,300 on October 2, 3 and 5, 98,500 on October 4 and 84,400 on October 6.
        let totals = try #require(report.curves[0].own)
        #expect(totals.total(ofFirst: 4) == 364_700...378_800)
        #expect(totals.added(on: 3) == 84_400...84_400)
        #expect(report.curves[0].claims.isEmpty, "a million since day 0 is not a million since #1")
        #expect(report.claimLines.isEmpty)
    }

    @Test("the alignment picker and :align change Compare's alignment, which the heading shows")
    func keys() throws {
        var state = try page()
        state.press("a")
        #expect(text(state).contains("── align at") && text(state).contains("▸ day 0 "))
        #expect(text(state).contains("current"))
        state.press(.end, .up, .enter)
        #expect(text(state).contains("total  since #1, linear"))
        #expect(text(state).contains("aligned at #1"))
        #expect(text(state).contains(" after #1: Sora has "))
        state.press("a")
        #expect(text(state).contains("▸ #1 ") && text(state).contains("current"))
        state.press(.end, .enter)
        #expect(text(state).contains(":align "), "an event is given by words of its text")
        for character in "peebles" { state.press(.character(character)) }
        state.press(.enter)
        #expect(text(state).contains("since \"peebles\""))
        #expect(text(state).contains("1 of 2 never reached it"))
        #expect(text(state).contains("not aligned: ChatGPT has no event \"peebles\""))
        state.type(":align day0")
        #expect(text(state).contains("total  since day 0, linear"))
    }

    @Test(
        ":align with an invalid alignment shows an error and keeps launches aligned at day 0",
        arguments: [
            ("#0", "invalid alignment \"#0\"; use day0, first-rank, #1 or text from an event"),
            ("banana", "Sora has no event \"banana\"; ChatGPT has no event \"banana\""),
            ("app", "ambiguous event \"app\" of Sora: "),
        ]
    )
    func invalid(typed: String, message: String) throws {
        var state = try page(size: Size(columns: 200, rows: 40))
        state.type(":align \(typed)")
        #expect(text(state).contains(message))
        #expect(text(state).contains("since day 0, linear"))
    }

    @Test("completing :align offers ranks, words shared by events of several launches, and events")
    func completion() throws {
        var state = try page()
        func offered(_ line: String) -> [Completion] { state.completions(of: Prompt(.command, text: line)) }
        #expect(offered("align ").prefix(3).map(\.word) == ["day0", "first-rank", "#1"])
        #expect(offered("align #1").map(\.word) == ["#1", "#10", "#100"])
        let words = offered("align countr")
        #expect(words.first?.line == "align countries" && words.first?.title == "event of 2 launches")
        #expect(
            words.contains {
                $0.title.hasSuffix("2025, Sora") && $0.line.hasPrefix("align Launches on Android in seven")
            }
        )
        state.press(":")
        for character in "align Launches on Android" { state.press(.character(character)) }
        state.press(.tab, .enter)
        #expect(state.route.origin != .day0, "the whole text selects its event")
    }

    @Test("event matching requires all words, ignores case and accents, and prefers an exact match")
    func events() {
        let source = Citation(name: "Paper", address: nil, published: "2026")
        let texts = ["Out in Japan", "Out in Canada and Japan", "Café opens"]
        let events = texts.enumerated().map { LaunchEvent(day: Day(number: 20_000 + $0), text: $1, source: source) }
        func found(_ text: String) -> [Int] {
            ComparedLaunch.events(events, matching: text).map { $0.day.number - 20_000 }
        }
        #expect(found("canada") == [1] && found("JAPAN canada") == [1] && found("cafe") == [2])
        #expect(
            found("japan") == [0, 1] && found("out in japan") == [0],
            "the second contains these words, the first equals them"
        )
        #expect(found("") == [] && found("…") == [] && found("korea") == [])
    }

    @Test("a rank or event after the compared instant can't be an alignment's origin")
    func early() throws {
        let report = try report(.rank(.first), at: Fixtures.time("2025-10-02T23:59:59Z"))
        #expect(report.launches[0].missingOrigin?.reason == "Sora was never #1 in US Top Free")
        #expect(report.launches[1].missingOrigin == nil && report.misalignment == nil)
        #expect(report.leads.allSatisfy { $0 == nil })
        let later = try self.report(.event("android"), at: Fixtures.time("2025-11-03T23:59:59Z"))
        #expect(later.misalignment != nil)
    }

    @Test("aligning at a rank held in a chart's first snapshot adds a note about that snapshot")
    func firstSnapshot() throws {
        let data = Dashboards.market()
        let chart = try #require(data.charts.first { $0.storefront.code == "us" })
        let first = try #require(data.span?.start)
        let leader = try #require(data.ranking(of: chart, asOf: first)?.entries.first)
        let compared = [CompareItem.app(leader.app), .launch("sora")]
        let end = try #require(data.span?.end)
        let report = try #require(
            CompareReport(
                compared,
                data: data,
                library: try Dashboards.library(),
                asOf: end,
                alignedAt: .rank(.first)
            )
        )
        #expect(report.launches[0].origin == first)
        #expect(report.launches[0].note?.contains("already ranked in the first snapshot of") ?? false)
    }

    @Test("Compare's JSON contains the alignment, the origins and the reason for a missing origin")
    func pageExport() throws {
        let text = try #require(
            PageExport.compare(
                both,
                data: LedgerSnapshot(),
                library: try Dashboards.library(),
                asOf: Self.end,
                alignedAt: .event("peebles"),
                as: .json
            )
        )
        let json = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(json["align"] as? String == "peebles")
        let launches = try #require(json["launches"] as? [[String: Any]])
        #expect(launches[0]["day0"] as? String == "2025-09-30T00:00:00Z")
        #expect(launches[0]["origin"] as? String == "2025-10-08T00:00:00Z")
        #expect(launches[1]["origin"] is NSNull)
        #expect(launches[1]["absence"] as? String == "ChatGPT has no event \"peebles\"")
        #expect((json["leads"] as? [Any])?.isEmpty ?? false)
    }

    @Test(
        "a comparison aligned at #1 matches its golden screen",
        arguments: [(Size(columns: 80, rows: 24), "compare-align-80x24")]
    )
    func golden(size: Size, name: String) throws {
        var state = try page(size: size)
        state.type(":align #1")
        state.press("~")
        #expect(Golden.difference(of: state.frame(theme: .roles), named: name) == nil)
    }
}
