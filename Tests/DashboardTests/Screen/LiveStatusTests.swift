import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("Live status in the header")
struct LiveStatusTests {
    private static let now = Fixtures.time("2026-03-05T12:00:00Z")

    private static func source(_ name: String, _ change: (inout SourceHealth) -> Void = { _ in }) -> SourceHealth {
        .polled(name, at: now - 240, change)
    }

    private static func new(_ name: String) -> SourceHealth { SourceHealth(source: name, interval: 900) }

    private static func failing(_ name: String, last: Int64 = 3600) -> SourceHealth {
        source(name) { source in
            source.error = "\(name): connection refused"
            (source.lastSuccess, source.newestData) = (now - last, now - last)
        }
    }

    private static func history(isRecording: Bool) -> SourceHealth {
        var source = SourceHealth(source: "/data/history.sqlite")
        (source.isPolled, source.isRecording) = (false, isRecording)
        (source.lastSuccess, source.newestData) = (now, now - 1200)
        return source
    }

    private static func unpolled(_ source: SourceHealth) -> SourceHealth {
        var source = source
        source.isPolled = false
        return source
    }

    struct Story: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var sources: [SourceHealth]
        /// The beginning and the end of the header.
        var header: (String, String)
    }

    static let stories: [Story] = [
        Story(
            testDescription: "sources that haven't been polled aren't counted as OK",
            sources: [source("us"), new("jp"), new("de")],
            header: ("● LIVE 12:00 UTC", "data 4 min old  1 OK 2 waiting")
        ),
        Story(
            testDescription: "before the first poll, the status is WAITING",
            sources: [new("us"), new("jp")],
            header: ("○ WAITING 12:00 UTC", "no data yet  2 waiting")
        ),
        Story(
            testDescription: "if no source of charts is OK, ratings alone aren't live",
            sources: [failing("us"), source("appstore:ratings/us") { $0.providesCharts = false }],
            header: ("○ FAILING  last data 11:56 UTC", "1 OK 1 failing")
        ),
        Story(
            testDescription: "ratings alone are live if no charts are polled",
            sources: [source("appstore:ratings/us") { $0.providesCharts = false }],
            header: ("● LIVE 12:00 UTC", "data 4 min old  1 OK")
        ),
        Story(
            testDescription: "if one of several sources fails, the others are live",
            sources: [source("us"), failing("jp")],
            header: ("● LIVE 12:00 UTC", "data 4 min old  1 OK 1 failing")
        ),
        Story(
            testDescription: "if all sources fail, the header has the time of the last data",
            sources: [failing("us", last: 3600), failing("jp", last: 7200)],
            header: ("○ FAILING  last data 11:00 UTC", "2 failing")
        ),
        Story(
            testDescription: "a time on another day has its date",
            sources: [failing("us", last: 86_400)],
            header: ("○ FAILING  last data Mar 4, 2026, 12:00 UTC", "1 failing")
        ),
        Story(
            testDescription: "a first poll that fails isn't live",
            sources: [
                {
                    var source = new("us")
                    source.error = "us: connection refused"
                    return source
                }()
            ],
            header: ("○ FAILING  no data yet", "1 failing")
        ),
        Story(
            testDescription: "frozen sources have the time of their own data",
            sources: [source("us") { $0.frozenSince = now - 4 * 86_400 }],
            header: ("○ FROZEN  last data Mar 1, 2026, 12:00 UTC", "1 frozen")
        ),
        Story(
            testDescription: "sources without a successful poll for three intervals are stale",
            sources: [source("us") { ($0.lastSuccess, $0.newestData) = (now - 3000, now - 3000) }],
            header: ("○ STALE  last data 11:10 UTC", "1 stale")
        ),
        Story(
            testDescription: "the worst of several conditions is shown",
            sources: [source("us") { $0.lastSuccess = now - 3000 }, failing("jp")],
            header: ("○ FAILING  last data 11:56 UTC", "1 failing 1 stale")
        ),
        Story(
            testDescription: "an archive isn't counted as a source",
            sources: [history(isRecording: true), source("us"), source("jp")],
            header: ("● LIVE 12:00 UTC", "data 4 min old  2 OK")
        ),
        Story(
            testDescription: "an archive doesn't hide that all of the recorder's sources fail",
            sources: [history(isRecording: true), failing("us"), failing("jp")],
            header: ("○ FAILING  last data 11:40 UTC", "2 failing")
        ),
        Story(
            testDescription: "a recorder that has just started is waiting",
            sources: [history(isRecording: true)],
            header: ("○ WAITING 12:00 UTC", "data 20 min old")
        ),
        Story(
            testDescription: "a recorder that stopped is named",
            sources: [history(isRecording: false), unpolled(source("us")), unpolled(failing("jp"))],
            header: ("○ POLLING STOPPED  last data 11:56 UTC", "2 not polled")
        ),
        Story(
            testDescription: "an archive that nothing records to isn't live",
            sources: [history(isRecording: false)],
            header: ("○ NOT RECORDING  last data 11:40 UTC", "")
        ),
        Story(
            testDescription: "the dashboard's own sources are live even though the archive's recorder stopped",
            sources: [history(isRecording: false), source("us"), unpolled(source("jp"))],
            header: ("● LIVE 12:00 UTC", "data 4 min old  1 OK 1 not polled")
        ),
    ]

    @Test(
        "within a minute, ages and the next poll don't change on screen, even if a source is polled every few seconds",
        arguments: [("1", 5), ("2", 1), ("4", 1), ("8", 4)]
    )
    func idle(page: String, rows: Int) {
        var ledger = Ledger()
        for code in ["us", "jp"] { LaunchStory.poll(&ledger, [30, 20, 10], in: LaunchStory.chart(code), every: 10) }
        var source = SourceHealth(source: "us", interval: 10)
        for (age, next) in [(Int64(5), Int64(9)), (720, 42)] {
            let last = LaunchStory.now - age
            (source.lastAttempt, source.lastSuccess, source.newestData) = (last, last, last)
            source.nextAttempt = LaunchStory.now + next
            ledger.note(source)
            var state = DashboardState.openingCharts(ledger.snapshot, now: LaunchStory.now, isLive: true)
            state.userState.watch(LaunchStory.watched)
            state.startOnMyLaunch()
            _ = state.apply(.resize(Size(columns: 80, rows: 24)))
            state.press(.character(Character(page)))
            let shown = state.frame(theme: .mono).lines.prefix(rows)
            for seconds: Int64 in [1, 5] {
                _ = state.apply(.clock(LaunchStory.now + seconds))
                #expect(state.frame(theme: .mono).lines.prefix(rows) == shown)
            }
        }
    }

    @Test("the header shows whether data is live, and counts the sources in each condition", arguments: Self.stories)
    func header(_ story: Story) {
        var ledger = Ledger()
        for source in story.sources { ledger.note(source) }
        var state = DashboardState.openingCharts(ledger.snapshot, now: Self.now, isLive: true)
        _ = state.apply(.resize(Size(columns: 100, rows: 24)))
        let line = state.frame(theme: .mono).lines[0]
        #expect(line.hasPrefix(" launchtop  \(story.header.0)"), "\(line)")
        #expect(line.hasSuffix(story.header.1), "\(line)")
    }

    @Test(
        "the Sources page doesn't count the archive as a source and shows whether a process is recording",
        arguments: [true, false]
    )
    func archiveRow(isRecording: Bool) {
        var ledger = Ledger()
        for source in [Self.history(isRecording: isRecording), Self.source("us")] { ledger.note(source) }
        let report = SourceReport(ledger.snapshot, now: Self.now)
        #expect(report.title == "1 source")
        #expect(report.exported(as: .text).contains(isRecording ? "✓ recording" : "no process is recording"))
    }
}
