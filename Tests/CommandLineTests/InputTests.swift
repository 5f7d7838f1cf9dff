import Foundation
import TestSupport
import Testing

@Suite("Keyboard and mouse input", .serialized, .blocking)
struct InputTests {
    private func market(_ environment: [String: String] = [:]) throws -> PseudoTerminal {
        let folder = try TemporaryFolder()
        _ = try Program.run(["simulate", folder.url.path, "--storefronts", "2", "--hours", "24"])
        let arguments = [Program.path, "replay", folder.url.path, "--at", "2027-01-01"]
        let terminal = try PseudoTerminal(arguments, environment: environment)
        try #require(terminal.waitFor("developer"))
        terminal.settle()
        return terminal
    }

    /// Types keys and returns the output that follows, until no more arrives for 120 ms.
    private func reply(of terminal: PseudoTerminal, to keys: String) -> String {
        let mark = terminal.output.count
        terminal.type(keys)
        terminal.settle(milliseconds: 120)
        return String(decoding: terminal.output[mark...], as: UTF8.self)
    }

    private static let end = "\u{1B}["

    @Test(
        "the dashboard responds to the mouse wheel and to clicks on rows and the timeline, in xterm and tmux",
        arguments: ["xterm-256color", "tmux-256color"]
    )
    func mouse(type: String) throws {
        let terminal = try market(["TERM": type])
        #expect(terminal.text.contains("[?1006h") && terminal.text.contains("[?1002h"))
        // A click selects the row, which is then drawn in reverse; a second click opens its app.
        #expect(!reply(of: terminal, to: "\(Self.end)<0;10;8M\(Self.end)<0;10;8m").isEmpty)
        #expect(reply(of: terminal, to: "\(Self.end)<0;10;8M").contains("id "))
        #expect(!reply(of: terminal, to: "\u{7F}").isEmpty)
        #expect(!reply(of: terminal, to: "\(Self.end)<65;10;8M").isEmpty)
        // A click on the timeline goes to a time.
        #expect(!reply(of: terminal, to: "\(Self.end)<0;40;23M").isEmpty)
        terminal.type("q")
        #expect(terminal.waitForEnd() == 0)
    }

    @Test(
        "the dashboard ignores invalid and truncated mouse reports",
        arguments: [
            "<0;0;0M", "<0;99999;99999M", "<0;-4;4M", "<99999999999;4;4;4M", "<0;4294967297;1M", "<;;M", "<0;5", "<",
            "<M",
            "<3;1;1m", "<64;0;0M", "<35;7;7M", "M !!", "Mqqq",
        ]
    )
    func badReports(report: String) throws {
        let terminal = try market()
        let start = terminal.output.count
        terminal.type(Self.end + report)
        terminal.settle(milliseconds: 300)
        let mark = terminal.output.count
        // If a part of the report were interpreted as keys, it would open a page or quit.
        #expect(String(decoding: terminal.output[start...], as: UTF8.self).contains("launches") == false)
        terminal.type("?")
        #expect(terminal.waitFor("previous row", after: mark))
        terminal.type("?q")
        #expect(terminal.waitForEnd() == 0)
    }

    @Test(
        "late responses to terminal queries aren't interpreted as keys",
        arguments: [
            "\u{1B}]11;rgb:1111/4444/qqqq\u{7}", "\u{1B}P1$r0m4\u{1B}\\", "\u{1B}_G4;q\u{1B}\\", "\u{1B}[?64;4;4c",
        ]
    )
    func answers(answer: String) throws {
        let terminal = try market()
        #expect(!reply(of: terminal, to: answer).contains("launches"))
        let mark = terminal.output.count
        terminal.type("?")
        #expect(terminal.waitFor("previous row", after: mark))
        terminal.type("?q")
        #expect(terminal.waitForEnd() == 0)
    }

