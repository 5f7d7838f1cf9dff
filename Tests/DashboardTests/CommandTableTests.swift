import Canvas
import Testing

@testable import Dashboard

@Suite("Commands and keys")
struct CommandTableTests {
    private func binding(_ command: String, _ keys: String..., line: Int = 1) -> KeyBinding {
        KeyBinding(command: command, keys: keys, location: "config.toml:\(line):1")
    }

    @Test("a command takes other keys and loses its own")
    func rebound() {
        let (table, faults) = CommandTable.standard.rebound([binding("filter", "F", "Ctrl-F")])
        #expect(faults.isEmpty)
        #expect(table.command(for: "F", on: .charts) == .filter)
        #expect(table.command(for: .control("f"), on: .charts) == .filter)
        #expect(table.command(for: "/", on: .charts) == nil)
    }

    @Test("keys may be exchanged")
    func exchanged() {
        let (table, faults) = CommandTable.standard.rebound([binding("up", "j"), binding("down", "k")])
        #expect(faults.isEmpty)
        #expect(table.command(for: "j", on: .charts) == .up)
    }

    @Test("a key bound twice is told with both places, and nothing changes")
    func twice() {
        let (table, faults) = CommandTable.standard.rebound([binding("filter", "q", line: 4)])
        #expect(
            faults == ["q is bound twice: to filter (config.toml:4:1), and to quit (as it is by default)"]
        )
        #expect(table.command(for: "/", on: .charts) == .filter)
        let both = CommandTable.standard.rebound([binding("sort", "X", line: 4), binding("mark", "X", line: 9)]).faults
        #expect(both == ["X is bound twice: to mark (config.toml:9:1), and to sort (config.toml:4:1)"])
    }

    @Test("one key may mean two things on different pages")
    func pages() {
        #expect(CommandTable.standard.command(for: "v", on: .charts) == .chart)
        #expect(CommandTable.standard.command(for: "v", on: .compare) == .view)
    }

    @Test("what is no command, no key, or leaves no way out")
    func faults() {
        let faults = CommandTable.standard.rebound([
            binding("quitt", "Q", line: 1), binding("help", "Ctrl-", "F12", line: 2),
            KeyBinding(command: "quit", keys: [], location: "c:3:1"),
        ]).faults
        #expect(faults.count == 4)
        #expect(faults[0] == "config.toml:1:1: there is no command “quitt”; did you mean quit?")
        #expect(faults[1].contains("“Ctrl-” is no key"))
        #expect(faults[3] == "c:3:1: quit needs a key")
    }

    @Test("every key's label names that key again")
    func labels() {
        for key in CommandTable.standard.rows.flatMap(\.keys) { #expect(Key(named: key.label) == key, "\(key.label)") }
    }

    @Test("every command is in the help of every page, and in the palette by its name")
    func complete() {
        for page in Page.allCases {
            let titles = Set(HelpPage.lines(of: .standard, on: page).map(\.title))
            for row in CommandTable.standard.rows {
                #expect(titles.contains { $0.hasPrefix(row.title) }, "\(row.command) on \(page)")
            }
        }
        #expect(Command.allCases.allSatisfy { CommandTable.standard.row(named: $0.rawValue)?.command == $0 })
    }
}
