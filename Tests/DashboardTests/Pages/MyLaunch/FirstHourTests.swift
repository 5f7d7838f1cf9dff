import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("My launch in the first hour")
struct FirstHourTests {
    private static let storefronts = ["us", "jp", "de"]
    /// The ranks of the app, every two minutes: it climbs to #1, falls to #4 and is missing from the last snapshot.
    private static let climb: [Int?] = [nil, 84, 61, 45, 28, 9, 6, 3, 1, 1, 2, 4]

    /// Returns a live dashboard on My launch. The app is first in its genre before it is first overall.
    private func opened(
        _ size: Size = Size(columns: 120, rows: 40),
        ranks: [Int?] = climb,
        reviews: Bool = false
    ) -> DashboardState {
        let data = LaunchStory.ledger { ledger in
            for code in Self.storefronts {
                LaunchStory.poll(&ledger, ranks, in: LaunchStory.chart(code), every: 120)
                let genre = ranks.map { $0.map { max(1, $0 / 30) } }
                LaunchStory.poll(&ledger, genre, in: LaunchStory.chart(code, genre: LaunchStory.weather), every: 120)
            }
            for code in Self.storefronts where reviews {
                let state = ListingState(ratingCount: 1280, averageRating: 4.6)
                let storefront = Fixtures.chart(code).storefront
                ledger.append(ListingReading(LaunchStory.app, in: storefront, at: LaunchStory.now - 720, state))
            }
            for number in 1...8 where reviews {
                let review = ReviewSamples.review(number, minutes: 3 * 1440 + Int64(number) * 5, isDated: true)
                ledger.append(ReviewReading(review, of: LaunchStory.app, in: Fixtures.chart("us").storefront))
            }
        }
        var state = DashboardState.openingCharts(data, now: LaunchStory.now, isLive: true)
        state.userState.watch(LaunchStory.watched)
        state.startOnMyLaunch()
        _ = state.apply(.resize(size))
        return state
    }

    @Test(
        "all storefronts stay in the table, however many milestones, ratings and reviews there are",
        arguments: 28...40
    )
    func room(rows: Int) {
        let lines = opened(Size(columns: 120, rows: rows), reviews: true).frame(theme: .mono).lines
        for name in ["US United States", "JP Japan", "DE Germany"] {
            #expect(lines.contains { $0.contains(name) }, "\(lines.joined(separator: "\n"))")
        }
        #expect(lines.contains { $0.contains("checked 12 min ago") }, "\(lines.joined(separator: "\n"))")
    }

    @Test(
        "the facts name the rank before the current one, and say that a departure is unconfirmed",
        arguments: [
            (climb, "#4 since 15:00, was #2"),
            ([nil, 40, 52], "#52 since 15:00, was #40"),
            ([nil, 40, 40], "#40 since 14:58"), ([40, 30], "#30 since 15:00, was #40"),
            (climb + [nil], "left 15:00 (unconfirmed), was #4"), (climb + [nil, nil], "left 14:58, was #4"),
        ] as [([Int?], String)]
    )
    func facts(ranks: [Int?], fact: String) throws {
        let lines = opened(ranks: ranks).frame(theme: .mono).lines
        let line = try #require(lines.first { $0.contains("US Top Free: ") })
        #expect(line.contains("US Top Free: \(fact) "), "\(line)")
    }

    @Test("My launch and Countries show how far the app has come since it entered a chart within the hour")
    func climbColumns() throws {
        var state = opened(ranks: [nil, 84, 61, 45])
        func row(_ name: String) throws -> String {
            try #require(state.frame(theme: .mono).lines.first { $0.contains(name) && $0.contains(" 45 ") })
        }
        #expect(try row("US United States").split(separator: " ").contains("▲39"))
        state.route.app = LaunchStory.app
        state.type(":countries")
        #expect(try row("US United States").contains("NEW ▲39"))
        let json = try #require(state.exported(ExportOptions(.json)))
        #expect(json.contains("\"entryRank\":84"))
        state.type("/up>20")
        #expect(try row("DE Germany").contains("NEW ▲39"))
    }

