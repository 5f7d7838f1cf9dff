import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("My launch: screens")
struct MyLaunchPageTests {
    private static let sizes = [
        Size(columns: 80, rows: 20), Size(columns: 120, rows: 36), Size(columns: 200, rows: 56),
    ]
    private static func name(_ story: String, _ size: Size) -> String {
        "my-launch-\(story)-\(size.columns)x\(size.rows + 4)"
    }

    private func check(_ report: MyLaunchReport, _ name: String, size: Size, theme: Theme = .roles, row: Int = 0) {
        let frame = LaunchStory.frame(report, size: size, theme: theme, row: row)
        #expect(Golden.difference(of: frame, named: name) == nil)
    }

    private static func counted() -> LedgerSnapshot {
        LaunchStory.market(days: [
            ("2026-02-26", 310), ("2026-02-27", 420), ("2026-02-28", 800), ("2026-03-01", 1200), ("2026-03-02", 2210),
            ("2026-03-03", 5120),
        ])
    }

    @Test("My launch for an app in its first week with counts matches its golden screens", arguments: sizes)
    func firstWeek(size: Size) throws {
        let watched = WatchedApp(LaunchStory.app, launch: Fixtures.time("2026-02-26T09:00:00Z"))
        let report = LaunchStory.report(Self.counted(), watched: [watched], library: try Dashboards.library())
        check(report, Self.name("week", size), size: size)
    }

    @Test("My launch with several apps matches its golden screens", arguments: sizes)
    func several(size: Size) throws {
        let watched = [
            WatchedApp(Fixtures.app("9000003"), name: "Juniper"), LaunchStory.watched,
            WatchedApp(Fixtures.app("9223372036854775807"), name: "Not ranked yet"),
        ]
        let report = LaunchStory.report(
            LaunchStory.market(),
            watched: watched,
            selected: LaunchStory.app,
            library: try Dashboards.library()
        )
        check(report, Self.name("several", size), size: size, row: 2)
    }

    @Test("My launch for a never-ranked app matches its golden screens", arguments: sizes)
    func unranked(size: Size) {
        let data = LaunchStory.ledger { ledger in
            for code in ["us", "jp", "de", "fr"] {
                LaunchStory.poll(&ledger, Array(repeating: nil, count: 30), in: LaunchStory.chart(code))
            }
        }
        let watched = WatchedApp(
            Fixtures.app("9223372036854775807"),
            name: "Mint Weather",
            launch: LaunchStory.now + 22_320
        )
        check(LaunchStory.report(data, watched: [watched]), Self.name("unranked", size), size: size, theme: .mono)
    }

    @Test("My launch with twenty storefronts matches its golden screens", arguments: [sizes[0], sizes[2]])
    func manyStorefronts(size: Size) throws {
        let codes = Storefront.all.prefix(20).map(\.code)
        let data = LaunchStory.ledger { ledger in
            for (index, code) in codes.enumerated() {
                let ranks: [Int?] = index < 14 ? [nil, nil, 90 - index, 3 * index + 1] : [nil, nil, nil, nil]
                LaunchStory.poll(&ledger, ranks, in: LaunchStory.chart(code))
            }
        }
        let report = LaunchStory.report(data, library: try Dashboards.library())
        check(report, Self.name("many", size), size: size, row: 9)
    }

    @Test(
        "the rank chart on My launch states why it has no line",
        arguments: [
            (nil, "No chart data yet"), (0, "Not ranked in Top Free in the last 24 h"),
            (86_400, "No chart data in the last 24 h"),
        ] as [(Int64?, String)]
    )
    func noLine(age: Int64?, text: String) {
        let data = LaunchStory.ledger { ledger in
            if age != nil { LaunchStory.poll(&ledger, [nil, nil], in: LaunchStory.chart("us")) }
        }
        let report = LaunchStory.report(data, at: LaunchStory.now + (age ?? 0))
        let lines = LaunchStory.frame(report, size: Size(columns: 120, rows: 40), theme: .mono).lines
        #expect(lines.contains { $0.contains(text) })
    }

    @Test("with an empty watchlist, My launch shows three lines of instructions", arguments: [sizes[0]])
    func empty(size: Size) {
        let report = LaunchStory.report(LaunchStory.market(), watched: [])
        check(report, Self.name("empty", size), size: size)
        let lines = LaunchStory.frame(report, size: size).lines.filter { !$0.isEmpty }
        #expect(lines.count == 3 && lines[0].contains("launchtop watch 1559935726 --storefront us,jp"))
    }

    @Test("My launch drawn in ASCII contains only ASCII characters and no question marks")
    func ascii() throws {
        var theme = Theme.mono
        theme.marks = .ascii
        let report = LaunchStory.report(Self.counted(), library: try Dashboards.library())
        for size in Self.sizes {
            let lines = LaunchStory.frame(report, size: size, theme: theme).inASCII().lines
            #expect(lines.allSatisfy { $0.utf8.allSatisfy { (0x20...0x7E).contains($0) } })
            #expect(!lines.joined().contains("?"))
        }
    }

    @Test("My launch can be drawn at sizes from 0×0 to 210×60 and shows the selected row from 40×6 on")
    func everySize() throws {
        let report = LaunchStory.report(
            Self.counted(),
            watched: [LaunchStory.watched, WatchedApp(Fixtures.app("77"))],
            library: try Dashboards.library()
        )
        for columns in stride(from: 0, through: 210, by: 15) {
            for rows in [0, 1, 2, 5, 6, 7, 10, 15, 20, 24, 30, 36, 50, 60] {
                let size = Size(columns: columns, rows: rows)
                let frame = LaunchStory.frame(report, size: size, row: 3)
                guard columns >= 40, rows >= 6 else { continue }
                #expect(frame.clickTargets.contains { $0.kind == .row(3) }, "\(columns)×\(rows)")
            }
        }
    }

    @Test("an app name with escape codes and wide characters stays inside My launch's borders")
    func escapes() throws {
        let name = "\u{1B}[31mEvil\u{202E} 天気 \u{7}"
        let data = LaunchStory.ledger { ledger in
            let chart = LaunchStory.chart("us")
            ledger.append(LaunchStory.snapshot(5, named: name, in: chart, at: LaunchStory.now - 60))
        }
        let frame = LaunchStory.frame(LaunchStory.report(data), size: Self.sizes[1])
        let text = frame.lines.joined()
        #expect(text.contains("天気") && !text.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x202E })
        #expect(frame.lines[0].hasPrefix("╭─ ") && frame.lines[0].hasSuffix("╮"))
    }
}
