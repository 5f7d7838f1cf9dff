import Dashboard
import Foundation
import TestSupport
import Testing

@Suite("Every key of the dashboard", .enabled(if: Tmux.isPresent, "\(Tmux.notice)"), .serialized, .blocking)
struct EveryKeyTests {
    private static let (columns, rows) = (100, 30)

    private typealias Entry = CommandTable.Section.Entry

    private static let entries: [Entry] = CommandTable.standard.sections.flatMap(\.entries)

    /// The tmux names of keys, by their labels in launchtop.
    private static let named = [
        "↑": "Up", "↓": "Down", "←": "Left", "→": "Right", "Enter": "Enter", "Esc": "Escape", "Backspace": "BSpace",
        "Space": "Space", "PgUp": "PPage", "PgDn": "NPage", "Home": "Home", "End": "End", "Tab": "Tab",
        "Ctrl-C": "C-c", "Ctrl-P": "C-p",
    ]

    /// Returns the keys to press for each way to run a command. A command without a key is entered in the palette.
    private static func ways(to entry: Entry) throws -> [[String]] {
        guard !entry.keys.isEmpty else {
            return [[":", ([entry.name, entry.example].compactMap { $0 }).joined(separator: " "), "Enter"]]
        }
        return try entry.keys.map { label in
            if let name = named[label] { return [name] }
            try #require(label.count == 1, "missing tmux name for the key \(label)")
            return [label]
        }
    }

    @Test("the test table of key effects covers exactly the dashboard's commands")
    func complete() {
        let commands = Set(Self.entries.map(\.name))
        let expected = Set(KeyEffect.table.map(\.command))
        #expect(commands.subtracting(expected).isEmpty, "missing in KeyEffect.table")
        #expect(expected.subtracting(commands).isEmpty, "unknown commands")
    }

    @Test("in a replay of a simulated market, each command has its expected effect and can be undone")
    func market() throws {
        let folder = try TemporaryFolder()
        let snapshots = folder.url.appendingPathComponent("market").path
        let made = try Program.run(
            [
                "simulate", snapshots, "--storefronts", "3", "--hours", "48", "--seed", "1",
                "--charts", "top-free", "--charts", "top-paid",
            ]
        )
        try #require(made.status == 0, "\(made.errors)")
        // Without a desktop, URLs are shown instead of opened. Moving down and up selects the first row.
        let program = "env -u DISPLAY -u WAYLAND_DISPLAY \(Program.path)"
        try play(
            .market,
            on: "replay \(snapshots) --at \(KeyEffect.marketInstant)",
            with: program,
            opening: ["j", "k"]
        ) {
            [.text("best days"), .row(3)]
        }
    }

    @Test("in a replay of Sora's launch, each command has its expected effect and can be undone")
    func launch() throws {
        try play(.launch, on: "replay sora --at \(KeyEffect.launchInstant)", opening: []) {
            [.text("~163,800"), .text("◂ Sep 30, 2025 ┝●launch"), .text("Enter open")]
        }
    }

    @Test("each quit key ends the dashboard with exit code 0")
    func quitting() throws {
        for effect in KeyEffect.table where effect.stage == .own {
            let entry = try #require(Self.entries.first { $0.name == effect.command })
            for way in try Self.ways(to: entry) {
                let line = "\(Program.path) replay sora; echo ended with $?; cat"
                let tmux = try Tmux(line, columns: Self.columns, rows: Self.rows)
                try #require(try tmux.waitForScreen(for: [.text("downloads/day")], height: Self.rows).missing.isEmpty)
                try press(way, for: effect, in: tmux)
            }
        }
    }

    /// Runs all commands of a stage, checks their effects, and checks that the screen is the same afterwards.
    private func play(
        _ stage: KeyEffect.Stage,
        on arguments: String,
        with program: String = Program.path,
        opening: [String],
        base: () -> [Sight]
    ) throws {
        let tmux = try Tmux("\(program) \(arguments)", columns: Self.columns, rows: Self.rows)
        try tmux.run(["set", "-g", "set-clipboard", "on"])
        try #require(try tmux.waitForScreen(for: [.text("? help")], height: Self.rows).missing.isEmpty)
        try tmux.play(opening)
        let (start, missing) = try tmux.waitForScreen(for: base(), height: Self.rows)
        try #require(missing.isEmpty, "\(missing)\n\(start.rows.joined(separator: "\n"))")
        for effect in KeyEffect.table where effect.stage == stage {
            for way in try Self.ways(to: try #require(Self.entries.first { $0.name == effect.command })) {
                try tmux.play(effect.before)
                let (given, absent) = try tmux.waitForScreen(for: effect.given, height: Self.rows)
                try #require(
                    absent.isEmpty,
                    "before \(effect.command): \(absent)\n\(given.rows.joined(separator: "\n"))"
                )
                try press(way, for: effect, in: tmux)
                try tmux.play(effect.after)
                let (end, odd) = try tmux.waitForScreen(height: Self.rows) { screen in
                    screen.page.indices.filter { screen.page[$0] != start.page[$0] }
                        + (screen.row == start.row && screen.column == start.column ? [] : [Self.rows])
                }
                let message = "after \(effect.command) with \(way), rows \(odd) differ from before"
                try #require(odd.isEmpty, "\(message)\n\(end.rows.joined(separator: "\n"))")
            }
        }
    }

    /// Presses keys and waits for their effect. Fails if the effect is visible before.
    private func press(_ way: [String], for effect: KeyEffect, in tmux: Tmux) throws {
        let before = try ScreenState(tmux, height: Self.rows)
        try #require(
            effect.effect.contains { !$0.isTrue(of: before) },
            "the effect of \(effect.command) is already visible"
        )
        try tmux.play(way)
        let (screen, missing) = try tmux.waitForScreen(for: effect.effect, height: Self.rows)
        try #require(
            missing.isEmpty,
            "\(effect.command) with \(way): missing \(missing)\n\(screen.rows.joined(separator: "\n"))"
        )
    }
}
