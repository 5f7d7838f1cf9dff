public import Canvas
public import Dashboard
import History
import Market

/// A generator of random keys, mouse actions, pastes and resizes for a dashboard. The same seed gives the same events.
public struct KeyStorm {
    private var generator: SeededGenerator
    private let keys: [Key]

    /// The lines to type into the palette, both valid and invalid.
    private static let lines = [
        "chart us top-paid", "chart jp", "country de", "app a", "app sora", "at 50%", "at day 3", "at 2025-10-03 14:00",
        "speed 3600", "speed x", "sort move", "sort nothing", "window 7d", "window launch", "theme light", "theme none",
        "compare sora chatgpt", "compare x", "align #1", "align first-rank",
        "align day0", "align countries", "align #0", "align ", "band", "zoom-in", "filter new moved>5",
        "filter re:^a.*[", "filter #1-20",
        "export csv x.csv",
        "save x.svg", "countries", "milestones", "sources", "library", "library sora", "view", "zzz", "", " ", ":",
        "at -9999999d", "at 99999999w", "filter \"", "speed 99999999999999999999",
    ]

    public init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
        let named = CommandTable.standard.rows.flatMap(\.keys).filter { $0 != "q" && $0 != .control("c") }
        let others: [Key] = [.escape, .backspace, .enter, .up, .down, .left, .right, .tab, .backTab, .delete, "é", "字"]
        keys = named + others + named.filter { "1234567".contains($0.label) }
    }

    /// Applies random events, most of them keys, to a dashboard.
    ///
    /// - Parameters:
    ///   - draws: A closure that returns whether to draw a frame after the event with the given number.
    ///   - check: A closure that is called with each frame and the state that it shows.
    /// - Returns: The number of frames drawn.
    public mutating func rage(
        over state: inout DashboardState,
        events: Int,
        draws: (Int) -> Bool,
        check: (DashboardState, Frame) -> Void = { _, _ in }
    ) -> Int {
        var frames = 0
        for number in 0..<events {
            apply(to: &state)
            guard draws(number) else { continue }
            check(state, state.frame())
            frames += 1
        }
        return frames
    }

    private mutating func apply(to state: inout DashboardState) {
        switch Int.random(in: 0..<100, using: &generator) {
        case 0: resize(&state)
        case 1: _ = state.apply(.mouse(mouse()))
        case 2: _ = state.apply(.paste(String(repeating: "quit\u{1B}[A\n", count: 50)))
        case 3: _ = state.apply(.elapsed(milliseconds: Int64.random(in: 0...5000, using: &generator)))
        case 4: _ = state.apply(.ledger(state.data))
        case 5: type(Self.lines[Int.random(in: 0..<Self.lines.count, using: &generator)], into: &state)
        default: _ = state.apply(.key(keys[Int.random(in: 0..<keys.count, using: &generator)]))
        }
    }

    private mutating func type(_ line: String, into state: inout DashboardState) {
        state.press(.escape, ":")
        for character in line { state.press(.character(character)) }
        state.press(.enter)
    }

    private mutating func resize(_ state: inout DashboardState) {
        let sizes = [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 200, rows: 60)]
        let odd = Size(
            columns: Int.random(in: 0...220, using: &generator),
            rows: Int.random(in: 0...70, using: &generator)
        )
        let isOdd = Bool.random(using: &generator)
        _ = state.apply(.resize(isOdd ? odd : sizes[Int.random(in: 0..<3, using: &generator)]))
    }

    private mutating func mouse() -> Mouse {
        let actions: [Mouse.Action] = [.press, .drag, .release, .wheelUp, .wheelDown]
        let far = [-1, 0, 5, 40, 79, 10_000, .max, .min]
        let point = Point(
            x: far[Int.random(in: 0..<far.count, using: &generator)],
            y: far[Int.random(in: 0..<far.count, using: &generator)]
        )
        return Mouse(actions[Int.random(in: 0..<actions.count, using: &generator)], at: point)
    }
}
