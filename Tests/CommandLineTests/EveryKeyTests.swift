import Dashboard
import Foundation
import TestSupport
import Testing

@Suite("Every key of the table", .enabled(if: Tmux.isPresent, "\(Tmux.notice)"), .serialized)
struct EveryKeyTests {
    private static let (columns, rows) = (100, 30)

    private typealias Entry = CommandTable.Section.Entry

    private static let entries: [Entry] = CommandTable.standard.sections.flatMap(\.entries)

    /// Labels of keys that are not what is typed.
    private static let named = [
        "↑": "Up", "↓": "Down", "←": "Left", "→": "Right", "Enter": "Enter", "Esc": "Escape", "Backspace": "BSpace",
        "Space": "Space", "PgUp": "PPage", "PgDn": "NPage", "Home": "Home", "End": "End", "Tab": "Tab",
        "Ctrl-C": "C-c",
    ]

    /// How each way to a command is taken; one without a key is typed.
    private static func ways(to entry: Entry) throws -> [[String]] {
        guard !entry.keys.isEmpty else {
            return [[":", ([entry.name, entry.example].compactMap { $0 }).joined(separator: " "), "Enter"]]
        }
        return try entry.keys.map { label in
            if let name = named[label] { return [name] }
            try #require(label.count == 1, "how tmux calls the key “\(label)” is not in this test")
            return [label]
        }
    }

    @Test("each command has an expectation, and each expectation a command")
    func complete() {
        let commands = Set(Self.entries.map(\.name))
        let expected = Set(KeyEffect.table.map(\.command))
        #expect(commands.subtracting(expected).isEmpty, "what these do is not in KeyEffect.table")
        #expect(expected.subtracting(commands).isEmpty, "there are no such commands")
    }

    @Test("in a market, each does what it says and can be taken back")
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
        // The first row is chosen by going there, so that its markers are on the timeline.
        try play(.market, on: "replay \(snapshots) --at \(KeyEffect.marketInstant)", opening: ["j", "k"]) {
            [.text("best days"), .text("◆#1"), .row(3)]
        }
    }

    @Test("in the replay of a launch, likewise")
    func launch() throws {
        try play(.launch, on: "replay sora --at \(KeyEffect.launchInstant)", opening: []) {
            [.text("~163,800"), .text("◂ Sep 30, 2025 ┝●launch"), .text("Enter open")]
        }
    }

    @Test("quitting ends the program, by each of its keys")
    func quitting() throws {
        for effect in KeyEffect.table where effect.stage == .own {
            let entry = try #require(Self.entries.first { $0.name == effect.command })
            for way in try Self.ways(to: entry) {
                let line = "\(Program.path) replay sora; echo ended with $?; cat"
                let tmux = try Tmux(line, columns: Self.columns, rows: Self.rows)
                try #require(try tmux.look(for: [.text("downloads/day")], height: Self.rows).missing.isEmpty)
                try press(way, for: effect, in: tmux)
            }
        }
    }

    /// Tries all that is to be tried on a stage, and finds it each time as it was.
    private func play(
        _ stage: KeyEffect.Stage,
        on arguments: String,
        opening: [String],
        base: () -> [Sight]
    ) throws {
        let tmux = try Tmux("\(Program.path) \(arguments)", columns: Self.columns, rows: Self.rows)
        try tmux.run(["set", "-g", "set-clipboard", "on"])
        try #require(try tmux.look(for: [.text("? help")], height: Self.rows).missing.isEmpty)
        try tmux.play(opening)
        let (start, missing) = try tmux.look(for: base(), height: Self.rows)
        try #require(missing.isEmpty, "\(missing)\n\(start.rows.joined(separator: "\n"))")
        for effect in KeyEffect.table where effect.stage == stage {
            for way in try Self.ways(to: try #require(Self.entries.first { $0.name == effect.command })) {
                try tmux.play(effect.before)
                let (given, absent) = try tmux.look(for: effect.given, height: Self.rows)
                try #require(
                    absent.isEmpty,
                    "before \(effect.command): \(absent)\n\(given.rows.joined(separator: "\n"))"
                )
                try press(way, for: effect, in: tmux)
                try tmux.play(effect.after)
                let (end, odd) = try tmux.look(height: Self.rows) { look in
                    look.page.indices.filter { look.page[$0] != start.page[$0] }
                        + (look.row == start.row && look.column == start.column ? [] : [Self.rows])
                }
                let words = "after \(effect.command) by \(way) rows \(odd) are not as before"
                try #require(odd.isEmpty, "\(words)\n\(end.rows.joined(separator: "\n"))")
            }
        }
    }

    /// Presses a key whose effect is not there yet, and waits for it.
    private func press(_ way: [String], for effect: KeyEffect, in tmux: Tmux) throws {
        let before = try ScreenLook(tmux, height: Self.rows)
        try #require(
            effect.effect.contains { !$0.isTrue(of: before) },
            "all that \(effect.command) is to do is there already"
        )
        try tmux.play(way)
        let (look, missing) = try tmux.look(for: effect.effect, height: Self.rows)
        try #require(
            missing.isEmpty,
            "\(effect.command) by \(way): not that \(missing)\n\(look.rows.joined(separator: "\n"))"
        )
    }
}
