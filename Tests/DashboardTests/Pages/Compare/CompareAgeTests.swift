import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("Age axis of the Compare page")
struct CompareAgeTests {
    private static let day: Int64 = 86_400

    private func hours(_ range: ClosedRange<Int64>) -> ClosedRange<Int64> {
        range.lowerBound / 3600...range.upperBound / 3600
    }

    @Test("Compare's age axis covers all data up to day 400, or one month if any launch has at most a month of data")
    func usual() {
        func shown(_ known: Int64...) -> ClosedRange<Int64> {
            let window = AgeWindow(known: known.map { $0 * Self.day }, before: 0, shown: nil)
            return window.shown.lowerBound / Self.day...window.shown.upperBound / Self.day
        }
        #expect(shown(6, 7) == 0...7 && shown(7, 300) == 0...31 && shown(90, 300) == 0...306)
        #expect(shown() == 0...1 && shown(9000) == 0...400)
    }

    @Test("zooming in halves Compare's age window, down to three hours, and stays within known ages")
    func zooming() {
        let window = AgeWindow(known: [7 * Self.day], before: 0, shown: nil)
        #expect(hours(window.zoomed(by: 0.5, around: 84 * 3600).shown) == 42...126)
        #expect(hours(window.zoomed(by: 0.5, around: 0).shown) == 0...84)
        #expect(hours(window.zoomed(by: 0.5, around: .max).shown) == 84...168)
        #expect(window.zoomed(by: 2, around: 0) == window)
        let closest = (0..<20).reduce(window) { window, _ in window.zoomed(by: 0.5, around: 84 * 3600) }
        #expect(closest.shown.upperBound - closest.shown.lowerBound == AgeWindow.minimumLength)
        #expect(closest.shown.contains(84 * 3600))
        #expect(
            (0..<400).reduce(closest) { window, _ in window.panned(byQuarters: 1) }.shown.upperBound == 7 * Self.day
        )
        #expect((0..<400).reduce(closest) { window, _ in window.panned(byQuarters: -1) }.shown.lowerBound == 0)
    }

    @Test(
        "any sequence of zooming and panning keeps Compare's age window within known ages",
        arguments: [1, 2, 3] as [UInt64]
    )
    func anySequence(seed: UInt64) {
        var chance = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let known = [Int64.random(in: 0...500, using: &chance) * Self.day / 3]
            let before = Int64.random(in: -9...9, using: &chance) * Self.day
            var window = AgeWindow(known: known, before: before, shown: nil)
            for _ in 0..<30 {
                let age = Int64.random(in: -Self.day...900 * Self.day, using: &chance)
                switch Int.random(in: 0..<3, using: &chance) {
                case 0: window = window.zoomed(by: 0.5, around: age)
                case 1: window = window.zoomed(by: 2, around: age)
                default: window = window.panned(byQuarters: Int64.random(in: -3...3, using: &chance))
                }
                #expect(window.limits.contains(window.shown.lowerBound), "seed \(seed)")
                #expect(window.limits.contains(window.shown.upperBound), "seed \(seed)")
            }
        }
    }

    @Test("a long age axis is labeled in days and a short one in hours, even before the origin")
    func ticks() {
        func labels(_ hours: ClosedRange<Int64>, _ width: Int) -> [String] {
            AgeTicks.ticks(over: hours.lowerBound * 3600...hours.upperBound * 3600, width: width).map(\.label)
        }
        #expect(labels(0...168, 60) == ["0", "D1", "D2", "D3", "D4", "D5", "D6", "D7"])
        #expect(labels(0...168, 200) == labels(0...168, 60), "hours would crowd a week")
        #expect(labels(72...84, 29) == ["D3", "3h", "6h", "9h", "12h"])
        #expect(labels(72...78, 60) == ["D3", "1h", "2h", "3h", "4h", "5h", "6h"])
        #expect(labels(-24...24, 24) == ["D-1", "12h", "0", "12h", "D1"])
        #expect(labels(0...(24 * 31), 60).first == "0" && labels(0...1, 0).count <= 1)
    }

    @Test("text(age:) formats an age as a day and the hours since the start of that day")
    func ageText() {
        let hour: Int64 = 3600
        let ages: [(Int64, String)] = [
            (0, "day 0"), (3 * hour, "day 0, 3 h"), (24 * hour - 1, "day 0, 23 h"), (24 * hour, "day 1"),
            (86 * hour + 1800, "day 3, 14 h"),
            (-6 * hour, "day -1, 18 h"), (-30 * hour, "day -2, 18 h"),
        ]
        for (age, text) in ages { #expect(CompareReport.text(age: age) == text) }
    }

    private func text(_ state: DashboardState) -> String { state.frame(theme: .mono).lines.joined(separator: "\n") }

    private func page(view: PageView? = nil, origin: CompareAlignment = .day0) throws -> DashboardState {
        var state = DashboardState.showingComparison(
            [.launch("sora"), .launch("chatgpt")],
            data: LedgerSnapshot(),
            library: try Dashboards.library(),
            at: Fixtures.time("2026-10-08T23:59:59Z"),
            view: view,
            origin: origin
        )
        _ = state.apply(.resize(Size(columns: 100, rows: 30)))
        return state
    }

    @Test("+, -, =, { and } zoom and pan Compare's age axis unless the timeline has the focus")
    func keys() throws {
        var state = try page()
        let timeline = state.route.playhead
        state.press("+", "+", "+", "+")
        #expect(text(state).contains("day 6, 13 h to day 7"), "an hour has several columns")
        #expect(text(state).contains("18h") && text(state).contains("20h"))
        state.press("{")
        #expect(text(state).contains("day 6, 10 h to day 6, 21 h"))
        state.press("}", "-", "=")
        #expect(state.route.ages == nil && state.route.playhead == timeline)
        state.press(.tab, .left, .left, "+")
        #expect(
            state.crosshair.map { state.route.ages?.contains($0) ?? false } ?? false,
            "the crosshair stays visible"
        )
        state.press(.tab, "+")
        #expect(state.route.playhead != timeline, "the focused timeline is zoomed")
    }

    @Test("with launches aligned at #1, Compare's rank view pans back to day 0")
    func before() throws {
        var state = try page(view: .rank, origin: .rank(.first))
        state.press("+", "+", "+", "{", "{", "{", "{", "{", "{", "{", "{", "{", "{")
        for _ in 0..<40 { state.press("{") }
        #expect((state.route.ages?.lowerBound ?? 0) == -3 * Self.day, "Sora's day 0 is three days before #1")
        #expect(text(state).contains("D-3"))
    }

    @Test("an age window shorter than a day shows the line between two daily totals")
    func inside() throws {
        var state = try page()
        state.route.ages = 30 * 3600...36 * 3600
        state.press("~")
        let frame = state.frame(theme: .mono)
        #expect(
            frame.lines[3...12].contains { line in line.unicodeScalars.contains { (0x2801...0x28FF).contains($0.value) }
            }
        )
        #expect(Golden.difference(of: state.frame(theme: .roles), named: "compare-hours-100x30") == nil)
    }
}
