import Canvas
import Testing

@testable import Dashboard

@Suite("Command table")
struct CommandTableTests {
    private func binding(_ command: String, _ keys: String..., line: Int = 1) -> KeyBinding {
        KeyBinding(command: command, keys: keys, location: "config.toml:\(line):1")
    }

    @Test("rebinding a command replaces all of its keys")
    func rebound() {
        let (table, errors) = CommandTable.standard.rebound([binding("filter", "F", "Ctrl-F")])
        #expect(errors.isEmpty)
        #expect(table.command(for: "F", on: .charts) == .filter)
        #expect(table.command(for: .control("f"), on: .charts) == .filter)
        #expect(table.command(for: "/", on: .charts) == nil)
    }

    @Test("two commands can swap their keys without a conflict")
    func exchanged() {
        let (table, errors) = CommandTable.standard.rebound([binding("up", "j"), binding("down", "k")])
        #expect(errors.isEmpty)
        #expect(table.command(for: "j", on: .charts) == .up)
    }

    @Test("a key bound to two commands is reported with both locations, and no binding changes")
    func twice() {
        let (table, errors) = CommandTable.standard.rebound([binding("filter", "q", line: 4)])
        #expect(
            errors == ["key q is bound to both filter (config.toml:4:1) and quit (default)"]
        )
        #expect(table.command(for: "/", on: .charts) == .filter)
        let both = CommandTable.standard.rebound([binding("sort", "X", line: 4), binding("mark", "X", line: 9)]).errors
        #expect(both == ["key X is bound to both mark (config.toml:9:1) and sort (config.toml:4:1)"])
    }

    @Test("a key can be bound to different commands on different pages")
    func pages() {
        #expect(CommandTable.standard.command(for: "v", on: .charts) == .chart)
        #expect(CommandTable.standard.command(for: "v", on: .compare) == .view)
    }

    @Test("rebinding reports an unknown command, an unknown key and a missing key for quit")
    func errors() {
        let errors = CommandTable.standard.rebound([
            binding("quitt", "Q", line: 1), binding("help", "Ctrl-", "F12", line: 2),
            KeyBinding(command: "quit", keys: [], location: "c:3:1"),
        ]).errors
        #expect(errors.count == 4)
        #expect(errors[0] == "config.toml:1:1: unknown command \"quitt\"; did you mean quit?")
        #expect(errors[1].contains("unknown key \"Ctrl-\""))
        #expect(errors[3] == "c:3:1: quit must have at least one key")
    }

    @Test("the label of every bound key parses to that key")
    func labels() {
        for key in CommandTable.standard.rows.flatMap(\.keys) { #expect(Key(named: key.label) == key, "\(key.label)") }
    }

    @Test("the help on every page lists every command")
    func complete() {
        for page in PageID.all {
            let titles = Set(HelpPage.groups(of: .standard, on: page).joined().map(\.title))
            for row in CommandTable.standard.rows {
                #expect(titles.contains { $0.hasPrefix(row.title) }, "\(row.command) on \(page)")
            }
        }
    }
}
