import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("Launch replay")
struct ReplayTests {
    private static let size = Size(columns: 80, rows: 24)

    /// Returns a launch with day 0 on 2026-03-01, and figures and events on the given days, counted from day 0.
    private func launch(figures: [Int], events: [Int] = []) -> Launch {
        let day0 = Fixtures.day("2026-03-01")
        let source = Citation(name: "A", address: nil, published: "2026")
        let home = Scope(stores: [.appStore], storefronts: [])
        return Launch(
            id: "x",
            name: "X",
            app: Fixtures.app("7"),
            developer: nil,
            store: .appStore,
            day0: day0,
            storefronts: [],
            access: "open",
            series: nil,
            observations: figures.map { offset in
                Observation(
                    metric: .downloads,
                    value: 5,
                    period: .day(day0.advanced(by: offset)),
                    scope: home,
                    kind: .estimate,
                    source: source
                )
            },
            events: events.map { LaunchEvent(day: day0.advanced(by: $0), text: "it happened", source: source) },
            conflicts: [],
            missing: []
        )
    }

    @Test(
        "a launch period ends at the last figure before a gap of over 14 days, or at an event soon after",
        arguments: [
            ([0, 1, 3, 5], [], 5), ([0, 14, 28, 43], [], 28), ([0, 1, 30], [3], 3), ([0, 1, 30], [4], 1),
            ([182, 190, 300], [], 190), ([], [], 6), ([], [10, 90], 10), ([-20, -3, 0, 2], [-4], 2),
            ([5, 0, 2], [5, 6, 7, 8], 7),
        ]
    )
    func passage(figures: [Int], events: [Int], end: Int) {
        let launch = launch(figures: figures, events: events)
        #expect(launch.passage.start == launch.day0.start)
        #expect(launch.passage.end == launch.day0.advanced(by: end).lastSecond)
        #expect(launch.known.start <= launch.passage.start && launch.passage.end <= launch.known.end)
    }

    @Test("the launch period of every documented launch ends on a day with data, and all data is reachable")
    func library() throws {
        for launch in try Fixtures.launches() {
            let days = launch.observations.map(\.period.lastDay) + launch.events.map(\.day)
            #expect(days.contains(launch.passage.end.day), "\(launch.id)")
            #expect(days.allSatisfy { launch.known.contains($0.lastSecond) }, "\(launch.id)")
        }
        #expect(try Fixtures.launch("sora").passage.end == Fixtures.day("2025-10-08").lastSecond)
    }

    @Test("a replay stops at the end of the launch period, and Space continues it to the end of the data")
    func stopping() throws {
        var state = try Dashboards.sora(at: "2025-09-30T00:00:00Z", size: Self.size)
        state.press(" ")
        while state.isPlaying { _ = state.apply(.elapsed(milliseconds: 250)) }
        #expect(state.instant == Fixtures.day("2025-10-08").lastSecond)
        #expect(state.frame(theme: .mono).lines[0].contains("‖ END Oct 8, 2025"))
        state.press(" ")
        #expect(state.isPlaying)
        while state.isPlaying { _ = state.apply(.elapsed(milliseconds: 250)) }
        #expect(state.instant == (try Fixtures.launch("sora")).known.end)
        state.press(.home)
        #expect(state.instant == Fixtures.time("2025-09-30"))
        state.press(.end)
        #expect(state.instant == Fixtures.day("2025-10-08").lastSecond)
    }

