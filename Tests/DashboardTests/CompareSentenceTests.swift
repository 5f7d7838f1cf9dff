import Canvas
import Growth
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("What is said of compared launches")
struct CompareSentenceTests {
    private static let us = Scope(stores: [.appStore], storefronts: [Storefront("us")].compactMap { $0 })
    private static let small = Size(columns: 80, rows: 24)

    private func text(_ state: DashboardState) -> String { state.frame(theme: .mono).lines.joined(separator: "\n") }

    /// A launch with so many downloads on each of its days.
    private func launch(
        _ id: String,
        _ name: String,
        day0: String,
        kind: LaunchKind = .launch,
        days: [Double],
        scope: Scope = us
    ) -> Launch {
        let first = Fixtures.day(day0)
        return Launch(
            id: id,
            name: name,
            kind: kind,
            app: Fixtures.app("4711"),
            developer: nil,
            store: .appStore,
            day0: first,
            storefronts: scope.storefronts ?? [],
            access: "open",
            series: "model",
            observations: days.enumerated().map { day, value in
                Observation(
                    metric: .downloads,
                    value: value,
                    period: .day(first.advanced(by: day)),
                    scope: scope,
                    kind: .estimate,
                    series: "model",
                    source: Source(name: "Paper", address: nil, published: "2026")
                )
            },
            events: [],
            conflicts: [],
            missing: []
        )
    }

    private func library(_ launches: Launch...) -> LedgerSnapshot {
        var ledger = Ledger()
        for launch in launches { ledger.append(launch) }
        return ledger.snapshot
    }

    private func still(
        _ compared: [Compared],
        _ library: LedgerSnapshot,
        at time: String = "2026-10-08T23:59:59Z",
        size: Size = small
    ) -> DashboardState {
        var state = DashboardState.stillComparison(
            compared,
            data: LedgerSnapshot(),
            library: library,
            at: Fixtures.time(time)
        )
        _ = state.apply(.resize(size))
        return state
    }

    // MARK: Live

    /// An app of one's own with a report for each of its days, and a library with a finished launch of 100 a day.
    private func live(_ reports: [Int64], since day0: String) -> (data: LedgerSnapshot, library: LedgerSnapshot) {
        var ledger = Ledger()
        let counter = Counter(
            app: Fixtures.app("77"),
            metric: .downloads,
            scope: Self.us,
            kind: .exact,
            source: "App Store Connect"
        )
        for (day, value) in reports.enumerated() {
            ledger.append(Count(days: [Fixtures.day(day0).advanced(by: day)], value: value), of: counter)
        }
        let done = launch("done", "Done", day0: "2025-01-01", days: [Double](repeating: 100, count: 14))
        return (ledger.snapshot, library(done))
    }

