import Alerts
import Canvas
import Foundation
import Growth
import History
import Market
import TestSupport
import Testing

@testable import Alerts
@testable import Dashboard

@Suite("My launch: downloads, same age, alerts and milestones")
struct MyLaunchDetailsTests {
    private static let days: [(day: String, value: Int64)] = [
        ("2026-02-26", 310), ("2026-02-27", 420), ("2026-02-28", 800), ("2026-03-01", 1200), ("2026-03-03", 5120),
    ]

    private func texts(_ lines: [[StyledText]]) -> [String] { lines.map { $0.map(\.text).joined() } }

    @Test(
        "an app's age is the days, hours and minutes since its launch, or the time until the launch",
        arguments: [
            ("2026-03-04T09:00:00Z", "day 0, 0 m"), ("2026-03-04T15:12:30Z", "day 0, 6 h 12 m"),
            ("2026-03-05T08:59:59Z", "day 0, 23 h 59 m"), ("2026-03-05T09:00:00Z", "day 1, 0 m"),
            ("2026-07-01T09:00:00Z", "day 119"), ("2026-03-04T02:48:00Z", "launches in 6 h 12 m"),
            ("2026-03-01T09:00:00Z", "launches in 3 d"),
        ]
    )
    func age(instant: String, text: String) {
        let start = LaunchStart(of: LaunchStory.watched, documented: nil)
        #expect(start.map { LaunchAge(start: $0, instant: Fixtures.time(instant)).text } == text)
    }

    @Test("an app's age is in whole days for a documented launch, and nil without a launch date")
    func documentedAge() {
        let launch = InventedLaunches.launch("known", "Known", day0: "2026-03-01", days: [1])
        let watched = WatchedApp(LaunchStory.app)
        let start = LaunchStart(of: watched, documented: launch)
        #expect(start.map { LaunchAge(start: $0, instant: LaunchStory.now).text } == "day 3")
        #expect(LaunchStart(of: watched, documented: nil) == nil)
    }

    @Test("without download counts, My launch explains how to import them")
    func noCounts() throws {
        let details = try #require(LaunchStory.report(LaunchStory.market()).details)
        #expect(texts(details.downloads.lines(width: 60, in: .utc, theme: .mono)) == [LaunchDownloads.hint])
        #expect(details.downloads.summary(theme: .mono).map(\.text) == [LaunchDownloads.hint])
    }

    @Test("My launch shows the newest day's downloads, a sparkline, the total and the next milestone")
    func counts() throws {
        let data = LaunchStory.ledger { LaunchStory.count(&$0, Self.days) }
        let downloads = try #require(LaunchStory.report(data).details).downloads
        #expect(downloads.recent?.text == "·▁▂▂▃·█")
        let lines = texts(downloads.lines(width: 60, in: .utc, theme: .mono))
        #expect(lines[0] == "yesterday 5,120 exact (App Store Connect)")
        #expect(lines[1].hasPrefix("·▁▂▂▃·█ 7 days   total ≥7,850"))
        // A day is missing, so the total is a lower bound and there is no forecast.
        #expect(lines[2].hasSuffix("≥79% of 10k"))
        #expect(lines[3].contains("no forecast"))
    }

    @Test("My launch lists exact counts before estimates and ignores days that end after the time cursor")
    func kinds() throws {
        let data = LaunchStory.ledger { ledger in
            LaunchStory.count(&ledger, Self.days)
            ledger.append(
                MilestoneCounts.count(
                    9000,
                    of: LaunchStory.app,
                    on: ["2026-03-03"],
                    in: "us",
                    kind: .estimate,
                    source: "Paper"
                )
            )
        }
        let downloads = try #require(LaunchStory.report(data).details).downloads
        #expect(downloads.counters.map(\.kind) == [.exact, .estimate])
        let earlier = LaunchStory.report(data, at: Fixtures.time("2026-03-01T12:00:00Z")).details?.downloads
        #expect(earlier?.latest?.value == 800)
    }

