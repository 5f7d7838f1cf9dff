import Foundation
import TestSupport
import Testing

@Suite("Color depth of terminals", .serialized, .blocking)
struct ColorTests {
    /// The end of the control sequence for the theme's blue, by color depth.
    private enum Blue: String {
        case direct = "[38;2;0;135;255m"
        /// The notation of ISO 8613-6, which system terminfo entries use.
        case directWithColons = "38:2::0:135:255m"
        case palette = "[38;5;33m"
        case sixteen = "[94m"
        case eight = "[34m"

        static let all: [Blue] = [.direct, .directWithColons, .palette, .sixteen, .eight]
    }

    private func page(_ environment: [String: String]) throws -> String {
        let arguments = [Program.path, "replay", "sora", "--at", "2025-10-06"]
        let terminal = try PseudoTerminal(arguments, environment: environment)
        try #require(terminal.waitFor("627,000"))
        terminal.settle()
        return terminal.text
    }

    private func expect(_ blue: Blue?, in environment: [String: String]) throws {
        let text = try page(environment)
        for other in Blue.all {
            #expect(text.contains(other.rawValue) == (other == blue), "\(other) in \(environment)")
        }
    }

    @Test(
        "the terminfo entry decides the color depth; COLORTERM can raise it for xterm types only",
        arguments: [
            ("xterm-256color", nil, Blue.palette), ("xterm-256color", "truecolor", .direct),
            ("xterm-256color", "24bit", .direct), ("xterm-256color", "yes", .palette), ("xterm-256color", "", .palette),
            ("xterm", nil, .eight), ("xterm", "truecolor", .direct), ("xterm-mono", "truecolor", nil),
            ("vt100", nil, nil), ("vt100", "truecolor", nil), ("linux", "truecolor", .eight),
            // Programs inside tmux and screen inherit COLORTERM from the outer terminal.
            ("tmux-256color", "truecolor", .palette), ("screen-256color", "truecolor", .palette),
            ("screen", "truecolor", .eight),
        ] as [(String, String?, Blue?)]
    )
    private func known(type: String, variable: String?, blue: Blue?) throws {
        var environment = SystemTerminfo.hidden(type: type)
        environment["COLORTERM"] = variable
        try expect(blue, in: environment)
    }

    @Test(
        "the auto theme follows the background color that the terminal reports",
        arguments: [
            // The theme's blue on dark and on light backgrounds.
            ("]11;rgb:1111/1414/1818\u{1B}\\", "[38;5;39m"), ("]11;rgb:ff/ff/dd\u{07}", "[38;5;26m"),
        ]
    )
    func background(response: String, blue: String) throws {
        let arguments = [Program.path, "replay", "sora", "--at", "2025-10-06"]
        let terminal = try PseudoTerminal(arguments, environment: ["TERM": "xterm-256color"])
        try #require(terminal.waitFor("]11;?") && terminal.waitFor("627,000"))
        let mark = terminal.output.count
        terminal.type("\u{1B}" + response)
        #expect(terminal.waitFor(blue, after: mark))
        // The response isn't interpreted as keys.
        terminal.type("q")
        #expect(terminal.waitForEnd() == 0)
    }

    @Test("when the terminal reports that its colors have changed, the background is queried again")
    func changedBackground() throws {
        let arguments = [Program.path, "replay", "sora", "--at", "2025-10-06"]
        // The background isn't queried at the start, because it's known.
        let terminal = try PseudoTerminal(arguments, environment: ["TERM": "xterm-256color", "COLORFGBG": "15;0"])
        try #require(terminal.waitFor("[?2031h") && terminal.waitFor("627,000"))
        var mark = terminal.output.count
        // Reports that aren't about colors are ignored, and the next key takes effect.
        terminal.type("\u{1B}[?997;3n\u{1B}[?997n\u{1B}[?996;2n?")
        try #require(terminal.waitFor("previous row", after: mark))
        #expect(!terminal.text.contains("]11;?") && !terminal.text.contains("[38;5;26m"))
        terminal.type("?")
        for (report, response, blue) in [
            ("[?997;2n", "]11;rgb:ffff/ffff/ffff\u{07}", "[38;5;26m"),
            ("[?997;1n", "]11;rgb:0000/0000/0000\u{07}", "[38;5;39m"),
        ] {
            mark = terminal.output.count
            terminal.type("\u{1B}" + report)
            try #require(terminal.waitFor("]11;?", after: mark))
            terminal.type("\u{1B}" + response)
            #expect(terminal.waitFor(blue, after: mark))
        }
        terminal.type("q")
        #expect(terminal.waitForEnd() == 0)
    }

