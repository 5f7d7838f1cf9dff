import Canvas
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("Time entry and playhead")
struct TimeTests {
    private let bounds = TimeRange(Fixtures.time("2025-09-30"), Fixtures.time("2025-10-10"))

    @Test(
        "time entries such as 14:00, -2d, day 3, D+3 14h and 50% are parsed as instants",
        arguments: [
            ("14:00", "2025-10-02T14:00:00Z"), ("9:05", "2025-10-02T09:05:00Z"),
            ("2025-10-03 14:00", "2025-10-03T14:00:00Z"),
            ("2025-10-03", "2025-10-03T23:59:59Z"), ("3h5m", "2025-10-02T11:05:00Z"), ("-2d", "2025-09-30T08:00:00Z"),
            ("day 3", "2025-10-03T23:59:59Z"), ("day0", "2025-09-30T23:59:59Z"), ("50%", "2025-10-05T00:00:00Z"),
            (" 1w ", "2025-10-09T08:00:00Z"), ("D+3", "2025-10-03T23:59:59Z"), ("D+3 14h", "2025-10-03T14:00:00Z"),
            ("d+3 h 14", "2025-10-03T14:00:00Z"), ("D+0 3h5m", "2025-09-30T03:05:00Z"),
            ("D3", "2025-10-03T23:59:59Z"), ("D+1 0h", "2025-10-01T00:00:00Z"), ("day 1 6h", "2025-10-01T06:00:00Z"),
            ("day 1, 6 h 12 m", "2025-10-01T06:12:00Z"), ("D1 6h", "2025-10-01T06:00:00Z"),
            ("day -1", "2025-09-29T23:59:59Z"), ("now", "2025-10-10T00:00:00Z"), ("Live", "2025-10-10T00:00:00Z"),
            ("today", "2025-10-02T23:59:59Z"), ("Yesterday", "2025-10-01T23:59:59Z"),
            ("yesterday 14:00", "2025-10-01T14:00:00Z"), ("today 9:00", "2025-10-02T09:00:00Z"),
            ("-1d 14:00", "2025-10-01T14:00:00Z"), ("+1w 9:05", "2025-10-09T09:05:00Z"),
            ("Oct 3, 2025, 14:00", "2025-10-03T14:00:00Z"), ("Oct 3 14:00", "2025-10-03T14:00:00Z"),
            ("3 october", "2025-10-03T23:59:59Z"), ("Dec 24", "2024-12-24T23:59:59Z"),
            ("2025-10-03 9:00", "2025-10-03T09:00:00Z"), ("14:00+02:00", "2025-10-02T12:00:00Z"),
        ]
    )
    func entries(text: String, instant: String) {
        let entry = TimeEntry(
            from: Fixtures.time("2025-10-02T08:00:00Z"),
            bounds: bounds,
            launch: Fixtures.time("2025-09-30")
        )
        #expect(entry.instant(text)?.iso8601 == instant)
    }

    @Test("on the command line, times before the data's end count back from it in a replay of charts, not of a launch")
    func countedBack() throws {
        let market = Dashboards.marketReplay(at: "2026-03-02", size: Size(columns: 80, rows: 24))
        let end = market.route.playhead.bounds.end
        #expect(market.instant(onCommandLine: "-24h") == end - 86_400)
        #expect(market.instant(onCommandLine: "yesterday 12:00") == end.day.advanced(by: -1).start + 43_200)
        #expect(market.instant(onCommandLine: "3h") == market.instant + 10_800)
        let sora = try Dashboards.sora(at: "2025-10-06", size: Size(columns: 80, rows: 24))
        #expect(sora.instant(onCommandLine: "-1d") == sora.instant - 86_400)
    }

    @Test(
        "an invalid time entry is rejected",
        arguments: [
            "", ":", "::", ":5", "day -9223372036854775808", "soon", "3x", "25:00", "day x", "101%", "3",
            "9999999999999999h", "-", "D+", "D+x", "D+--1", "D+3 x", "D+3 -2h", "D+9223372036854775807", "d", "day 3 6",
            "nowhere", "yesterday 14", "-5h 14:00", "1d 14:00", "tomorrow 14:00", "yesterday 14:00 15:00",
            "-999999w 14:00 x",
        ]
    )
    func noEntries(text: String) {
        let entry = TimeEntry(from: bounds.start, bounds: bounds, launch: nil)
        #expect(entry.instant(text) == nil)
    }

    @Test(
        "a date entry selects the end of that day in the time zone, or the data's end if it's on that day",
        arguments: [
            (0, "2025-10-03", "2025-10-03T23:59:59Z"), (9, "2025-10-03", "2025-10-03T14:59:59Z"),
            (-4, "2025-10-03", "2025-10-04T03:59:59Z"), (0, "2025-10-10", "2025-10-10T00:00:00Z"),
            (-4, "2025-10-09", "2025-10-10T00:00:00Z"), (9, "2025-09-29", "2025-09-29T14:59:59Z"),
            (9, "day 3", "2025-10-03T23:59:59Z"), (0, "2025-10-11", "2025-10-11T23:59:59Z"),
        ]
    )
    func dates(hours: Int64, text: String, instant: String) {
        let change = TimeZoneTable.Change(from: Timestamp(seconds: 0), offset: hours * 3600, abbreviation: "T")
        let entry = TimeEntry(
            from: bounds.start,
            bounds: bounds,
            launch: Fixtures.time("2025-09-30"),
            zone: TimeZoneTable(name: "Test", changes: [change]),
            data: bounds
        )
        #expect(entry.instant(text)?.iso8601 == instant)
    }