    @Test("entering a marker's label or text as a time moves to that marker, even after the launch period")
    func markers() throws {
        var state = try Dashboards.sora(at: "2025-09-30T00:00:00Z", size: Self.size)
        for (text, instant) in [
            ("#1", "2025-10-03T23:59:59Z"), ("500K", "2025-10-05T23:59:59Z"), ("launch", "2025-09-30T00:00:00Z"),
            ("android", "2025-11-04T23:59:59Z"), ("Luther King", "2025-10-16T23:59:59Z"),
            ("50%", "2025-10-04T12:00:00Z"),
        ] {
            #expect(state.instant(typed: text)?.iso8601 == instant, "\(text)")
            for character in "t" + text { state.press(.character(character)) }
            state.press(.enter)
            #expect(state.instant.iso8601 == instant, "\(text)")
            state.press(.home)
        }
        for text in ["", "no such thing", "an", "#99", "!!!"] { #expect(state.instant(typed: text) == nil, "\(text)") }
    }

    @Test(
        "for every documented launch, playing to an instant shows the same screen as seeking to it",
        arguments: [1, 2, 3]
    )
    func seekEqualsPlay(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let library = try Fixtures.launches()
        var ledger = Ledger()
        for launch in library { ledger.append(launch) }
        for launch in library {
            var start = DashboardState.openingLaunch(launch, in: ledger.snapshot, now: Fixtures.time("2026-11-01"))
            _ = start.apply(.resize(Self.size))
            start.route.playhead.setSpeed([600, 21_600, 86_400].randomElement(using: &generator) ?? 600)
            var played = start
            played.press(" ")
            for _ in 0..<Int.random(in: 1...300, using: &generator) {
                _ = played.apply(.elapsed(milliseconds: .random(in: 1...250, using: &generator)))
            }
            played.route.playhead.pause()
            var sought = start
            for character in "t" + played.instant.iso8601 { sought.press(.character(character)) }
            sought.press(.enter)
            #expect(sought.instant == played.instant, "seed \(seed), \(launch.id)")
            #expect(sought.frame(theme: .standard) == played.frame(theme: .standard), "seed \(seed), \(launch.id)")
        }
    }

    @Test("a library loaded after the first frame of a replay can be opened and doesn't move the time")
    func lateLibrary() throws {
        var alone = Ledger()
        alone.append(try Fixtures.launch("sora"))
        var state = DashboardState.openingLaunch(
            try Fixtures.launch("sora"),
            in: alone.snapshot,
            now: Fixtures.time("2026-11-01")
        )
        state.start(at: Fixtures.time("2025-10-06T23:59:59Z"), speed: nil)
        _ = state.apply(.resize(Self.size))
        var early = state
        early.press("5")
        #expect(early.frame(theme: .mono).lines[0].contains("1 documented launch"))
        for var state in [state, early] {
            let before = state.route.playhead
            _ = state.apply(.library(try Dashboards.library()))
            if state.route.page == .app { #expect(state.route.playhead == before) } else { state.press("5") }
            state.press("5")
            #expect(state.frame(theme: .mono).lines[0].contains("2 documented launches"))
            #expect(state.route.playhead.bounds.start <= Fixtures.time("2023-05-18"))
        }
        _ = state.apply(.library(try Dashboards.library()))
        #expect(
            state.frame(theme: .standard)
                == (try Dashboards.sora(at: "2025-10-06T23:59:59Z", size: Self.size)).frame(theme: .standard)
        )
    }
}

@Suite("Replays with little data or across clock changes")
struct ReplayEdgeCaseTests {
    /// Presses every bound key twice, except those that quit.
    private func pressAll(_ state: inout DashboardState) {
        for row in state.commands.rows {
            for key in row.keys where row.command != .quit {
                state.press(key, key)
                _ = state.apply(.elapsed(milliseconds: 250))
                _ = state.frame(theme: .mono)
                state.press(.escape)
            }
        }
    }

    @Test("a replay of a single snapshot shows it, and no key or time entry moves the instant")
    func singleSnapshot() {
        var ledger = Ledger()
        ledger.append(Fixtures.snapshot(["1", "2"], at: "2026-03-01T10:00:00Z"))
        let tick = Fixtures.time("2026-03-01T10:00:00Z")
        var state = DashboardState.openingCharts(
            ledger.snapshot,
            now: Fixtures.time("2026-04-01"),
            isLive: false
        )
        _ = state.apply(.resize(Size(columns: 80, rows: 24)))
        state.start(at: nil, speed: nil)
        #expect(!state.isPlaying && state.instant == tick)
        #expect(state.frame(theme: .mono).lines.contains { $0.contains("App 1") })
        let keys: [Key] = [" ", ",", ".", "[", "]", .home, .end, "+", "-", "=", "<", ">", "{", "}"]
        for key in keys {
            state.press(key)
            for _ in 0..<10 { _ = state.apply(.elapsed(milliseconds: 250)) }
            #expect(state.instant == tick && !state.isPlaying, "\(key)")
        }
        for text in ["50%", "day 3", "-2d", "2027-01-01", "D+3 14h"] {
            for character in "t" + text { state.press(.character(character)) }
            state.press(.enter)
            #expect(state.instant == tick, "\(text)")
        }
        pressAll(&state)
    }