    @Test(
        "an invalid response to the background query changes no colors, and the next key takes effect",
        arguments: [
            "]11;rgb:12345/0/0\u{07}", "]11;rgb:ff/ff\u{07}", "]10;rgb:ff/ff/ff\u{07}", "]11;?\u{1B}\\",
            "P1$r0m\u{1B}\\",
        ]
    )
    func invalidBackground(response: String) throws {
        let arguments = [Program.path, "replay", "sora", "--at", "2025-10-06"]
        let terminal = try PseudoTerminal(arguments, environment: ["TERM": "xterm-256color"])
        try #require(terminal.waitFor("627,000"))
        terminal.settle()
        let mark = terminal.output.count
        terminal.type("\u{1B}" + response + "?")
        #expect(terminal.waitFor("previous row", after: mark))
        #expect(!terminal.text.contains("[38;5;39m") && !terminal.text.contains("[38;5;26m"))
        terminal.type("?q")
        #expect(terminal.waitForEnd() == 0)
    }

    @Test("the background query isn't sent if COLORFGBG is set or the terminal type doesn't support it")
    func noQuery() throws {
        #expect(try !page(["TERM": "xterm-256color", "COLORFGBG": "15;0"]).contains("]11;?"))
        #expect(try !page(["TERM": "linux"]).contains("]11;?"))
        #expect(try !page(["TERM": "vt100"]).contains("]11;?"))
    }

    @Test("inside GNU screen (STY is set), COLORTERM is ignored even for xterm-256color")
    func inScreen() throws {
        try expect(.palette, in: ["TERM": "xterm-256color", "COLORTERM": "truecolor", "STY": "1234.pts-0.host"])
    }

    @Test(
        "a recent XTERM_VERSION selects direct color for TERM=xterm, but not for other terminal types",
        arguments: [
            ("xterm", "XTerm(379)", Blue.direct), ("xterm", "XTerm(330)", .eight), ("xterm", "379", .eight),
            ("xterm-256color", "XTerm(379)", .palette), ("xterm-mono", "XTerm(379)", nil),
            // A terminal with its own type, inside an xterm.
            ("screen", "XTerm(379)", .eight), ("vt100", "XTerm(379)", nil),
        ] as [(String, String, Blue?)]
    )
    private func plainXterm(type: String, version: String, blue: Blue?) throws {
        try expect(blue, in: ["TERM": type, "XTERM_VERSION": version])
    }

    @Test(
        "without a terminfo entry, the terminal type and COLORTERM decide the color depth",
        arguments: [
            ("xterm-direct", nil, Blue.direct), ("xterm-direct2", nil, .direct), ("xterm-direct256", nil, .direct),
            ("iterm2-direct", nil, .direct), ("konsole-direct", nil, .direct), ("kitty-direct", nil, .direct),
            ("alacritty-direct", nil, .direct), ("tmux-direct", nil, .direct), ("xterm-16color", nil, .sixteen),
            ("xterm-16color", "truecolor", .sixteen), ("xterm-mono", "truecolor", nil), ("xterm-kitty", nil, .palette),
            ("xterm-kitty", "truecolor", .direct), ("tmux-256color", "truecolor", .palette),
            ("screen-256color-direct", nil, .palette), ("xterm-nobody", nil, .palette),
            ("xterm-nobody", "truecolor", .direct),
        ].filter { SystemTerminfo.isMissing($0.0) } as [(String, String?, Blue?)]
    )
    private func unknown(type: String, variable: String?, blue: Blue?) throws {
        var environment = SystemTerminfo.hidden(type: type)
        environment["COLORTERM"] = variable
        try expect(blue, in: environment)
    }

