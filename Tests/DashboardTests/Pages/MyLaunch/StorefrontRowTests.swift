import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("My launch: ranks by storefront")
struct StorefrontRowTests {
    /// A test case: an app's ranks in one storefront, newest last, and the expected cells of its row.
    struct Story: Sendable, CustomTestStringConvertible {
        let name: String
        let ranks: [Int?]
        var depth = 100
        var step: Int64 = 3600
        /// The expected cells: rank, change over an hour, change over a day, and next threshold.
        let cells: [String]

        var testDescription: String { name }
    }

    private static func absent(_ count: Int) -> [Int?] { Array(repeating: nil, count: count) }
    private static func at(_ rank: Int, _ count: Int) -> [Int?] { Array(repeating: rank, count: count) }

    static let stories = [
        Story(name: "never ranked", ranks: absent(30), cells: [">100", "–", "–", "#100"]),
        Story(name: "enters", ranks: absent(29) + [64], cells: ["64", "NEW", "NEW", "#50 ▲14"]),
        Story(name: "reaches #1", ranks: at(53, 29) + [1], cells: ["1", "▲52", "▲52", "—"]),
        Story(name: "unchanged", ranks: at(84, 30), cells: ["84", "–", "–", "#50 ▲34"]),
        Story(name: "loses ranks", ranks: at(2, 29) + [5], cells: ["5", "▼3", "▼3", "#3 ▲2"]),
        Story(name: "at a threshold", ranks: at(10, 30), cells: ["10", "–", "–", "#3 ▲7"]),
        Story(name: "missing once", ranks: at(40, 29) + [nil], cells: [">100?", "–", "was 40", "#100"]),
        Story(name: "falls out", ranks: at(40, 28) + absent(2), cells: [">100", "–", "was 40", "#100"]),
        Story(name: "returns", ranks: at(40, 2) + absent(26) + at(90, 2), cells: ["90", "–", "RE", "#50 ▲40"]),
        Story(name: "a chart of 50", ranks: absent(30), depth: 50, cells: [">50", "–", "–", "#50"]),
        Story(name: "below #100", ranks: at(150, 30), depth: 200, cells: ["150", "–", "–", "#100 ▲50"]),
        Story(name: "first snapshot", ranks: [12], cells: ["12", "·", "·", "#10 ▲2"]),
        Story(
            name: "polled every 3 hours",
            ranks: at(30, 9) + [20],
            step: 10_800,
            cells: ["20", "▲10/3h", "▲10", "#10 ▲10"]
        ),
    ]

    @Test(
        "a storefront row shows the rank, its changes over an hour and a day, and the next threshold",
        arguments: stories
    )
    func cells(story: Story) throws {
        let data = LaunchStory.ledger { ledger in
            LaunchStory.poll(
                &ledger,
                story.ranks,
                depth: story.depth,
                in: LaunchStory.chart("us"),
                every: story.step
            )
        }
        let details = try #require(LaunchStory.report(data).details)
        let cells = MyLaunchTable(details: details, theme: .mono, width: nil).cells(0).map(\.text)
        #expect(Array(cells[1...4]) == story.cells)
    }

    @Test("My launch orders storefronts by whether they ever ranked the app, not by the app's current rank")
    func order() throws {
        let rows = try #require(LaunchStory.report(LaunchStory.market()).details).rows
        #expect(rows.map(\.storefront.code) == ["us", "de", "fr", "jp"])
        #expect(rows.map { $0.overall?.rankText ?? "·" } == ["1", "2", ">100", "84"])
        #expect(rows.map { $0.genre?.rankText ?? "·" } == ["1", "1", "41", "12"])
    }

    @Test("storefront rows keep their order when the app drops out of one chart or rises in another")
    func stable() throws {
        func codes(us: [Int?], de: [Int?]) throws -> [String] {
            let data = LaunchStory.ledger { ledger in
                LaunchStory.poll(&ledger, us, in: LaunchStory.chart("us"))
                LaunchStory.poll(&ledger, de, in: LaunchStory.chart("de"))
                LaunchStory.poll(&ledger, [nil, nil, nil], in: LaunchStory.chart("at"))
            }
            return try #require(LaunchStory.report(data).details).rows.map(\.storefront.code)
        }
        #expect(try codes(us: [9, 5, 4], de: [3, 2, 2]) == ["us", "de", "at"])
        #expect(try codes(us: [9, nil, nil], de: [3, 2, 1]) == ["us", "de", "at"])
    }

