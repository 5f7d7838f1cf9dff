import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite("Terminals that don't read output", .serialized, .blocking)
struct BlockedTerminalTests {
    /// Starts a dashboard and blocks its terminal in the middle of a frame.
    private func blocked(
        _ arguments: [String] = ["replay", "sora", "--at", "2025-10-06"],
        showing text: String = "627,000",
        environment: [String: String] = [:]
    ) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(
            [Program.path] + arguments,
            columns: 200,
            rows: 60,
            environment: ["SWIFT_BACKTRACE": "enable=no"].merging(environment) { $1 }
        )
        try #require(terminal.waitFor(text))
        try #require(terminal.fill(typing: "?"))
        return terminal
    }

    /// Sends a signal, waits for the exit without reading output, and prints how long the exit took.
    ///
    /// - Returns: The exit code, or `nil` after a timeout.
    private func end(_ terminal: PseudoTerminal, with number: Int32) -> Int32? {
        let (clock, start) = (ContinuousClock(), ContinuousClock.now)
        terminal.signal(number)
        let status = terminal.waitForEnd(reads: 0)
        print("signal \(number) on a blocked terminal: \(start.duration(to: clock.now) / .milliseconds(1)) ms")
        return status
    }

    /// Expects that the terminal is back on the main screen and that all modes are off.
    ///
    /// - Parameter isCut: Whether the last frame must have been cut off.
    private func expectRestored(
        _ terminal: PseudoTerminal,
        isCut: Bool = true,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(terminal.modes == terminal.modesBefore, sourceLocation: sourceLocation)
        terminal.settle()
        let text = terminal.text
        for mode in ["1049", "2004", "1002", "1006", "2031"] {
            let on = text.range(of: "\u{1B}[?\(mode)h", options: .backwards)
            let off = text.range(of: "\u{1B}[?\(mode)l", options: .backwards)
            #expect(off != nil, "mode \(mode)", sourceLocation: sourceLocation)
            if let on, let off { #expect(on.upperBound <= off.lowerBound, "\(mode)", sourceLocation: sourceLocation) }
        }
        // A truncated control sequence is canceled before the terminal is restored.
        let cancel = text.range(of: "\u{18}\u{1B}\\", options: .backwards)
        let left = text.range(of: "\u{1B}[?1049l", options: .backwards)
        #expect(cancel != nil || !isCut, sourceLocation: sourceLocation)
        if let cancel, let left { #expect(cancel.upperBound <= left.lowerBound, sourceLocation: sourceLocation) }
    }

    @Test(
        "SIGTERM, SIGINT and SIGHUP end a dashboard on a blocked terminal and restore the terminal",
        arguments: [SIGTERM, SIGINT, SIGHUP]
    )
    func signals(number: Int32) throws {
        let terminal = try blocked()
        #expect(end(terminal, with: number) == 128 + number)
        expectRestored(terminal)
    }

    @Test("SIGTERM ends a playing replay on a blocked terminal and restores the terminal")
    func playing() throws {
        let terminal = try blocked(["replay", "sora"], showing: "Sora")
        #expect(end(terminal, with: SIGTERM) == 128 + SIGTERM)
        expectRestored(terminal)
    }

    @Test(
        "SIGSEGV, SIGABRT, SIGQUIT and SIGILL end a dashboard on a blocked terminal and restore it",
        arguments: [SIGSEGV, SIGABRT, SIGQUIT, SIGILL]
    )
    func traps(number: Int32) throws {
        let terminal = try blocked()
        #expect(end(terminal, with: number) == 128 + number)
        expectRestored(terminal)
    }

    @Test("the quit key ends a dashboard on a blocked terminal and restores the terminal")
    func quit() throws {
        let terminal = try blocked()
        // The first key may close the help.
        terminal.type("qq")
        #expect(terminal.waitForEnd(reads: 0) == 0)
        expectRestored(terminal)
    }

    @Test("keys take effect while the terminal is blocked, and the latest frame is drawn afterwards")
    func keys() throws {
        let terminal = try blocked()
        terminal.type("\u{1B}\u{1B}:bogus-command")
        let mark = terminal.output.count
        #expect(terminal.waitFor("bogus-command", after: mark))
        terminal.type("\u{1B}q")
        #expect(terminal.waitForEnd() == 0)
        expectRestoredInOrder(terminal)
    }

    /// Expects that the terminal is back on the main screen and that no frame was cut off.
    private func expectRestoredInOrder(_ terminal: PseudoTerminal) {
        #expect(terminal.modes == terminal.modesBefore)
        #expect(terminal.text.contains("\u{1B}[?1049l") && !terminal.text.contains("\u{18}"))
    }

    @Test("SIGTERM ends a dashboard on a slow terminal and restores the terminal completely")
    func slow() throws {
        let terminal = try blocked()
        terminal.signal(SIGTERM)
        // About 3 kB per second.
        #expect(terminal.waitForEnd(reads: 64) == 128 + SIGTERM)
        // The terminal may have read the last frame completely.
        expectRestored(terminal, isCut: false)
    }

    @Test("watch keeps recording while its terminal is blocked, and closes the archive when it exits")
    func archive() async throws {
        let home = try TemporaryFolder()
        let folder = home.url.appendingPathComponent("charts")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        func write(_ name: String, on day: String) throws {
            let rows =
                ["time,store,storefront,chart,genre,rank,app,name,developer"]
                + ["\(day),appstore,us,top-free,,1,1,\(name),Maker"]
            let text = rows.joined(separator: "\n") + "\n"
            try Data(text.utf8).write(to: folder.appendingPathComponent("\(day).csv"), options: .atomic)
        }
        try write("First app", on: "2026-03-01")
        let archive = home.url.appendingPathComponent("history.sqlite").path
        let terminal = try blocked(["watch", folder.path, "--archive", archive], showing: "First app")
        // Recording continues while the screen is blocked.
        try write("Second app", on: "2026-03-02")
        func shown() throws -> String {
            try Program.run(["show", "chart", "us", "top-free", "--from", archive, "--json"]).output
        }
        let deadline = ContinuousClock.now + .seconds(20)
        while try !shown().contains("Second app"), ContinuousClock.now < deadline { usleep(20_000) }
        #expect(end(terminal, with: SIGTERM) == 128 + SIGTERM)
        expectRestored(terminal)
        #expect(try shown().contains("Second app"))
        let next = try RunningProgram(["record", folder.path, "--archive", archive], in: home.url)
        #expect(await next.waits(for: "snapshots=2 new=0"))
        #expect(!next.lines.contains { $0.contains("recovered") })
        _ = next.end(with: SIGTERM)
    }
}