    @Test("today is the current date in live mode, and the date shown in a replay", arguments: [true, false])
    func today(isLive: Bool) {
        let now = Fixtures.time("2026-03-06T12:00:00Z")
        var state = DashboardState.openingCharts(Dashboards.market(), now: now, isLive: isLive)
        _ = state.apply(.resize(Size(columns: 80, rows: 24)))
        state.route.playhead.move(to: Fixtures.time("2026-03-04T08:00:00Z"))
        state.type("tyesterday 14:00")
        #expect(state.message == nil)
        #expect(state.instant.iso8601 == (isLive ? "2026-03-05T14:00:00Z" : "2026-03-03T14:00:00Z"))
        state.type(":at -1d 9:00")
        #expect(state.instant.iso8601 == (isLive ? "2026-03-04T09:00:00Z" : "2026-03-02T09:00:00Z"))
    }

    @Test("the error for an invalid time names a marker only if the page has one")
    func markerInError() throws {
        let size = Size(columns: 80, rows: 24)
        let launch = try Dashboards.sora(at: "2025-10-02", size: size)
        #expect(launch.problem(withTime: "x").hasSuffix("now or a marker such as #1"))
        let charts = Dashboards.marketReplay(at: "2026-03-04", size: size)
        #expect(charts.problem(withTime: "x").hasSuffix("50% or now"))
    }

    @Test("if a launch's time of day is known, its days begin at that time")
    func launchTime() {
        let launch = Fixtures.time("2025-09-30T16:30:00Z")
        let entry = TimeEntry(from: bounds.start, bounds: bounds, launch: launch)
        #expect(entry.instant("day 0")?.iso8601 == "2025-10-01T16:29:59Z")
        #expect(entry.instant("D+1 0h")?.iso8601 == "2025-10-01T16:30:00Z")
        let start = LaunchStart(at: launch)
        #expect(start.day(at: Fixtures.time("2025-10-01T16:29:59Z")) == 0)
        #expect(start.day(at: Fixtures.time("2025-10-01T16:30:00Z")) == 1)
        #expect(start.day(at: Fixtures.time("2025-09-30T16:29:59Z")) == -1)
        #expect(start.day(on: Fixtures.day("2025-10-01")) == 1)
    }

    @Test(
        "entering now, live or end moves to the end of the data, in the time prompt and in the palette",
        arguments: ["now", "live", "END"]
    )
    func present(word: String) {
        var state = Dashboards.marketReplay(at: "2026-03-04", size: Size(columns: 80, rows: 24))
        state.type("t\(word)")
        #expect(state.message == nil && state.route.playhead.isAtEnd)
        state.press(.home)
        state.type(":at \(word)")
        #expect(state.route.playhead.isAtEnd)
        state.press(.home)
        state.type(":\(word)")
        #expect(state.message == nil && state.route.playhead.isAtEnd)
    }

    @Test("entering a date that the data covers only in part moves to the end of the data without a warning")
    func lastDay() {
        var state = Dashboards.marketReplay(at: "2026-03-04", size: Size(columns: 80, rows: 24))
        state.type(":at 2026-03-06")
        #expect(state.message == nil && state.route.playhead.isAtEnd)
        state.type(":at 2026-03-07")
        #expect(state.message?.contains("is out of range") == true)
    }

    @Test("playback advances at the set speed, keeps fractions of a second, and stops at the end")
    func playing() {
        var playhead = Playhead(bounds: bounds, cursor: bounds.start, speed: 1)
        playhead.play(from: bounds.start)
        for _ in 0..<40 { playhead.advance(milliseconds: 33) }
        #expect(playhead.instant - bounds.start == 1)
        playhead.setSpeed(86_400)
        for _ in 0..<200 { playhead.advance(milliseconds: 100) }
        #expect(playhead.isAtEnd)
        #expect(!playhead.isPlaying)
    }

    @Test("playback skips a long quiet period in two seconds, and plays a short one at the set speed")
    func quiet() {
        var playhead = Playhead(bounds: bounds, cursor: bounds.start, speed: 60)
        playhead.play(from: bounds.start)
        let near = bounds.start + 8 * 60
        playhead.advance(milliseconds: 1000, next: near)
        #expect(playhead.quiet == nil && playhead.instant - bounds.start == 60)
        let far = bounds.start + 86_400
        for _ in 0..<20 { playhead.advance(milliseconds: 100, next: far) }
        #expect(playhead.instant == far)
        playhead.advance(milliseconds: 1000, next: far + 60)
        #expect(playhead.quiet == nil && playhead.instant == far + 60)
        playhead.move(to: bounds.start)
        playhead.advance(milliseconds: 1000)
        #expect(playhead.instant - bounds.start == 60)
    }