    /// The terminfo source of entries like those of the system, and of entries with contradictory capabilities.
    private static let entries = """
        \(entry("xterm-direct", "RGB, colors#0x1000000")),
        \(entry("xterm-direct256", "RGB#8, colors#0x1000000")),
        \(entry("tmux-direct", "RGB, colors#0x1000000")),
        \(entry("nobody", "RGB, colors#0x1000000")),
        \(entry("nobody-text", "RGB=8/8/8, colors#0x1000000")),
        \(entry("nobody-narrow", "RGB=5/6/5, colors#0x1000000")),
        \(entry("nobody-direct", "colors#0x1000000")),
        \(entry("nobody-few", "RGB, colors#0x10000")),
        xterm-tc|palette and direct,
        \tTc, use=xterm-256color,
        tmux-tc|palette and direct,
        \tTc, use=xterm-256color,
        nobody-tc|palette and direct,
        \tTc, use=xterm-256color,

        """

    private static func entry(_ name: String, _ colors: String) -> String {
        func color(_ code: Int) -> String {
            "\\E[%?%p1%{8}%<%t\(code)%p1%d%e\(code)8:2::%p1%{65536}%/%d:%p1%{256}%/%{255}%&%d:%p1%{255}%&%d%;m"
        }
        // Values on the first line would be parsed as part of the description.
        let values = "\(colors), pairs#0x10000, setaf=\(color(3)), setab=\(color(4)), use=xterm"
        return "\(name)|made for a test,\n\t\(values)"
    }

    private func compiled() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(Self.entries, to: "entries.terminfo")
        let tic = try Process.run(
            URL(fileURLWithPath: "/usr/bin/env"),
            arguments: ["tic", "-x", "-o", folder.url.path, folder.url.appendingPathComponent("entries.terminfo").path]
        )
        tic.waitUntilExit()
        try #require(tic.terminationStatus == 0)
        return folder
    }

    @Test(
        "a terminfo entry with a 24-bit RGB capability selects direct color for any terminal type",
        arguments: [
            ("xterm-direct", Blue.direct), ("xterm-direct256", .direct), ("tmux-direct", .directWithColons),
            ("nobody", .directWithColons), ("nobody-text", .directWithColons), ("nobody-narrow", .eight),
            ("nobody-direct", .eight), ("nobody-few", .eight), ("xterm-tc", .direct), ("tmux-tc", .direct),
            ("nobody-tc", .palette),
        ]
    )
    private func capability(type: String, blue: Blue) throws {
        let folder = try compiled()
        try expect(blue, in: ["TERM": type, "TERMINFO": folder.url.path])
    }

    @Test("no color is sent as a number that the terminfo entry interprets as a different kind of color")
    func indices() throws {
        let folder = try compiled()
        let guest = { (type: String) in
            let terminal = try PseudoTerminal(
                [Program.path(of: "terminal-guest"), "colors"],
                columns: 300,
                environment: ["TERM": type, "TERMINFO": folder.url.path]
            )
            try #require(terminal.waitFor("guest is here"))
            return terminal.text
        }
        // The bundled entry has the whole palette, so bright red stays a palette color.
        let carried = try guest("xterm-direct")
        #expect(carried.contains("[91m") && carried.contains("[31m") && carried.contains("48;2;0;1;7m"))
        // An entry with eight palette colors treats 9 as a very dark blue instead of bright red.
        let eight = try guest("nobody")
        #expect(eight.contains("38:2::255:0:0m") && eight.contains("[31m") && !eight.contains("38:2::0:0:9m"))
        #expect(eight.contains("48:2::0:0:8m") && !eight.contains("48:2::0:0:7m"))
        let missing = (0...255).filter { !eight.contains("38:2::\($0):80:200") }
        #expect(missing.isEmpty)
    }
}
