import Canvas
import Foundation
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("Estimated downloads in charts")
struct DemandColumnTests {
    /// Returns an anchor at #1 of a chart, by default that of the worked example: a median of 156,000 downloads per day
    /// in 2022.
    private static func anchor(_ chart: Chart, downloads: Double = 156_000, year: Int = 2022) -> DemandAnchor {
        DemandAnchor(
            chart: chart,
            rank: .first,
            downloads: downloads,
            days: Fixtures.day("\(year)-01-01")...Fixtures.day("\(year)-12-31"),
            kind: .estimate,
            source: Citation(
                name: "Sensor Tower via Cult of Mac",
                address: "https://example.com/a",
                published: "2022-06"
            ),
            conflicts: ["Another publisher has 94,000."],
            note: "the median"
        )
    }

    private static func state(
        columns: Int = 118,
        rows: Int = 40,
        anchors: (Chart) -> [DemandAnchor]
    ) throws -> DashboardState {
        var state = Dashboards.marketReplay(
            at: "2026-03-05T12:00:00Z",
            size: Size(columns: columns, rows: rows)
        )
        state.anchors = anchors(try #require(state.route.chart))
        return state
    }

    @Test("a #1 anchor of 156,000 downloads/day yields estimates of 52k–470k at #1 and 6.5k–59k at #10")
    func worked() throws {
        let state = try Self.state { [Self.anchor($0)] }
        let lines = state.frame(theme: .mono).lines
        let title = try #require(lines.firstIndex { $0.contains("est./day") })
        #expect(lines[title].hasSuffix("days    est./day"), "\(lines[title])")
        #expect(lines[title + 1].hasSuffix(" ~52k–470k"), "\(lines[title + 1])")
        #expect(lines[title + 10].hasSuffix(" ~6.5k–59k"), "\(lines[title + 10])")
    }

    @Test("an anchor for another chart or period adds no estimates and no card to a chart")
    func none() throws {
        let japan = try #require(Storefront(stored: "jp"))
        let cases: [(String, (Chart) -> [DemandAnchor])] = [
            ("none", { _ in [] }),
            ("another storefront", { [Self.anchor(Chart(storefront: japan, kind: $0.kind, edition: $0.edition))] }),
            ("another kind", { [Self.anchor(Chart(storefront: $0.storefront, kind: .topPaid, edition: $0.edition))] }),
            (
                "another genre",
                { [Self.anchor(Chart(storefront: $0.storefront, kind: $0.kind, genre: Genre(stored: "6014")))] }
            ),
            (
                "another edition",
                {
                    let edition: ChartEdition = $0.edition == .all ? .withoutGames : .all
                    return [Self.anchor(Chart(storefront: $0.storefront, kind: $0.kind, edition: edition))]
                }
            ),
            (
                "another store",
                {
                    let chart = $0
                    return [
                        Self.anchor(
                            Chart(
                                store: .googlePlay,
                                storefront: chart.storefront,
                                kind: chart.kind,
                                edition: chart.edition
                            )
                        )
                    ]
                }
            ),
            ("too old", { [Self.anchor($0, year: 2021)] }),
            ("incomplete year", { [Self.anchor($0, year: 2026)] }),
        ]
        let plain = try Self.state { _ in [] }
        for (name, anchors) in cases {
            let state = try Self.state(anchors: anchors)
            #expect(state.frame(theme: .mono).lines == plain.frame(theme: .mono).lines, "\(name)")
            #expect(state.page().cards == plain.page().cards, "\(name)")
            #expect(!state.frame(theme: .mono).lines.joined().contains("est./day"), "\(name)")
        }
    }

    @Test("at 80 columns, a chart drops its estimated downloads column before any other")
    func narrow() throws {
        let wide = try Self.state(columns: 86) { [Self.anchor($0)] }
        #expect(wide.frame(theme: .mono).lines.contains { $0.contains("best days    est./day") })
        let narrow = try Self.state(columns: 80) { [Self.anchor($0)] }
        let lines = narrow.frame(theme: .mono).lines
        #expect(!lines.joined().contains("est./day"))
        #expect(lines.contains { $0.contains("best days") })
        #expect(lines == (try Self.state(columns: 80) { _ in [] }).frame(theme: .mono).lines)
    }

    @Test("a chart next to app details drops columns in this order: days, best rank, estimates, developer")
    func withDetail() throws {
        for columns in [120, 121, 128, 139, 145, 160, 200] {
            let state = try Self.state(columns: columns) { [Self.anchor($0)] }
            let lines = state.frame(theme: .mono).lines
            #expect(lines.contains { $0.contains("best days    est./day") } == (columns >= 160), "\(columns)")
            #expect(lines.contains { $0.contains("est./day") && $0.contains("developer") }, "\(columns)")
            #expect(lines.contains { $0.contains(" ~52k–470k") }, "\(columns)")
        }
        // At smaller widths, the chart drops days, then best rank, estimates and developer.
        let report = try #require(try Self.state(columns: 120) { [Self.anchor($0)] }.chartReport)
        let kept = [84, 80, 75, 69, 57, 29].map { width in
            let columns = ChartReport.shown(report.columns(sparkColumns: 14, hasDetail: true)).compactMap(\.heading)
            let positions = TableLayout(columns: columns, width: width).positions
            return zip(columns, positions).filter { $0.1 != nil }.map(\.0.title).dropFirst(3).joined(separator: ", ")
        }
        #expect(
            kept == [
                "developer, rank, 7 days, best, days, est./day", "developer, rank, 7 days, best, est./day",
                "developer, rank, 7 days, est./day", "developer, rank, 7 days", "rank, 7 days", "",
            ]
        )
    }