    @Test("playback skips a quiet period at the end of the data in at most two seconds")
    func quietEnd() {
        var playhead = Playhead(bounds: bounds, cursor: bounds.start, speed: 86_400)
        playhead.play(from: bounds.end - 5 * 86_400)
        for _ in 0..<20 { playhead.advance(milliseconds: 100, next: bounds.end, isLast: true) }
        #expect(playhead.isAtEnd && !playhead.isPlaying)
        playhead.play(from: bounds.end - 86_400)
        for _ in 0..<5 { playhead.advance(milliseconds: 100, next: bounds.end, isLast: true) }
        #expect(!playhead.isAtEnd)
    }

    @Test(
        "Home, End and playback stop first at the ends of the launch period, then at the ends of the data"
    )
    func passage() {
        let passage = TimeRange(bounds.start + 86_400, bounds.start + 3 * 86_400)
        var playhead = Playhead(bounds: bounds, passage: passage, cursor: passage.start, speed: 86_400)
        #expect(playhead.start == passage.start)
        playhead.togglePlaying()
        for _ in 0..<100 { playhead.advance(milliseconds: 100) }
        #expect(playhead.instant == passage.end && !playhead.isPlaying && playhead.isAtStop && !playhead.isAtEnd)
        playhead.togglePlaying()
        #expect(playhead.instant == passage.end)
        for _ in 0..<200 { playhead.advance(milliseconds: 100) }
        #expect(playhead.isAtEnd && !playhead.isPlaying)
        playhead.togglePlaying()
        #expect(playhead.instant == passage.start && playhead.isPlaying)
        playhead.moveToEnd()
        #expect(playhead.instant == passage.end)
        playhead.moveToEnd()
        #expect(playhead.isAtEnd && playhead.cursor == nil)
        playhead.moveToStart()
        #expect(playhead.instant == passage.start)
        playhead.moveToStart()
        #expect(playhead.instant == bounds.start)
        playhead.moveToStart()
        #expect(playhead.instant == bounds.start)
    }

    @Test("panning moves the time window by quarters of its length and keeps the cursor inside the window")
    func panning() {
        let week = TimeRange(bounds.start, bounds.start + 4 * 86_400)
        var playhead = Playhead(bounds: bounds, window: week, cursor: bounds.start)
        playhead.pan(byQuarters: 1)
        #expect(playhead.window.start == bounds.start + 86_400)
        #expect(playhead.instant == playhead.window.start)
        playhead.pan(byQuarters: 1000)
        #expect(playhead.window.end == bounds.end)
        playhead.pan(byQuarters: -1000)
        #expect(playhead.window == week)
        #expect(playhead.instant == week.end)
    }

    @Test("the time window follows the cursor in steps of a quarter of its length")
    func follower() {
        let week = TimeRange(bounds.start, bounds.start + 4 * 86_400)
        var playhead = Playhead(bounds: bounds, window: week, cursor: bounds.start)
        playhead.move(to: week.end + 1)
        #expect(playhead.window.start == bounds.start + 86_400)
        #expect(playhead.window.contains(playhead.instant))
        playhead.move(to: bounds.end)
        #expect(playhead.window.end == bounds.end)
    }

    @Test("zooming keeps the cursor within the time window, and the window within the data")
    func zooming() {
        var playhead = Playhead(bounds: bounds, cursor: Fixtures.time("2025-10-09T12:00:00Z"))
        for factor in [0.5, 0.5, 2, 0.5, 2, 2, 2, 2, 0.01, 100] {
            playhead.zoom(by: factor)
            #expect(playhead.window.contains(playhead.instant))
            #expect(playhead.window.start >= bounds.start && playhead.window.end <= bounds.end)
        }
    }

    @Test("no default key is bound to two commands on the same page")
    func keys() {
        let table = CommandTable.standard
        for page in PageID.all {
            let keys = table.rows.filter { $0.works(on: page) }.flatMap(\.keys)
            #expect(Set(keys).count == keys.count, "\(page)")
        }
    }

    @Test(
        "large numbers are shortened to at most four digits and a suffix",
        arguments: [
            (107_800.0, "107.8k"), (56_000, "56k"), (1_000_000, "1M"), (950, "950"), (1_234_567, "1.2M"), (0, "0"),
            (999_960, "1M"), (999_900, "999.9k"), (1_200_000_000, "1.2B"),
        ]
    )
    func short(value: Double, text: String) { #expect(NumberFormat.short(value) == text) }

    @Test("a list of days names each month once")
    func days() {
        func text(_ days: [String]) -> String { TimeFormat.list(days.map(Fixtures.day)) }
        #expect(text(["2025-10-02", "2025-10-03", "2025-10-05"]) == "Oct 2, 3 and 5")
        #expect(text(["2023-05-19", "2023-05-20", "2023-05-21"]) == "May 19 to 21")
        #expect(text(["2025-09-30", "2025-10-01"]) == "Sep 30 to Oct 1")
    }
}
