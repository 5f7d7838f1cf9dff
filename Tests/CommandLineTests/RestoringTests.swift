import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite("Restoring the terminal", .serialized, .blocking)
struct RestoringTests {
    private func guest(_ arguments: String..., environment: [String: String] = [:]) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(
            [Program.path(of: "terminal-guest")] + arguments,
            environment: ["SWIFT_BACKTRACE": "enable=no"].merging(environment) { $1 }
        )
        try #require(terminal.waitFor("guest is here"))
        terminal.settle()
        return terminal
    }

    /// Expects that the terminal has its earlier modes and the main screen, and that all private modes are off.
    private func expectRestored(_ terminal: PseudoTerminal, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(terminal.modes == terminal.modesBefore, sourceLocation: sourceLocation)
        let text = terminal.text
        for mode in ["1049", "2004", "1002", "1006", "2031"] {
            let on = text.range(of: "\u{1B}[?\(mode)h", options: .backwards)
            let off = text.range(of: "\u{1B}[?\(mode)l", options: .backwards)
            #expect(on != nil && off != nil, "mode \(mode)", sourceLocation: sourceLocation)
            if let on, let off { #expect(on.upperBound <= off.lowerBound, "\(mode)", sourceLocation: sourceLocation) }
        }
        let shown = text.range(of: "\u{1B}[?25h", options: .backwards) ?? text.range(of: "\u{1B}[?12l\u{1B}[?25h")
        let hidden = text.range(of: "\u{1B}[?25l", options: .backwards)
        if let hidden { #expect(shown.map { $0.lowerBound > hidden.lowerBound } ?? false) }
    }

    /// Returns the output after the switch to the main screen.
    private func after(_ terminal: PseudoTerminal) -> Substring {
        let text = terminal.text
        let restored = text.range(of: "\u{1B}[?1049l", options: .backwards)
        return text[(restored?.upperBound ?? text.startIndex)...]
    }

    @Test(
        "the terminal is restored when a program returns, throws, exits, traps or receives a trap signal",
        arguments: [
            ("return", 0), ("throw", 128 + SIGTRAP), ("exit", 3), ("fatalError", 128 + SIGTRAP),
            ("precondition", 128 + SIGTRAP), ("index", 128 + SIGTRAP), ("overflow", 128 + SIGTRAP),
            ("nil", 128 + SIGTRAP), ("abort", 128 + SIGABRT), ("segv", 128 + SIGSEGV), ("bus", 128 + SIGBUS),
            ("ill", 128 + SIGILL), ("fpe", 128 + SIGFPE), ("trap", 128 + SIGTRAP), ("sys", 128 + SIGSYS),
            ("quit", 128 + SIGQUIT), ("recursion", 128 + SIGSEGV), ("thread", 128 + SIGTRAP),
        ]
    )
    func ways(way: String, status: Int32) throws {
        let terminal = try guest(way)
        terminal.type("x")
        let ended = terminal.waitForEnd()
        // A Swift trap is an illegal instruction on some processors.
        #expect(ended == status || (status == 128 + SIGTRAP && ended == 128 + SIGILL), "\(way)")
        expectRestored(terminal)
        #expect(after(terminal).contains("said while the screen was open"))
    }

    @Test("a fatalError message is printed after the screen is restored")
    func message() throws {
        let terminal = try guest("fatalError")
        terminal.type("x")
        _ = terminal.waitForEnd()
        #expect(after(terminal).contains("said before the end"))
    }

    @Test("Swift's crash report isn't printed before the screen is restored")
    func backtrace() throws {
        let terminal = try guest("index", environment: ["SWIFT_BACKTRACE": "enable=yes,interactive=no,color=no"])
        terminal.type("x")
        #expect(terminal.waitForEnd(seconds: 60) != nil)
        expectRestored(terminal)
        #expect(!terminal.text.prefix(terminal.text.count - after(terminal).count).contains("rash"))
    }

    @Test(
        "a trap signal from another process ends a full-screen program even if Swift backtraces are enabled",
        arguments: [SIGQUIT, SIGSEGV, SIGABRT]
    )
    func sent(number: Int32) throws {
        let terminal = try guest("return", environment: ["SWIFT_BACKTRACE": "enable=yes,interactive=no,color=no"])
        terminal.signal(number)
        #expect(terminal.waitForEnd(seconds: 60) == 128 + number)
        expectRestored(terminal)
    }

    @Test(
        "SIGHUP, SIGTERM and SIGINT end a full-screen program cleanly and restore the terminal",
        arguments: [SIGHUP, SIGTERM, SIGINT]
    )
    func signals(number: Int32) throws {
        let terminal = try guest("return")
        terminal.signal(number)
        #expect(terminal.waitForEnd() == 0)
        expectRestored(terminal)
    }

    @Test("repeated SIGHUPs end a full-screen program cleanly and restore the terminal")
    func twice() throws {
        let terminal = try guest("return")
        for _ in 0..<3 { terminal.signal(SIGHUP) }
        #expect(terminal.waitForEnd() == 0)
        expectRestored(terminal)
    }

    @Test("closing the terminal ends a full-screen program")
    func hangUp() throws {
        let terminal = try guest("return")
        terminal.hangUp()
        #expect(terminal.waitForEnd() != nil)
    }
}
