import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite("The dashboard in a terminal", .serialized, .blocking)
struct TerminalTests {
    private static let mainScreen = "\u{1B}[?1049l"

    private func start(
        _ arguments: [String] = ["replay", "sora", "--at", "2025-10-06"],
        environment: [String: String] = [:]
    ) throws -> PseudoTerminal {
        try PseudoTerminal([Program.path] + arguments, environment: environment)
    }

    /// Starts the dashboard and waits until it has drawn its first screen.
    private func opened(
        _ arguments: [String] = ["replay", "sora", "--at", "2025-10-06"],
        environment: [String: String] = [:]
    ) throws -> PseudoTerminal {
        let terminal = try start(arguments, environment: environment)
        try #require(terminal.waitFor("627,000"))
        return terminal
    }

    @Test("the dashboard draws, responds to keys, quits and restores the terminal")
    func session() throws {
        let terminal = try opened()
        let mark = terminal.output.count
        terminal.type("?")
        #expect(terminal.waitFor("previous row", after: mark))
        terminal.type("?")
        terminal.settle()
        terminal.type("q")
        #expect(terminal.waitForEnd() == 0)
        #expect(terminal.modes == terminal.modesBefore)
        #expect(terminal.text.contains(Self.mainScreen))
    }

    @Test(
        "the dashboard sends no output while its screen doesn't change",
        arguments: [
            ["TERM": "xterm-256color"], ["COLORTERM": "truecolor"], ["TERM": "xterm-direct"], ["TERM": "vt100"],
        ]
    )
    func idle(environment: [String: String]) throws {
        let terminal = try opened(environment: environment)
        terminal.settle(milliseconds: 200)
        let mark = terminal.output.count
        terminal.settle(milliseconds: 1500)
        #expect(terminal.output.count == mark)
        // A key without effect sends only the cursor position.
        terminal.type("#")
        terminal.settle(milliseconds: 200)
        #expect(terminal.output.count - mark < 16)
    }

    @Test(
        "SIGTERM, SIGHUP and SIGINT end the dashboard and restore the terminal",
        arguments: [SIGTERM, SIGHUP, SIGINT]
    )
    func signals(number: Int32) throws {
        let terminal = try opened()
        terminal.signal(number)
        #expect(terminal.waitForEnd() == 128 + number)
        #expect(terminal.modes == terminal.modesBefore)
        #expect(terminal.text.contains(Self.mainScreen))
    }

    @Test("trap signals end the dashboard and restore the terminal", arguments: [SIGABRT, SIGSEGV, SIGQUIT, SIGILL])
    func traps(number: Int32) throws {
        let terminal = try opened(environment: ["SWIFT_BACKTRACE": "enable=no"])
        terminal.signal(number)
        #expect(terminal.waitForEnd() == 128 + number)
        #expect(terminal.modes == terminal.modesBefore)
        #expect(terminal.text.contains(Self.mainScreen))
    }

    @Test("Ctrl-\\ ends the dashboard and restores the terminal")
    func quitKey() throws {
        let terminal = try opened(environment: ["SWIFT_BACKTRACE": "enable=no"])
        terminal.type("\u{1C}")
        #expect(terminal.waitForEnd() == 128 + SIGQUIT)
        #expect(terminal.modes == terminal.modesBefore)
    }

    @Test("the dashboard redraws its screen when the terminal is resized")
    func resize() throws {
        let terminal = try opened()
        terminal.settle()
        let mark = terminal.output.count
        terminal.resize(columns: 20, rows: 5)
        #expect(terminal.waitFor("needs 40", after: mark))
        let next = terminal.output.count
        terminal.resize(columns: 120, rows: 40)
        #expect(terminal.waitFor("Downloads per day", after: next))
    }

    @Test("the dashboard doesn't interpret pasted text as keys")
    func paste() throws {
        let terminal = try opened()
        let mark = terminal.output.count
        terminal.type("\u{1B}[200~q\nq\u{1B}[201~")
        #expect(terminal.waitFor("pasted", after: mark))
        terminal.type("q")
        #expect(terminal.waitForEnd() == 0)
    }

    @Test("Esc followed immediately by a key is read as two keys, and an unknown sequence is ignored")
    func escapeThenKey() throws {
        let terminal = try opened()
        let mark = terminal.output.count
        terminal.type("\u{1B}?")
        #expect(terminal.waitFor("previous row", after: mark))
        let next = terminal.output.count
        terminal.type("\u{1B}[99~")
        terminal.settle(milliseconds: 150)
        // The unknown sequence is ignored, so the help is still open, and the next key closes it.
        terminal.type("q")
        terminal.settle(milliseconds: 150)
        #expect(terminal.output.count > next)
        terminal.type("q")
        #expect(terminal.waitForEnd() == 0)
    }

    @Test(
        "the dashboard opens and quits with an unknown terminal type",
        arguments: ["xterm-kitty", "no-such-terminal", "foot"]
    )
    func unknownTerminals(name: String) throws {
        let terminal = try opened(environment: ["TERM": name])
        terminal.type("q")
        #expect(terminal.waitForEnd() == 0)
    }

    @Test("on a dumb terminal, the dashboard prints its page as text")
    func dumb() throws {
        let terminal = try start(environment: ["TERM": "dumb"])
        #expect(terminal.waitForEnd() == 0)
        #expect(terminal.text.contains("can't position its cursor"))
        #expect(terminal.text.contains("Sora"))
        #expect(!terminal.text.contains("\u{1B}["))
    }

    @Test("NO_COLOR turns off the dashboard's colors")
    func noColor() throws {
        let terminal = try opened(environment: ["NO_COLOR": "1"])
        terminal.type("q")
        #expect(terminal.waitForEnd() == 0)
        #expect(!terminal.text.contains("[38;5;"))
    }

    @Test("the dashboard prints errors in launch files after the screen is closed")
    func errors() throws {
        let folder = try TemporaryFolder()
        try folder.write("broken", to: "x.toml")
        for id in ["sora", "chatgpt"] {
            let file = Fixtures.repository.appendingPathComponent("Data/launches/\(id).toml")
            try folder.write(String(contentsOf: file, encoding: .utf8), to: "\(id).toml")
        }
        let data = try TemporaryFolder()
        try FileManager.default.moveItem(at: folder.url, to: data.url.appendingPathComponent("launches"))
        let terminal = try opened(["replay", "sora", "--at", "2025-10-06", "--data", data.url.path])
        // The library is loaded after the first frame. Its page shows ChatGPT once loading is complete.
        terminal.type("5")
        #expect(terminal.waitFor("ChatGPT"))
        terminal.type("q")
        #expect(terminal.waitForEnd() == 0)
        let output = terminal.text
        let restored = try #require(output.range(of: Self.mainScreen, options: .backwards))
        #expect(output[restored.upperBound...].contains("x.toml:1:"))
    }
}