    @Test("a storefront row without data up to the time cursor shows · for the rank and its changes")
    func noData() throws {
        let data = LaunchStory.ledger { ledger in
            LaunchStory.poll(&ledger, [nil, nil], in: LaunchStory.chart("us"))
            ledger.append(LaunchStory.snapshot(3, in: LaunchStory.chart("br"), at: LaunchStory.now + 60))
        }
        let report = MyLaunchReport(
            of: [LaunchStory.watched],
            data: data,
            library: LedgerSnapshot(),
            polled: [LaunchStory.chart("ca")],
            asOf: LaunchStory.now
        )
        let details = try #require(report.details)
        #expect(details.rows.map(\.storefront.code) == ["us", "br", "ca"])
        let table = MyLaunchTable(details: details, theme: .mono, width: nil)
        #expect(table.cells(1)[1...4].map(\.text) == ["·", "·", "·", "·"])
        #expect(report.chart(at: 2) == LaunchStory.chart("ca"))
        #expect(report.chart(at: 3) == nil && report.chart(at: -1) == nil)
    }

    @Test(
        "My launch shows a never-ranked app as not ranked in each storefront, with last check and next poll"
    )
    func neverSeen() throws {
        let data = LaunchStory.ledger { ledger in
            for code in ["us", "jp"] { LaunchStory.poll(&ledger, [nil, nil], in: LaunchStory.chart(code)) }
        }
        let watched = WatchedApp(Fixtures.app("9223372036854775807"), name: "Later")
        let report = LaunchStory.report(data, watched: [watched])
        let details = try #require(report.details)
        #expect(details.name == "Later")
        #expect(details.rows.map { $0.overall?.rankText } == [">100", ">100"])
        #expect(details.rankSummary == "not ranked in 2 storefronts")
        #expect(
            details.facts(of: details.rows[0]) == ["not ranked in any snapshot", "checked 12 min ago"]
        )
        #expect(report.polls.nextText == "within 1 min")
        #expect(report.entry(at: 0).rankText == ">100")
        let card = try #require(report.cards(at: 0).first)
        #expect(card.value == "not ranked (>100)")
        #expect(card.lines.contains { $0.label == "next poll" && $0.text == "within 1 min" })
        #expect(try nextPoll(of: "us") == "within 1 min" && nextPoll(of: "jp") == "in 20 min")
        #expect(try nextPoll(of: "de") == nil)
    }

    /// Returns the next poll on the card of a chart if sources poll the US and the Japanese chart.
    private func nextPoll(of storefront: String) throws -> String? {
        var ledger = Ledger()
        for (code, seconds) in [("us", Int64(42)), ("jp", 1200)] {
            var source = SourceHealth(source: code, interval: 3600)
            source.nextAttempt = LaunchStory.now + seconds
            source.charts = [LaunchStory.chart(code)]
            ledger.note(source)
        }
        for code in ["us", "jp", "de"] { LaunchStory.poll(&ledger, [nil, nil], in: LaunchStory.chart(code)) }
        let report = LaunchStory.report(ledger.snapshot)
        let row = try #require(report.details?.rows.firstIndex { $0.storefront.code == storefront })
        return report.cards(at: row).first?.lines.first { $0.label == "next poll" }?.text
    }

    @Test(
        "an app that entered a chart is NEW for a day, and its change over an hour counts from its first rank",
        arguments: [
            // Minutes since the first rank, #90. The app gains one rank in each of the first 60 polls.
            (0, "NEW", "NEW"), (50, "▲5", "NEW"), (60, "▲6", "NEW"), (600, "▲6", "NEW"), (1430, "–", "NEW"),
            (1440, "–", "▲60"),
        ]
    )
    func new(minutes: Int, hour: String, day: String) throws {
        let ranks: [Int?] = Array(repeating: nil, count: 200) + (0...minutes / 10).map { 90 - min(60, $0) }
        let data = LaunchStory.ledger { LaunchStory.poll(&$0, ranks, in: LaunchStory.chart("us"), every: 600) }
        let details = try #require(LaunchStory.report(data).details)
        let cells = MyLaunchTable(details: details, theme: .mono, width: nil).cells(0).map(\.text)
        #expect(Array(cells[2...3]) == [hour, day])
    }

    @Test(
        "a storefront row shows the last rank of an app that is missing, once or more often, and confirms only a departure",
        arguments: [
            (absences: 1, text: ">100?", events: 0), (absences: 2, text: ">100", events: 1),
        ]
    )
    func missing(absences: Int, text: String, events: Int) throws {
        let ranks: [Int?] = [nil, nil, 80, 31] + Array(repeating: nil, count: absences)
        let data = LaunchStory.ledger { LaunchStory.poll(&$0, ranks, in: LaunchStory.chart("us")) }
        let report = LaunchStory.report(data, since: LaunchStory.now - 86_400)
        let details = try #require(report.details)
        let cells = MyLaunchTable(details: details, theme: .mono, width: nil).cells(0).map(\.text)
        #expect(cells[1] == text && cells[3] == "was 31")
        let left = details.events.filter { if case .left = $0.content { true } else { false } }
        #expect(left.count == events)
    }

    @Test(
        "My launch shows the age of a rank in a chart that no source polls any more, or whose polls fail",
        arguments: [80, 120, 200],
        [false, true]
    )
    func unpolled(columns: Int, isFailing: Bool) {
        var ledger = Ledger()
        for code in ["us", "jp"] { LaunchStory.poll(&ledger, [30, 20], in: LaunchStory.chart(code)) }
        for code in isFailing ? ["us", "jp"] : ["us"] {
            var source = SourceHealth(source: "appstore:\(code)/top-free", interval: 3600)
            (source.lastAttempt, source.lastSuccess) = (LaunchStory.now - 720, LaunchStory.now - 720)
            source.charts = [LaunchStory.chart(code)]
            source.error = code == "jp" ? "HTTP status 503" : nil
            ledger.note(source)
        }
        var ratings = SourceHealth(source: "appstore:ratings/jp", interval: 3600)
        (ratings.lastSuccess, ratings.providesCharts) = (LaunchStory.now - 60, false)
        ledger.note(ratings)
        var state = DashboardState.openingCharts(ledger.snapshot, now: LaunchStory.now, isLive: true)
        state.userState.watch(LaunchStory.watched)
        state.startOnMyLaunch()
        _ = state.apply(.resize(Size(columns: columns, rows: 24)))
        func row(_ code: String, rank: Int) -> String? {
            state.frame(theme: .mono).lines.first { $0.contains(" \(code) ") && $0.contains(" \(rank) ") }
        }
        #expect(row("JP", rank: 20)?.contains("12 min old") == true)
        #expect(row("US", rank: 20)?.contains("old") == false)
        // An earlier time isn't about the sources that are polled now.
        state.type(":at -1h")
        #expect(row("JP", rank: 30)?.contains("old") == false)
    }

    @Test("a storefront row is stale if its hourly chart has had no snapshot for over a day")
    func stale() throws {
        let data = LaunchStory.ledger { ledger in
            for hour in 0..<30 {
                let instant = LaunchStory.now - 3 * 86_400 + Int64(hour) * 3600
                ledger.append(LaunchStory.snapshot(20 + hour % 2, in: LaunchStory.chart("us"), at: instant))
            }
        }
        let details = try #require(LaunchStory.report(data).details)
        #expect(details.rows[0].overall?.isStale == true)
        #expect(MyLaunchTable(details: details, theme: .mono, width: nil).cells(0)[3].text == "43 h old")
    }

    @Test("the poll status gives the next poll and failing or stale sources, and is empty without polls")
    func polls() {
        func source(_ name: String, _ change: (inout SourceHealth) -> Void = { _ in }) -> SourceHealth {
            var source = SourceHealth(source: name, interval: 900)
            (source.lastSuccess, source.nextAttempt) = (LaunchStory.now - 120, LaunchStory.now + 600)
            change(&source)
            return source
        }
        func status(_ sources: SourceHealth...) -> PollStatus { PollStatus(of: sources, asOf: LaunchStory.now) }
        let fine = status(source("us"), source("jp") { $0.nextAttempt = LaunchStory.now + 42 })
        #expect(fine.nextText == "within 1 min" && fine.problem == nil && fine.last == LaunchStory.now - 120)
        let failing = status(source("us"), source("jp") { $0.error = "timed out" })
        #expect(failing.problem == "1 of 2 sources failing")
        let both = status(
            source("us") { $0.lastSuccess = LaunchStory.now - 9000 },
            source("jp") { $0.error = "timed out" }
        )
        #expect(both.problem == "1 failing, 1 stale of 2 sources")
        for (delay, text) in [(1, "within 1 min"), (59, "within 1 min"), (60, "overdue")] as [(Int64, String)] {
            #expect(status(source("us") { $0.nextAttempt = LaunchStory.now - delay }).nextText == text)
        }
        let archived = status(source("us") { $0.isPolled = false })
        #expect(archived.nextText == nil && archived.count == 0 && archived.last == nil)
    }

    @Test("storefront rows for a paid app use Top Paid, and a row that uses another kind of chart names it")
    func kinds() throws {
        let data = LaunchStory.ledger { ledger in
            for code in ["us", "de"] {
                LaunchStory.poll(&ledger, [nil, nil], in: LaunchStory.chart(code))
                LaunchStory.poll(&ledger, [nil, 7], in: LaunchStory.chart(code, kind: .topPaid))
            }
            LaunchStory.poll(&ledger, [nil, nil], in: LaunchStory.chart("jp", kind: .topPaid))
            LaunchStory.poll(&ledger, [nil, 50], in: LaunchStory.chart("jp", kind: .topGrossing))
        }
        let details = try #require(LaunchStory.report(data).details)
        #expect(details.kind == .topPaid)
        let table = MyLaunchTable(details: details, theme: .mono, width: nil)
        #expect(table.columns[1].title == "Top Paid")
        #expect(
            details.rows.indices.map { table.cells($0)[0].text } == [
                "US United States", "DE Germany", "JP Top Grossing",
            ]
        )
    }

    @Test("a storefront row opens the genre chart if no other chart ranks the app")
    func genreOnly() throws {
        let chart = LaunchStory.chart("us", genre: LaunchStory.weather)
        let data = LaunchStory.ledger { ledger in
            LaunchStory.poll(&ledger, [nil, nil], in: LaunchStory.chart("us"))
            LaunchStory.poll(&ledger, [nil, 9], in: chart)
        }
        let report = LaunchStory.report(data)
        #expect(report.chart(at: 0) == chart)
        #expect(report.details?.neighbors(in: chart, reach: 2).map(\.rank.value) == [7, 8, 9, 10, 11])
        #expect(report.details?.rankSummary == "#9 in US Weather, ranked in 1 of 1 storefront")
    }

    @Test("My launch takes an app's name from the charts, else the watchlist, the library or the id")
    func names() throws {
        let library = InventedLaunches.library(
            InventedLaunches.launch("known", "Known", day0: "2026-01-01", days: [1])
        )
        let watched = [
            WatchedApp(LaunchStory.app, name: "My own name"), WatchedApp(Fixtures.app("77"), name: "Typed"),
            WatchedApp(Fixtures.app("4711")), WatchedApp(Fixtures.app("78")),
        ]
        let report = LaunchStory.report(LaunchStory.market(), watched: watched, library: library)
        let entries = report.watched.indices.map(report.entry)
        #expect(entries.map(\.name) == ["Mint Weather", "Typed", "Known", "78"])
        #expect(entries.map(\.rankText) == ["1", ">100", ">100", ">100"])
    }
}