    @Test("My launch compares the app with documented launches at the same age, or states why it can't")
    func sameAge() throws {
        let library = try Dashboards.library()
        let data = LaunchStory.market()
        let compared = try #require(LaunchStory.report(data, library: library).details).sameAge
        #expect(compared.day == 0)
        #expect(compared.lines.map(\.name) == ["Mint Weather", "Sora", "ChatGPT"])
        let sora = compared.lines[1]
        #expect(sora.totalText == "~56k" && sora.best?.rank == 1)
        #expect(compared.lines[0].best == SameAge.BestRank(rank: 1, chart: LaunchStory.chart("us"), day: 0))
        #expect(
            compared.editionNote == "Sora, ChatGPT: ranked with games, yours without"
                || sora.best?.chart.edition == .withoutGames
        )
        // Counts end on day 5, so the launches are compared at day 5, before the rank on day 6.
        let counted = LaunchStory.market(days: Self.days)
        let watched = WatchedApp(LaunchStory.app, launch: Fixtures.time("2026-02-26T09:00:00Z"))
        let week = try #require(LaunchStory.report(counted, watched: [watched], library: library).details).sameAge
        #expect(week.day == 5 && week.lines[0].rank == nil && week.lines[0].best?.day == 6)
        // Counts before the launch date aren't part of the total at that age.
        let early = LaunchStory.market(days: Array(Self.days.prefix(3)))
        let totals = try ["2026-02-26", "2026-02-27"].map { date -> ClosedRange<Double>? in
            let watched = WatchedApp(LaunchStory.app, launch: Fixtures.time("\(date)T09:00:00Z"))
            return try #require(LaunchStory.report(early, watched: [watched], library: library).details)
                .sameAge.lines[0].total
        }
        #expect(totals == [1530...1530, 1220...1220])
        // An app that drops out of a chart keeps its best rank in it.
        let dropped = LaunchStory.ledger { ledger in
            LaunchStory.poll(&ledger, [nil, nil, 64, 1, nil, nil], in: LaunchStory.chart("us"))
            LaunchStory.poll(&ledger, [nil, nil, 30, 8, 12, 12], in: LaunchStory.chart("gb"))
        }
        let after = try #require(LaunchStory.report(dropped, library: library).details).sameAge
        #expect(after.lines[0].best == SameAge.BestRank(rank: 1, chart: LaunchStory.chart("us"), day: 0))
        let unknown = WatchedApp(LaunchStory.app)
        func reason(_ watched: WatchedApp, _ library: LedgerSnapshot, at instant: Timestamp = LaunchStory.now)
            -> String?
        {
            LaunchStory.report(data, watched: [watched], library: library, at: instant).details?.sameAge.reason
        }
        #expect(reason(unknown, library) == "launch time unknown")
        #expect(reason(LaunchStory.watched, LedgerSnapshot()) == "no documented launches")
        #expect(reason(LaunchStory.watched, library, at: Fixtures.time("2026-03-01")) == "not launched yet")
        #expect(
            reason(LaunchStory.watched, library, at: Fixtures.time("2028-03-01")) == "launched more than 400 days ago"
        )
    }

    @Test("My launch lists new milestones on one line per chart, without ranks held in a first snapshot")
    func milestones() throws {
        let data = LaunchStory.market()
        let details = try #require(LaunchStory.report(data).details)
        let lines = details.events.map {
            $0.pieces(of: details, theme: .mono).map(\.text).joined()
        }
        #expect(lines.contains("15:00  US  ◆ #1  ◆ top 10 14:00  ◆ top 50 13:00  ◆ top 100 12:00"))
        #expect(details.events.map(\.at) == details.events.map(\.at).sorted(by: >))
        let later = try #require(LaunchStory.report(data, since: Fixtures.time("2026-03-04T14:30:00Z")).details)
        #expect(later.events.count == 4)
        let first = LaunchStory.ledger { LaunchStory.poll(&$0, [1, 1], in: LaunchStory.chart("us")) }
        #expect(LaunchStory.report(first).details?.events.isEmpty == true)
    }

    @Test("My launch lists recent alerts about the app and sources, newest first, with their deliveries")
    func alerts() throws {
        func alert(
            _ subject: AlertSubject,
            _ title: String,
            at time: String,
            _ deliveries: AlertDelivery...
        ) throws -> SentAlert {
            let alert = Alert(
                number: 1,
                rule: try AlertRule("rank <= 100 in us top-free"),
                subject: subject,
                name: subject.app == nil ? "us/top-free" : "Mint Weather",
                rank: Rank(64),
                firstSeen: Fixtures.time(time) - 60,
                confirmedAt: Fixtures.time(time),
                change: "entered top 100",
                title: title,
                text: title
            )
            return SentAlert(alert, deliveries: deliveries)
        }
        let chart = LaunchStory.chart("us")
        let alerts = [
            try alert(
                .rank(LaunchStory.app, chart),
                "Mint Weather is #64 in US Top Free: entered top 100",
                at: "2026-03-04T12:01:00Z",
                AlertDelivery(to: "hooks.slack.com", .sent)
            ),
            try alert(.rank(Fixtures.app("5"), chart), "Another is #1", at: "2026-03-04T12:02:00Z"),
            try alert(
                .source("us/top-free"),
                "us/top-free is stale",
                at: "2026-03-04T12:03:00Z",
                AlertDelivery(to: "ntfy.sh", .failed("HTTP 429 Too Many Requests"))
            ),
            try alert(.rank(LaunchStory.app, chart), "Mint Weather is #99", at: "2026-03-01T12:00:00Z"),
        ]
        let report = MyLaunchReport(
            of: [LaunchStory.watched],
            data: LaunchStory.ledger { LaunchStory.poll(&$0, [nil], in: chart) },
            library: LedgerSnapshot(),
            alerts: alerts,
            asOf: LaunchStory.now
        )
        let details = try #require(report.details)
        let lines = details.events.map {
            $0.pieces(of: details, theme: .mono).map(\.text).joined()
        }
        #expect(
            lines == [
                "12:03  ! us/top-free is stale  not sent: ntfy.sh: HTTP 429 Too Many Requests",
                "12:01  ! US #64: entered top 100 → hooks.slack.com",
            ]
        )
        // A narrow panel shortens the title, not the status.
        let narrow = details.events[0].pieces(of: details, theme: .mono, width: 40).map(\.text).joined()
        #expect(narrow.hasPrefix("12:03  ! us/top-free is stale  not sent: "))
    }

    @Test("charts that aren't followed any more come last, and have no next rank, change or line")
    func outdated() throws {
        let data = LaunchStory.ledger { ledger in
            let old = LaunchStory.now - 60 * Day.secondsPerDay
            for code in ["br", "us"] {
                for hour in Int64(0)..<3 {
                    let snapshot = LaunchStory.snapshot(2, in: LaunchStory.chart(code), at: old + hour * 3600)
                    ledger.append(snapshot)
                }
            }
            LaunchStory.poll(&ledger, [40, 64], in: LaunchStory.chart("us"))
        }
        let details = try #require(LaunchStory.report(data).details)
        #expect(details.rows.map(\.storefront.code) == ["us", "br"])
        #expect(details.rankSummary == "#64 in US, ranked in 1 of 1 storefront, 1 not current")
        #expect(details.neighborChart == LaunchStory.chart("us"))
        // The change is measured from the first snapshot after the gap.
        #expect(details.rows[0].overall?.day?.previousRank?.value == 40)
        let table = MyLaunchTable(details: details, theme: .mono, width: nil, sparkColumns: 0)
        let rows = table.content.lines.map { $0.split(separator: " ").joined(separator: " ") }
        #expect(rows[1].contains("#50 ▲14") && rows[2].contains("59 d old"))
        #expect(details.facts(of: details.rows[1])[0] == "#2 Jan 3 15:12 to Jan 3 17:12")
        let chart = LaunchRanksChart(details: details, selection: 1, theme: .mono)
        var frame = Frame(size: Size(columns: 60, rows: 12))
        chart.draw(in: Region(x: 0, y: 0, width: 60, height: 12), on: &frame)
        let text = frame.lines.joined(separator: "\n")
        #expect(text.contains("US #64") && !text.contains("BR"))
        // Other pages open with a chart that is followed.
        let report = try #require(AppReport(of: LaunchStory.app, in: data, asOf: LaunchStory.now))
        #expect(report.charts.map(\.storefront.code) == ["us", "br"] && report.followedCharts.count == 1)
        #expect(DashboardState.firstChart(of: data) == LaunchStory.chart("us"))
    }

    @Test("My launch shows neighbors in the app's best chart, or a chart's last ranks if the app isn't ranked")
    func neighbors() throws {
        let ranked = try #require(LaunchStory.report(LaunchStory.market()).details)
        let us = LaunchStory.chart("us")
        #expect(ranked.neighborChart == us && ranked.neighborCharts(selection: 1).first == LaunchStory.chart("de"))
        #expect(ranked.neighbors(in: us, reach: 2).map(\.rank.value) == [1, 2, 3, 4, 5])
        #expect(ranked.neighbors(in: us, reach: 2)[0].isOwn && ranked.neighborTitle(of: us) == "Neighbors, US Top Free")
        #expect(ranked.neighbors(in: us, reach: 500).count == 100)
        let data = LaunchStory.ledger { LaunchStory.poll(&$0, [nil], in: LaunchStory.chart("us")) }
        let unranked = try #require(LaunchStory.report(data).details)
        #expect(unranked.neighbors(in: us, reach: 1).map(\.rank.value) == [98, 99, 100])
        #expect(unranked.neighborTitle(of: us) == "Last ranks, US Top Free")
    }

    @Test("My launch cards start with the selected row's rank and change, and each names a source")
    func cards() throws {
        let report = LaunchStory.report(LaunchStory.market(), library: try Dashboards.library())
        let cards = report.cards(at: 1)
        #expect(cards[0].title == "rank of Mint Weather in DE Top Free, all but games" && cards[0].value == "#2")
        #expect(cards[1].title.contains("over an hour") && cards[1].value == "▲4")
        #expect(cards.allSatisfy { card in card.lines.contains { $0.label == "source" } })
        #expect(LaunchStory.report(LedgerSnapshot(), watched: []).cards(at: 0).isEmpty)
    }

    @Test(
        "My launch cards name the source of the snapshot, or say that it isn't known, whatever polls the chart now",
        arguments: [
            (["old.json", "old.json"], "old.json", "old.json"),
            (["old.json", "new.json"], "new.json", "old.json and new.json"),
            ([nil, "new.json"], "new.json", "unknown source and new.json"),
            ([nil, nil], "unknown source", "unknown source"),
        ]
    )
    func rankSource(sources: [String?], rank: String, change: String) throws {
        for ranks in [[5, 4], [nil, nil]] {
            let data = LaunchStory.ledger { ledger in
                for (index, source) in sources.enumerated() {
                    let time = LaunchStory.now - 720 - Int64(1 - index) * 3600
                    let us = LaunchStory.chart("us")
                    ledger.append(LaunchStory.snapshot(ranks[index], in: us, at: time), from: source)
                }
            }
            let cards = LaunchStory.report(data).cards(at: 0)
            func source(_ card: FigureCard?) -> String? { card?.lines.first { $0.label == "source" }?.text }
            #expect(source(cards.first) == rank)
            guard ranks[0] != nil else { continue }
            #expect(cards.first?.citation(asOf: nil).contains("(observed, \(rank))") == true)
            #expect(source(cards[1]) == "calculated by launchtop from two snapshots (\(change))")
        }
    }
}