    @Test("a live app against a finished launch: at D+3 h 14 it is 8 % ahead, by 7 hours")
    func liveGhost() throws {
        // 108 a day: 387 by D+3 h 14, which the other has 7 hours later.
        let (data, library) = live([108, 108, 108, 108], since: "2026-03-01")
        let state = DashboardState.stillComparison(
            [.app(Fixtures.app("77")), .launch("done")],
            data: data,
            library: library,
            at: Fixtures.time("2026-03-04T14:00:00Z")
        )
        let report = try #require(state.compareReport)
        let ghost = try #require(report.ghosts[1])
        #expect(ghost.age == 86 * 3600 && ghost.isRunning, "the fourth day is not over")
        #expect(abs(ghost.mine.lowerBound - 387) < 0.01 && abs((ghost.lead?.lowerBound ?? 0) - 0.08) < 1e-9)
        let sentence = try #require(report.ghostSentences(against: 1).first)
        #expect(
            sentence
                == "at D+3 h 14 77 is 8 % ahead of Done, by 7 h: 77's =387 is 108 % of Done's 358 downloads in US"
        )
    }

    @Test("the clock goes on, and with it the age", arguments: ["2026-03-28", "2026-10-24", "2028-02-28"])
    func ticking(day0: String) throws {
        // The nights on which Europe's clocks change, and a leap day: a day is 24 hours all the same.
        let (data, library) = live([108, 108], since: day0)
        let start = Fixtures.time(day0)
        var place = Place(page: .compare, playhead: Playhead(bounds: TimeRange(start, start + 3600)))
        place.compared = [.app(Fixtures.app("77")), .launch("done")]
        var state = DashboardState(data: data, library: library, now: start, isLive: true, start: place)
        _ = state.apply(.resize(Self.small))
        for (hours, ahead) in [(49, 4), (53, 4), (60, 5)] as [(Int64, Int)] {
            _ = state.apply(.clock(start + hours * 3600))
            let report = try #require(state.compareReport)
            #expect(report.ghosts[1]?.age == hours * 3600)
            #expect(text(state).contains("at D+2 h \(hours - 48) 77 is 8 % ahead of Done, by \(ahead) h"))
        }
    }

    @Test("where the finished launch's days are not known, it says how they stood when they last were")
    func lastKnown() throws {
        let (data, _) = live([90_000, 95_000, 99_000, 99_000], since: "2026-03-01")
        let library = try Dashboards.library()
        let report = try #require(
            CompareReport(
                [.app(Fixtures.app("77")), .launch("chatgpt")],
                data: data,
                library: library,
                asOf: Fixtures.time("2026-03-04T14:00:00Z")
            )
        )
        let sentence = try #require(report.ghostSentences(against: 1).first)
        #expect(sentence.hasPrefix("at D+3 h 14 77 has ="))
        #expect(sentence.hasSuffix(" and ChatGPT 81,000–606,000 downloads in US; at D+1 it was 11 % ahead"))
    }

    @Test("counted before it was seen on a chart, an app begins when it was counted")
    func countedFirst() throws {
        var ledger = Ledger()
        let counter = Counter(
            app: Fixtures.app("77"),
            metric: .downloads,
            scope: Self.us,
            kind: .exact,
            source: "App Store Connect"
        )
        ledger.append(Count(days: [Fixtures.day("2026-03-01")], value: 5), of: counter)
        ledger.append(Fixtures.snapshot(["77"], at: "2026-03-03T10:00:00Z"))
        let entrant = CompareEntrant(
            .app(Fixtures.app("77")),
            data: ledger.snapshot,
            library: LedgerSnapshot(),
            asOf: Fixtures.time("2026-03-04")
        )
        #expect(entrant?.day0 == Fixtures.time("2026-03-01"))
    }

    // MARK: Ranges

    @Test("a range over more than a factor of three is no figure of a table")
    func telling() {
        #expect(CompareReport.isTelling(5...5) && CompareReport.isTelling(1...3))
        #expect(
            !CompareReport.isTelling(1...3.01) && !CompareReport.isTelling(0...1) && !CompareReport.isTelling(0...0)
        )
    }

    @Test("what only a total of months later bounds is not shown at D1; within twice the age it is")
    func laterBounds() throws {
        func cells(_ through: Int) throws -> [Substring] {
            var late = launch("late", "Late", day0: "2025-01-01", days: [])
            late.observations = [
                Observation(
                    metric: .downloads,
                    value: 9000,
                    period: .through(Fixtures.day("2025-01-01").advanced(by: through - 1)),
                    scope: Self.us,
                    kind: .estimate,
                    series: "model",
                    source: Source(name: "Paper", address: nil, published: "2026")
                )
            ]
            let done = launch("done", "Done", day0: "2025-01-01", days: [Double](repeating: 100, count: 14))
            let text = try #require(
                Twin.compare(
                    [.launch("late"), .launch("done")],
                    data: LedgerSnapshot(),
                    library: library(late, done),
                    asOf: Fixtures.time("2026-01-01"),
                    as: .text
                )
            )
            let row = try #require(text.split(separator: "\n").first { $0.hasPrefix("Late ") })
            return row.split(separator: " ").filter { $0 != "·" }
        }
        #expect(try cells(100) == ["Late", "US"])
        #expect(try cells(14) == ["Late", "US", "~≤9k", "~9,000"], "D7 is within twice the age of D14")
        #expect(try cells(7) == ["Late", "US", "~9,000"], "D3 is not")
    }

    @Test("where the other's days are not known, it says between which of its totals that lies")
    func hours() throws {
        let report = try #require(
            CompareReport(
                [.launch("sora"), .launch("chatgpt")],
                data: LedgerSnapshot(),
                library: try Dashboards.library(),
                asOf: Fixtures.time("2026-10-08")
            )
        )
        #expect(
            report.ghostSentences(against: 1) == [
                "at D+7 Sora is 4 % behind ChatGPT: Sora's 582,000 is 96 % of ChatGPT's 606,000 downloads in US; "
                    + "ChatGPT had as many between D+1 and D+7"
            ]
        )
    }

    // MARK: Names

    @Test("a launch and a surge of one app are told apart everywhere, also in few columns")
    func names() throws {
        let library = library(
            launch("first", "Claude for Everybody", day0: "2024-05-01", days: [10, 20, 30]),
            launch("again", "Claude for Everybody", day0: "2026-02-25", kind: .surge, days: [40, 50, 60])
        )
        let text = text(still([.launch("first"), .launch("again")], library))
        #expect(text.contains(" Claude for Everybody ") && text.contains(" (surge 2026) "))
        #expect(text.contains("'26 "), "at the line's end there is room for the year alone")
        #expect(text.contains("at D+3 Claude for Everybody is 60 % behind Claude for Everybody (surge 2026)"))
        let names = CompareName.apart(
            [CompareName("Notes"), CompareName("Notes"), CompareName("Other")],
            ids: ["1234567", "7654321", "9"]
        )
        #expect(names.map(\.full) == ["Notes (1234567)", "Notes (7654321)", "Other"])
        #expect(names.map { $0.fitted(to: 12) } == ["Notes …4567", "Notes …4321", "Other"])
        #expect(names.map { $0.fitted(to: 3) } == ["No…", "No…", "Ot…"])
    }

    // MARK: Nothing

    @Test("a set of which nobody has totals opens by rank; no axis is drawn where there is nothing")
    func nothing() throws {
        let data = Dashboards.market()
        let chart = try #require(data.charts.first { $0.storefront.code == "us" })
        let ranking = try #require(data.ranking(of: chart, asOf: Fixtures.time("2026-03-05")))
        let apps = ranking.entries.prefix(2).map { Compared.app($0.app) }
        var state = DashboardState.stillComparison(
            apps,
            data: data,
            library: LedgerSnapshot(),
            at: Fixtures.time("2026-03-05")
        )
        _ = state.apply(.resize(Self.small))
        #expect(text(state).contains("ranks in US") && text(state).contains("best rank by"))
        state.press("v")
        #expect(text(state).contains("Nobody has totals of any of them"))
        state.press("v")
        #expect(text(state).contains("Nobody has totals of any of them"), "nor by day")
        state.press("v")
        #expect(text(state).contains("ranks in US"))
        let bare = library(launch("bare", "Bare", day0: "2025-01-01", days: []))
        let page = still([.launch("bare")], bare)
        #expect(text(page).contains("Nobody has totals of any of them"))
        #expect(!text(page).contains("⠤"), "no axis of 0 to 1")
    }

    // MARK: Room

    @Test("at 80×24 the ghost is in sight with two to seven launches, whoever is in focus", arguments: 2...7)
    func room(count: Int) throws {
        let scopes = ["us", "ca", "jp", "de", "fr", "gb", "kr"].map {
            Scope(stores: [.appStore], storefronts: [Storefront($0), Storefront("us")].compactMap { $0 })
        }
        var ledger = Ledger()
        for index in 0..<count {
            var one = launch(
                "l\(index)",
                "Launch number \(index)",
                day0: "2025-01-0\(index + 1)",
                days: (0..<14).map { Double(100 + index * 10 + $0) },
                scope: scopes[index]
            )
            let like = launch("", "", day0: "2025-01-0\(index + 1)", days: [50, 60, 70, 80 + Double(index)])
            one.observations += like.observations
            ledger.append(one)
        }
        var state = still((0..<count).map { .launch("l\($0)") }, ledger.snapshot)
        for focus in 0..<count {
            let text = text(state)
            #expect(text.contains(" Launch number 0 is "), "focus \(focus)\n\(text)")
            #expect(
                text.contains("of Launch number \(max(1, focus))")
                    || text.contains("behind Launch number \(max(1, focus))")
            )
            #expect(text.contains("D7") && text.contains("⠤"))
            state.press("j")
        }
        // What has no room beside the curves has some without them.
        state.press("z", "z")
        let hasMore = text(state).contains("more: PgDn")
        for _ in 0..<40 { state.press(.pageDown) }
        #expect(text(state).contains("… PgUp for those before") == hasMore && (hasMore || count < 7))
        #expect(text(state).contains(" Launch number 0 is ") && !text(state).contains("gives them room"))
    }

    @Test("what has no room is a key away: every sentence comes into sight")
    func scrolling() throws {
        var state = still([.launch("sora"), .launch("chatgpt")], try Dashboards.library())
        let all = [
            "compared by downloads in US", "by D5 of Sora: Bill Peebles", "uprights: from the least", "dashes: a sum",
        ]
        var seen: Set<String> = []
        #expect(text(state).contains("more: PgDn"))
        for _ in 0..<6 {
            #expect(text(state).contains("at D+7 Sora is 4 % behind ChatGPT"), "the ghost stays")
            seen.formUnion(all.filter { text(state).contains($0) })
            state.press(.pageDown)
        }
        #expect(seen == Set(all))
        #expect(text(state).contains("… PgUp for those before"))
        for _ in 0..<6 { state.press(.pageUp) }
        #expect(text(state).contains("more: PgDn"))
    }

    @Test("a click on a row of a scope means the launch that it is of")
    func clicking() throws {
        var state = still([.launch("sora"), .launch("chatgpt")], try Dashboards.library())
        let lines = state.frame(theme: .mono).lines
        let row = try #require(lines.firstIndex { $0.contains("ChatGPT         US") })
        _ = state.apply(.mouse(Mouse(.press, at: Point(x: 3, y: row))))
        #expect(state.place.selection == 1)
        _ = state.apply(.mouse(Mouse(.press, at: Point(x: 3, y: row - 1))))
        #expect(state.place.selection == 0, "the row of what it is compared by is Sora's")
    }
}