    @Test("if only a genre's chart ranks the app, the facts name it and say when the app left the other chart")
    func onlyGenre() throws {
        let data = LaunchStory.ledger { ledger in
            LaunchStory.poll(&ledger, [84, 61, nil, nil], in: LaunchStory.chart("us"), every: 120)
            let weather = LaunchStory.chart("us", genre: LaunchStory.weather)
            LaunchStory.poll(&ledger, [9, 6, 7], in: weather, every: 120)
        }
        let details = try #require(LaunchStory.report(data).details)
        let facts = details.facts(of: details.rows[0])
        #expect(facts.last == "US Top Free: left 14:58, was #61", "\(facts)")
        #expect(facts.first?.hasPrefix("#7 since") == true)
        let small = LaunchStory.frame(LaunchStory.report(data), size: Size(columns: 120, rows: 20), theme: .mono)
        #expect(small.lines.contains { $0.contains("Weather: #7 since 15:00") }, "\(small.lines)")
    }

    @Test("the facts say when the chart of the whole store was last checked if a genre's chart is newer")
    func olderChart() throws {
        let data = LaunchStory.ledger { ledger in
            LaunchStory.poll(
                &ledger,
                [nil, nil],
                in: LaunchStory.chart("us"),
                every: 600,
                until: LaunchStory.now - 1800
            )
            LaunchStory.poll(&ledger, [9, 7], in: LaunchStory.chart("us", genre: LaunchStory.weather), every: 120)
        }
        let details = try #require(LaunchStory.report(data).details)
        #expect(details.facts(of: details.rows[0]).last == "US Top Free: checked 30 min ago")
    }

    @Test(
        "counts of days before the launch are named as the reason for a missing total, and don't extend the rank charts"
    )
    func earlierCounts() throws {
        let data = LaunchStory.ledger { ledger in
            LaunchStory.count(&ledger, [("2026-02-26", 310), ("2026-03-02", 420)])
            LaunchStory.poll(&ledger, [nil, 84, 61], in: LaunchStory.chart("us"), every: 120)
        }
        let report = LaunchStory.report(data, library: try Dashboards.library())
        #expect(report.details?.sameAge.notes.first == "your newest count is of Mar 2, before the launch")
        let lines = LaunchStory.frame(report, size: Size(columns: 120, rows: 36), theme: .mono).lines
        #expect(lines.contains { $0.contains("your newest count is of Mar 2, before the launch") })
        var state = DashboardState.openingCharts(data, now: LaunchStory.now, isLive: true)
        state.userState.watch(LaunchStory.watched)
        state.startOnMyLaunch()
        state.type(":app")
        #expect(state.route.playhead.window.start < LaunchStory.now - Day.secondsPerDay)
        #expect(state.chartWindow == TimeRange(LaunchStory.now - 960, LaunchStory.now))
    }

    @Test("if only genre charts rank the app, the summary and the empty rank chart name the charts")
    func named() throws {
        let data = LaunchStory.ledger { ledger in
            LaunchStory.poll(&ledger, [nil, nil], in: LaunchStory.chart("us"), every: 120)
            LaunchStory.poll(&ledger, [9, 7], in: LaunchStory.chart("us", genre: LaunchStory.weather), every: 120)
        }
        let report = LaunchStory.report(data)
        #expect(report.details?.rankSummary == "#7 in US Weather, ranked in 1 of 1 storefront")
        let lines = LaunchStory.frame(report, size: Size(columns: 120, rows: 36), theme: .mono).lines
        #expect(lines.contains { $0.contains("Not ranked in Top Free in the last 24 h") })
    }

    @Test("a genre's rank that is older than the rank in the chart of the whole store has its age")
    func oldGenre() throws {
        let weather = LaunchStory.chart("us", genre: LaunchStory.weather)
        let data = LaunchStory.ledger { ledger in
            LaunchStory.poll(&ledger, [30, 20], in: LaunchStory.chart("us"), every: 120)
            LaunchStory.poll(&ledger, [9, 7], in: weather, every: 120, until: LaunchStory.now - 1800)
        }
        let details = try #require(LaunchStory.report(data).details)
        func genre(failing: Set<Chart>) -> String {
            MyLaunchTable(details: details, theme: .mono, width: nil, unpolled: failing).cells(0)[4].text
        }
        #expect(genre(failing: [weather]) == "7 (30 min)" && genre(failing: []) == "7")
    }

