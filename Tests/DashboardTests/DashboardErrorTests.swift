import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

/// A test that compares the dashboard's error messages with one golden file.
@Suite("The dashboard's error messages")
struct DashboardErrorTests {
    private static let size = Size(columns: 100, rows: 30)

    @Test("error messages for invalid filters, times, key bindings and commands match their golden file")
    func messages() {
        let sections = [filters, expressions, times, keyBindings, commands, commandsWithoutData]
        let text = sections.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
        #expect(Golden.difference(of: text, named: "errors-dashboard") == nil)
    }

    private func line(_ input: String, _ message: String?) -> String { "\(input)  →  \(message ?? "no message")" }

    private var filters: [String] {
        ["filter"]
            + ["#1..3", "moved<0", "moved<-5", "up>=5", "down>x"].map { line($0, Filter($0).problem) }
    }

    private var expressions: [String] {
        let patterns = [
            "(", "a)", "[a-", "a{2", "a\\", "*a", "a**", "a{3,2}", "[z-a]", "[a-\\d]", "a{1000}", "a{300}a{300}", "\\q",
            "(.)\\1", "a(?=b)", "(?<!b)", "(?<n>b)", "(?>b)", "(?#b)", "(?(1)b)", "(?i)b", "\\p{L}", "[[:alpha:]]",
        ]
        let nested = String(repeating: "(", count: 60) + "a" + String(repeating: ")", count: 60)
        let members = "[" + String(repeating: "ab", count: 300) + "]"
        return ["filter with an expression"]
            + patterns.map { line("re:\($0)", Filter("re:\($0)").problem) }
            + [
                line("re:(((…", Filter("re:\(nested)").problem), line("re:[abab…]", Filter("re:\(members)").problem),
            ]
    }

    private var times: [String] {
        ["time"] + ["noonish", "25:00", "day x", "101%"].map { line($0, TimeEntry.problem(with: $0, marker: nil)) }
    }

    private var keyBindings: [String] {
        func bound(_ command: String, _ keys: [String], line: Int) -> KeyBinding {
            KeyBinding(command: command, keys: keys, location: "config.toml:\(line):1")
        }
        let bindings = [
            [bound("quitt", ["Q"], line: 4)], [bound("help", ["Ctrl-"], line: 5)], [bound("filter", ["q"], line: 6)],
            [bound("sort", ["X"], line: 7), bound("mark", ["X"], line: 8)], [bound("quit", [], line: 9)],
        ]
        return ["key bindings"] + bindings.flatMap { CommandTable.standard.rebound($0).errors }
    }

    private static let lines = [
        "quti", "ch", "quit now", "view", "chart jpp", "chart us jp", "sort rnk", "window soon", "speed fast",
        "at noonish", "at 2030-01-01", "theme purple", "export pdf", "save page.pdf", "app Unknown App",
        "library sorra", "compare nothing", "align here", "align",
    ]

    private var commands: [String] {
        let market = Dashboards.marketReplay(at: "2026-03-05T12:00:00Z", size: Self.size)
        return ["commands on the charts page"]
            + Self.lines.map { text in
                var state = market
                state.type(":\(text)")
                return line(":\(text)", state.message)
            }
            + [(name: "start of the data", key: Character(",")), (name: "start of the data", key: "[")].map {
                name,
                key in
                var state = market
                state.press(.home, .home, .character(key))
                return line("\(key) at the \(name)", state.message)
            }
    }

    private var commandsWithoutData: [String] {
        let empty = DashboardState.openingLibrary(LedgerSnapshot(), now: Fixtures.time("2026-04-01"))
        let keys = ["2", "4", "3", "w", "x", "i", "y", "z", "7."]
        return ["keys without data"]
            + keys.map { key in
                var state = empty
                _ = state.apply(.resize(Self.size))
                for character in key { state.press(.character(character)) }
                return line(key, state.message)
            }
            + [":bass", ":align #0"].map { text in
                var state = empty
                _ = state.apply(.resize(Self.size))
                state.type(text)
                return line(text, state.message)
            }
    }
}