    @Test("e and :estimates toggle chart estimates, which are off by default for charts with counts")
    func toggle() throws {
        func hasColumn(_ state: DashboardState) -> Bool {
            state.frame(theme: .mono).lines.contains { $0.contains("est./day") }
        }
        var state = try Self.state { [Self.anchor($0)] }
        #expect(hasColumn(state))
        state.press("e")
        #expect(!hasColumn(state) && state.message == "estimated downloads per day: off")
        state.press("e")
        #expect(hasColumn(state))
        var counted = DashboardState.openingCharts(
            LaunchStory.market(days: [("2026-03-01", 800), ("2026-03-02", 900)]),
            now: LaunchStory.now,
            isLive: true
        )
        _ = counted.apply(.resize(Size(columns: 118, rows: 40)))
        counted.route.chart = LaunchStory.chart("us")
        counted.press("e")
        #expect(counted.message == "no estimates: no anchor applies to this chart")
        counted.anchors = [Self.anchor(LaunchStory.chart("us"))]
        #expect(!hasColumn(counted))
        counted.type(":estimates")
        #expect(hasColumn(counted))
    }

    @Test("a card for estimated downloads shows the formula, exponent, range, anchor and conflict")
    func card() throws {
        let state = try Self.state { [Self.anchor($0)] }
        #expect(state.page().cards.first?.title.hasPrefix("rank of") == true)
        let card = try #require(state.page().cards.dropFirst().first)
        #expect(card.kind == .estimate && card.value == "~52k–470k")
        func text(_ label: String) -> String? { card.lines.first { $0.label == label }?.text }
        #expect(text("formula") == "d(r) = b·r^(−a) with r = 1, a = 0.9, b = 160,000/day")
        #expect(text("exponent") == "a typical value for this kind of chart, not fitted to this one")
        #expect(text("range") == "point estimate ÷3 to ×3, for fewer than 5 anchors")
        #expect(text("source") == "modeled by launchtop from 1 anchor")
        #expect(text("anchor") == "~156,000/day at #1, 2022 (the median): Sensor Tower via Cult of Mac, 2022-06")
        #expect(text("address") == "https://example.com/a")
        #expect(text("≠") == "Another publisher has 94,000.")
    }

    @Test("with six anchors, an estimate's card lists five of them, a fitted exponent and a narrower range")
    func manyAnchors() throws {
        let state = try Self.state { chart in
            [1, 2, 4, 8, 16, 32].map { rank in
                var anchor = Self.anchor(chart, downloads: 64_000 / Double(rank))
                anchor.rank = Fixtures.rank(rank)
                return anchor
            }
        }
        let card = try #require(state.page().cards.dropFirst().first)
        #expect(card.value == "~36k–120k")
        #expect(card.lines.contains { $0.text == "fitted to the anchors by least squares" })
        #expect(card.lines.contains { $0.text == "point estimate ÷1.8 to ×1.8, for 5 anchors or more" })
        #expect(card.lines.count { $0.label == "anchor" } == 5)
        #expect(card.lines.last?.text == "1 more")
    }

    private func pageExport(_ format: PageExport.Format, anchored: Bool) throws -> String {
        var ledger = Ledger()
        ledger.append(Fixtures.snapshot((1...10).map(String.init), at: "2026-03-09"))
        return try #require(
            PageExport.chart(
                Fixtures.chart(),
                in: ledger.snapshot,
                asOf: Fixtures.time("2026-03-09"),
                window: 86_400,
                anchors: anchored ? [Self.anchor(Fixtures.chart())] : [],
                as: format
            )
        )
    }

    @Test("a chart's JSON contains the range and kind of estimated downloads, or null without an anchor")
    func json() throws {
        let anchored = try pageExport(.json, anchored: true)
        #expect(anchored.contains(#""demand":{"low":52000,"high":470000,"kind":"estimate"}"#))
        #expect(anchored.contains(#""demand":{"low":6500,"high":59000,"kind":"estimate"}"#))
        let bare = try pageExport(.json, anchored: false)
        #expect(bare.components(separatedBy: #""demand":null"#).count == 11)
        #expect(!bare.contains("estimate"))
    }

    @Test("without an anchor, a chart's CSV export has empty demand columns and its text export has no estimate column")
    func csvAndText() throws {
        let anchored = try pageExport(.csv, anchored: true).split(separator: "\n")
        #expect(anchored[0].hasSuffix(",state,demandLow,demandHigh,demandKind"))
        #expect(anchored[1].hasSuffix(",52000,470000,estimate"))
        #expect(
            try pageExport(.csv, anchored: false).split(separator: "\n").dropFirst().allSatisfy { $0.hasSuffix(",,,") }
        )
        #expect(try pageExport(.text, anchored: true).contains("~52k–470k"))
        #expect(try !pageExport(.text, anchored: false).contains("est./day"))
    }

    @Test(
        "twoDigits rounds a number to two significant digits",
        arguments: [
            (468_000.0, 470_000.0), (52_000, 52_000), (99.6, 100), (99.4, 99), (10, 10), (9.96, 10), (9.94, 9.9),
            (0.123, 0.12), (0, 0), (1, 1),
        ]
    )
    func twoDigits(value: Double, rounded: Double) {
        #expect(abs(NumberFormat.twoDigits(value) - rounded) <= rounded * 1e-12)
    }
}