    @Test("the cards and JSON give the same change over an hour as the table, and when the app left")
    func sameChange() throws {
        #expect(opened().page().cards.contains { $0.value == "▲80 since #84, 14:40" })
        let data = LaunchStory.ledger { LaunchStory.poll(&$0, [84, 61, nil, nil], in: LaunchStory.chart("us")) }
        let json = LaunchStory.report(data).exported(as: .json)
        #expect(json.contains("\"left\":{\"rank\":61,\"at\":\"2026-03-04T14:00:00Z\"}"), "\(json)")
    }

    @Test("a copied rank has the time when it was seen, not the present")
    func copied() {
        var state = opened()
        let effects = state.press("y")
        guard case .copy(let text)? = effects.first else {
            Issue.record("copied nothing: \(effects)")
            return
        }
        #expect(text.contains("#4 (observed") && text.contains("seen Mar 4, 2026, 15:00 UTC"), "\(text)")
        #expect(!text.contains("15:12"))
    }

    @Test("choosing the chart that is shown says so")
    func sameChart() {
        var state = opened()
        state.press("2")
        state.type(":chart us top-free")
        #expect(state.message == "already shown: US Top Free")
        state.type(":chart jp top-free")
        #expect(state.message == nil && state.route.chart == LaunchStory.chart("jp"))
    }

    @Test("a neighbor's change is apart from its rank, however long it is")
    func neighbors() throws {
        let data = LaunchStory.ledger { LaunchStory.poll(&$0, [40, 4], in: LaunchStory.chart("us"), every: 1320) }
        let lines = LaunchStory.frame(LaunchStory.report(data), size: Size(columns: 120, rows: 36), theme: .mono).lines
        #expect(lines.contains { $0.contains(" #4 ▲36/22min  Mint") }, "\(lines.joined(separator: "\n"))")
    }

    @Test("typing #1 as a time goes to the first time at #1 in the selected row's chart, not in a genre's chart")
    func marker() {
        var state = opened()
        state.route.app = LaunchStory.app
        state.type(":at #1")
        #expect(state.instant.iso8601 == "2026-03-04T14:54:00Z", "\(state.message ?? "")")
    }

    @Test("the second card is the best rank, unless the rank is the best one")
    func bestRank() {
        var state = opened()
        let card = state.page().cards[1]
        #expect(card.title == "best rank of Mint Weather in US Top Free, all but games")
        #expect(card.value == "#1, first reached Mar 4, 2026, 14:54 UTC" && card.kind == .observed)
        state = opened(ranks: [nil, 40, 30])
        #expect(!state.page().cards.contains { $0.title.hasPrefix("best rank of Mint Weather") })
    }

    @Test("the selected app stays selected if another process adds an app that comes before it")
    func selected() {
        var state = opened()
        #expect(state.page().selectedApp == LaunchStory.app)
        state.userState.watch(WatchedApp(Fixtures.app("1"), name: "A Budget"))
        state.applyWatchlist()
        #expect(state.watchedApps.map(\.app.text) == ["1", LaunchStory.app.text])
        #expect(state.page().selectedApp == LaunchStory.app)
    }

    @Test("a launch time that replaces another one is noted")
    func launchTime() {
        var state = UserState()
        state.watch(LaunchStory.watched)
        var app = LaunchStory.watched
        #expect(state.noteOnLaunch(of: app, zone: .utc) == nil)
        app.launch = LaunchStory.launch + 780
        #expect(
            state.noteOnLaunch(of: app, zone: .utc)
                == "launch time of Mint Weather: Mar 4, 2026, 09:13 UTC instead of Mar 4, 2026, 09:00 UTC"
        )
    }

    @Test("an app that is added on My launch is selected, so that the commands that follow are about it")
    func added() {
        var state = opened()
        state.type(":watch 1234567890")
        state.type(":launch 2026-03-04 10:00")
        #expect(state.userState.watched[Fixtures.app("1234567890")]?.launch?.iso8601 == "2026-03-04T10:00:00Z")
        #expect(state.userState.watched[LaunchStory.app]?.launch == LaunchStory.launch)
    }
}