    @Test("a prompt decodes a character that arrives byte by byte, and skips only invalid bytes")
    func brokenText() throws {
        let terminal = try market()
        let mark = terminal.output.count
        terminal.type("/")
        #expect(terminal.waitFor("Esc cancel", after: mark))
        for byte in Array("微".utf8) {
            terminal.send([byte])
            terminal.settle(milliseconds: 60)
        }
        #expect(terminal.waitFor("微", after: mark))
        let next = terminal.output.count
        terminal.send([0xE9, UInt8(ascii: "Z"), 0xFF, UInt8(ascii: "Y")])
        #expect(terminal.waitFor("Z", after: next))
        #expect(terminal.waitFor("Y", after: next))
    }

    @Test("the m key toggles mouse reporting and leaves bracketed paste on")
    func mouseKey() throws {
        let terminal = try market()
        let off = reply(of: terminal, to: "m")
        #expect(off.contains("[?1002l") && off.contains("[?1006l") && off.contains("[?2004h"))
        #expect(reply(of: terminal, to: "m").contains("[?1006h"))
    }

    @Test(
        "the different escape sequences that terminals send for a key have the same effect",
        arguments: [
            ["\u{1B}[B", "\u{1B}OB", "j"], ["\u{1B}[6~"], ["\u{1B}[F", "\u{1B}OF", "\u{1B}[4~", "\u{1B}[8~"],
            ["\u{1B}[H", "\u{1B}OH", "\u{1B}[1~", "\u{1B}[7~"],
        ]
    )
    func sequences(ways: [String]) throws {
        let answers = try ways.map { way in
            let terminal = try market()
            _ = reply(of: terminal, to: ",")
            return reply(of: terminal, to: way)
        }
        #expect(!answers[0].isEmpty)
        #expect(Set(answers).count == 1, "\(ways.debugDescription)")
    }

    @Test("Esc takes effect immediately, unless the rest of an escape sequence follows within ESCDELAY")
    func escape() throws {
        let quick = try market()
        #expect(reply(of: quick, to: "/ab").contains("Esc cancel"))
        #expect(reply(of: quick, to: "\u{1B}").contains("open"))
        let delayed = try market(["ESCDELAY": "3000"])
        _ = reply(of: delayed, to: "g")
        let mark = delayed.output.count
        delayed.type("\u{1B}")
        delayed.settle(milliseconds: 100)
        delayed.type("[B")
        delayed.settle(milliseconds: 100)
        // The sequence in two parts moved the selection.
        #expect(delayed.output.count > mark)
    }

    @Test(
        "pasted line breaks and tabs become spaces in a prompt and don't submit it",
        arguments: ["Quill\nInk", "Quill\rInk", "Quill\r\nInk\r\n", "\n\tQuill\t\n Ink\n"]
    )
    func pastedLines(pasted: String) throws {
        let terminal = try market()
        for entry in ["/", ":", "t"] {
            let mark = terminal.output.count
            terminal.type(entry + "\u{1B}[200~\(pasted)\u{1B}[201~")
            #expect(terminal.waitFor("Quill Ink", after: mark), "in \(entry)")
            // The line is still being edited.
            let next = terminal.output.count
            terminal.type("Z")
            #expect(terminal.waitFor("Z", after: next))
            terminal.type("\u{1B}")
            terminal.settle()
        }
        terminal.type("q")
        #expect(terminal.waitForEnd() == 0)
    }

    @Test("the filter prompt accepts a paste of a megabyte and stays responsive")
    func largePaste() throws {
        let terminal = try market()
        let mark = terminal.output.count
        terminal.type("/")
        terminal.type("\u{1B}[200~")
        for _ in 0..<256 { terminal.typeAndRead(String(repeating: "q\n", count: 2048)) }
        terminal.type("\u{1B}[201~")
        #expect(terminal.waitFor("q q q q", after: mark, seconds: 30))
        terminal.type("\u{1B}")
        terminal.settle()
        terminal.type("q")
        #expect(terminal.waitForEnd() == 0)
    }
}
