import Foundation
import TestSupport
import Testing

@Suite("Terminal output", .serialized, .blocking)
struct ScreenTests {
    private func opened(
        _ environment: [String: String] = [:],
        columns: UInt16 = 80,
        rows: UInt16 = 24
    ) throws -> PseudoTerminal {
        let arguments = [Program.path, "replay", "sora", "--at", "2025-10-06"]
        let terminal = try PseudoTerminal(arguments, columns: columns, rows: rows, environment: environment)
        try #require(terminal.waitFor("627,000"))
        terminal.settle()
        return terminal
    }

    @Test("colors match the terminal's color depth, and the dashboard doesn't set a black background")
    func colors() throws {
        let palette = try opened().text
        #expect(palette.contains("[38;5;33m") && !palette.contains("[38;2;"))
        // Only big digits and bars set a background, to hide gaps in the font.
        #expect(!palette.contains("[40m") && !palette.contains("[48;5;0m"))
        let eight = try opened(["TERM": "xterm"]).text
        #expect(!eight.contains("[38;5;") && eight.contains("[34m"))
        let none = try opened(["TERM": "vt100"]).text
        #expect(!none.contains("[38;") && !none.contains("[34m"))
    }

    @Test("the dashboard uses bright colors on a terminal with sixteen colors")
    func sixteen() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            launchtop-sixteen|sixteen colors, colors#16, pairs#256,
            \tsetaf=\\E[%?%p1%{8}%<%t3%p1%d%e%p1%{82}%+%d%;m, setab=\\E[%?%p1%{8}%<%t4%p1%d%e%p1%{92}%+%d%;m,
            \tuse=xterm,

            """,
            to: "sixteen.terminfo"
        )
        let tic = try Process.run(
            URL(fileURLWithPath: "/usr/bin/env"),
            arguments: ["tic", "-x", "-o", folder.url.path, folder.url.appendingPathComponent("sixteen.terminfo").path]
        )
        tic.waitUntilExit()
        let text = try opened(["TERM": "launchtop-sixteen", "TERMINFO": folder.url.path]).text
        #expect(!text.contains("[38;5;") && text.contains("[94m"))
    }

    @Test("COLORTERM=truecolor enables more than 256 direct colors, except in tmux and on a vt220")
    func direct() throws {
        let guest = { (environment: [String: String]) in
            let terminal = try PseudoTerminal(
                [Program.path(of: "terminal-guest"), "colors"],
                columns: 300,
                environment: environment
            )
            try #require(terminal.waitFor("guest is here"))
            return terminal.text
        }
        let text = try guest(["COLORTERM": "truecolor"])
        for red in 0...255 { #expect(text.contains("38;2;\(red);80;200m"), "\(red)") }
        // Values that would be palette indices are replaced by the nearest other value.
        #expect(text.contains("48;2;0;1;7m"))
        #expect(try !guest([:]).contains("38;2;"))
        #expect(try !guest(["COLORTERM": "truecolor", "TERM": "tmux-256color"]).contains("38;2;"))
        #expect(try !guest(["COLORTERM": "truecolor", "TERM": "vt220"]).contains("38;2;"))
    }

    @Test(
        "the dashboard uses its bundled terminfo entry for terminals without an entry",
        arguments: [
            "xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm", "xterm-nobody", "tmux-nobody",
        ].filter(SystemTerminfo.isMissing)
    )
    func carried(name: String) throws {
        let terminal = try opened(SystemTerminfo.hidden(type: name))
        #expect(terminal.waitFor("[38;5;33m") && terminal.text.contains("[?1049h"))
        // The bundled entry resets attributes without changing the character set, unlike xterm's entry.
        #expect(!terminal.text.contains("\u{1B}(B"))
        let mark = terminal.output.count
        terminal.type("\u{1B}[B?")
        #expect(terminal.waitFor("previous row", after: mark))
        terminal.type("?q")
        #expect(terminal.waitForEnd() == 0)
        #expect(terminal.modes == terminal.modesBefore)
    }

    @Test("with an unknown terminal type, the dashboard uses the type ansi and shows a message")
    func unknown() throws {
        let terminal = try opened(["TERM": "no-such-terminal"])
        #expect(terminal.text.contains("using ansi instead"))
    }

    @Test("the dashboard sends large changes as a synchronized update, and small changes without one")
    func synchronized() throws {
        let terminal = try opened()
        let text = terminal.text
        let begin = try #require(text.range(of: "\u{1B}[?2026h"))
        let end = try #require(text.range(of: "\u{1B}[?2026l", range: begin.upperBound..<text.endIndex))
        #expect(text[begin.upperBound..<end.lowerBound].contains("627,000"))
        let mark = terminal.output.count
        terminal.type(">")
        #expect(terminal.waitFor("speed ×", after: mark))
        #expect(!String(decoding: terminal.output[mark...], as: UTF8.self).contains("?2026"))
    }

    @Test("LINES and COLUMNS in the environment don't prevent the dashboard from resizing")
    func exportedSize() throws {
        let terminal = try opened(["LINES": "24", "COLUMNS": "80"])
        let mark = terminal.output.count
        terminal.resize(columns: 130, rows: 40)
        #expect(terminal.waitFor("Downloads per day", after: mark))
    }

    @Test("the dashboard draws a complete screen after many resizes, some of them down to one cell")
    func storm() throws {
        let terminal = try opened()
        for step in 0..<60 {
            terminal.resize(columns: UInt16(1 + step * 37 % 200), rows: UInt16(1 + step * 17 % 60))
        }
        for _ in 0..<3 { terminal.resize(columns: 1, rows: 1) }
        terminal.settle(milliseconds: 150)
        let mark = terminal.output.count
        terminal.resize(columns: 80, rows: 24)
        #expect(terminal.waitFor("627,000", after: mark))
        terminal.settle()
        // After resizing back and forth, everything is sent again, because the emulator may have cut off the screen.
        let back = terminal.output.count
        terminal.resize(columns: 40, rows: 12)
        terminal.resize(columns: 80, rows: 24)
        #expect(terminal.waitFor("627,000", after: back))
        terminal.type("q")
        #expect(terminal.waitForEnd() == 0)
        #expect(terminal.modes == terminal.modesBefore)
    }

    @Test("the dashboard draws in UTF-8 in the C locale, and in ASCII with --ascii")
    func locales() throws {
        #expect(try opened(["LC_ALL": "C"]).text.contains("━"))
        let terminal = try PseudoTerminal([Program.path, "replay", "sora", "--at", "2025-10-06", "--ascii"])
        try #require(terminal.waitFor("627,000"))
        terminal.settle()
        #expect(terminal.output.allSatisfy { $0 < 0x80 })
    }

    @Test(
        "the dashboard prints text without escape sequences if its output isn't a terminal",
        arguments: [["replay", "sora"], []]
    )
    func noTerminal(arguments: [String]) throws {
        let outcome = try Program.run(arguments)
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("Sora") && !outcome.output.contains("\u{1B}"))
    }

    @Test("the cursor is repositioned after a glyph of uncertain width, before the next text")
    func suspect() throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appendingPathComponent("names.json")
        let names = ["🚀 up", "क\u{94D}षि", "🇯🇵 flag", "ที่นี่", "plain"]
        try JSONEncoder().encode(names).write(to: file)
        let terminal = try PseudoTerminal([Program.path(of: "terminal-guest"), "names", file.path])
        try #require(terminal.waitFor("guest is here"))
        let text = terminal.text.unicodeScalars
        for index in text.indices where text[index].value >= 0x1F000 {
            let rest = text[text.index(after: index)...].prefix(60)
            #expect(namesColumnFirst(rest), "\(String(rest).debugDescription)")
        }
    }

    /// Returns whether a control (CR, CHA or CUP) sets the column before the next visible character.
    private func namesColumnFirst(_ scalars: Substring.UnicodeScalarView) -> Bool {
        var rest = scalars
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\r": return true
            case "\n", "\u{8}": continue
            case "\u{1B}":
                guard rest.popFirst() == "[", let final = rest.firstIndex(where: { $0.properties.isAlphabetic }) else {
                    _ = rest.popFirst()
                    continue
                }
                if "GH".unicodeScalars.contains(rest[final]) { return true }
                rest = rest[rest.index(after: final)...]
            default: return false
            }
        }
        return false
    }

    @Test("Ctrl-Z restores the terminal for the shell, fg redraws the screen, and kill ends the dashboard")
    func stop() throws {
        let shell = try PseudoTerminal(["/bin/bash", "--norc", "--noprofile", "-i"], environment: ["PS1": "shell> "])
        try #require(shell.waitFor("shell> "))
        shell.type("\(Program.path) replay sora --at 2025-10-06\n")
        try #require(shell.waitFor("627,000"))
        shell.settle()
        let stopped = shell.output.count
        shell.type("\u{1A}")
        try #require(shell.waitFor("Stopped", after: stopped))
        let output = String(decoding: shell.output[stopped...], as: UTF8.self)
        for mode in ["1049", "2004", "1002", "1006", "2031"] { #expect(output.contains("[?\(mode)l"), "\(mode)") }
        let back = shell.output.count
        shell.type("fg\n")
        #expect(shell.waitFor("627,000", after: back))
        #expect(shell.waitFor("[?1006h", after: back))
        #expect(shell.waitFor("[?2004h", after: back))
        // A signal ends the stopped program without resuming it first.
        let again = shell.output.count
        shell.type("\u{1A}")
        try #require(shell.waitFor("Stopped", after: again))
        let killed = shell.output.count
        shell.type("kill %1\n")
        var isOver = false
        for _ in 0..<100 where !isOver {
            shell.type("\n")
            isOver = shell.waitFor("Exit 143", after: killed, seconds: 0.2)
        }
        #expect(isOver)
        let end = shell.output.count
        shell.type("\n")
        #expect(shell.waitFor("shell> ", after: end))
        shell.type("exit\n")
        #expect(shell.waitForEnd() != nil)
    }
}