    @Test("a replay of a launch without data plays its first seven days")
    func empty() throws {
        var launch = try Fixtures.launch("sora")
        (launch.observations, launch.events, launch.delistings, launch.series) = ([], [], [], nil)
        var ledger = Ledger()
        ledger.append(launch)
        var state = DashboardState.openingLaunch(launch, in: ledger.snapshot, now: Fixtures.time("2026-11-01"))
        _ = state.apply(.resize(Size(columns: 80, rows: 24)))
        state.start(at: nil, speed: nil)
        for _ in 0..<400 where state.isPlaying { _ = state.apply(.elapsed(milliseconds: 250)) }
        #expect(state.instant == Fixtures.day("2025-10-06").lastSecond && !state.isPlaying)
        pressAll(&state)
    }

    /// The time zone of Berlin with its clock changes of 2025 and 2026.
    private static let berlin = TimeZoneTable(
        name: "Europe/Berlin",
        changes: [
            .init(from: Fixtures.time("2025-03-30T01:00:00Z"), offset: 7200, abbreviation: "UTC+2"),
            .init(from: Fixtures.time("2025-10-26T01:00:00Z"), offset: 3600, abbreviation: "UTC+1"),
            .init(from: Fixtures.time("2026-03-29T01:00:00Z"), offset: 7200, abbreviation: "UTC+2"),
        ]
    )

    @Test(
        "time entries around clock changes use the time zone, and launch days use UTC",
        arguments: [
            ("2025-10-26 02:30", "2025-10-26T00:30:00Z"), ("2025-10-26 01:30", "2025-10-25T23:30:00Z"),
            ("2025-10-26 03:00", "2025-10-26T02:00:00Z"), ("2026-03-29 01:59", "2026-03-29T00:59:00Z"),
            ("2026-03-29 03:00", "2026-03-29T01:00:00Z"), ("2025-10-26", "2025-10-26T22:59:59Z"),
            ("day 26", "2025-10-26T23:59:59Z"), ("D+26 12h", "2025-10-26T12:00:00Z"),
        ]
    )
    func clockChanges(text: String, instant: String) {
        let span = TimeRange(Fixtures.time("2025-09-30"), Fixtures.time("2026-10-01"))
        let launch = Fixtures.time("2025-09-30")
        let entry = TimeEntry(from: span.start, bounds: span, launch: launch, zone: Self.berlin)
        #expect(entry.instant(text)?.iso8601 == instant)
        let gap = entry.instant("2026-03-29 02:30")
        #expect(gap.map { abs($0 - Fixtures.time("2026-03-29T01:00:00Z")) <= 3600 } ?? false)
    }

    @Test(
        "stepping through days of 23 and 25 hours shows a different time at each step",
        arguments: ["2025-10-25", "2026-03-28"]
    )
    func longAndShortDays(start: String) {
        var ledger = Ledger()
        Dashboards.fill(&ledger, storefronts: ["us"], hours: 72, seed: 5, start: start)
        var state = DashboardState.openingCharts(ledger.snapshot, now: Fixtures.time("2026-04-01"), isLive: false)
        state.zone = Self.berlin
        _ = state.apply(.resize(Size(columns: 120, rows: 40)))
        var shown: [String] = []
        var last: Timestamp?
        while last != state.instant {
            last = state.instant
            shown.append(state.frame(theme: .mono).lines[0])
            state.press(".")
        }
        #expect(shown.count > 20)
        #expect(Set(shown).count == shown.count, "\(start)")
        let ticks = TimeFormat.ticks(
            from: Fixtures.time(start),
            to: Fixtures.time(start) + 3 * 86_400,
            width: 200,
            in: Self.berlin
        )
        #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $0.instant < $1.instant }, "\(start)")
    }
}
