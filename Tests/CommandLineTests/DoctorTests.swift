import Foundation
import TestSupport
import Testing

@Suite("The doctor command", .blocking)
struct DoctorTests {
    @Test("doctor exits with 0 if it finds no problems")
    func ok() throws {
        let outcome = try Program.run(["doctor"])
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("· glyphs     not measured"))
        #expect(outcome.output.contains("✓ launches   26 in the library"))
    }

    @Test("doctor reports an invalid config file, archive and library, and exits with 1")
    func problems() throws {
        let folder = try TemporaryFolder()
        try folder.write("[archive]\nkep = \"30d\"\n", to: "config.toml")
        try folder.write("not an archive", to: "history.sqlite")
        let files = ["config.toml", "history.sqlite"].map { folder.url.appendingPathComponent($0).path }
        let outcome = try Program.run(["doctor", "--config", files[0], "--archive", files[1], "--data", "/nowhere"])
        #expect(outcome.status == 1)
        for subject in ["settings", "archive", "launches"] { #expect(outcome.output.contains("✗ \(subject)")) }
        #expect(outcome.output.contains("kep"))
    }

    @Test("doctor reports ids, charts and counts that earlier versions stored without validation")
    func oldArchive() throws {
        let folder = try TemporaryFolder()
        let path = folder.url.appendingPathComponent("old.sqlite").path
        try OldArchive.write(to: path)
        let outcome = try Program.run(["doctor", "--archive", path])
        #expect(outcome.status == 1)
        for line in [
            "✗ archive    1 invalid app id (1.70E+09): several apps may be stored as one; import the original files",
            "✗ archive    2 charts with an unknown storefront or genre (us/top-free/finance, zz/top-free): import the original",
            "· archive    1 download count with overlapping periods: earlier versions showed a wrong total "
                + "(app 1700000001, US: 40 before, now 1,000); no data was lost, no action needed",
        ] {
            #expect(outcome.output.contains(line), "\(outcome.output)")
        }
    }

    @Test("doctor doesn't change a terminal that doesn't respond, and reports glyph widths as not measured")
    func silent() throws {
        let terminal = try PseudoTerminal([Program.path, "doctor"])
        #expect(terminal.waitForEnd() == 0)
        #expect(terminal.text.contains("not measured"))
        #expect(terminal.modes == terminal.modesBefore)
    }

    @Test(
        "doctor reports the color depth and the reason for it",
        arguments: [
            (["TERM": "xterm-256color"], "✓ colors     256 (from the terminfo entry \"xterm-256color\")"),
            (
                ["TERM": "xterm-256color", "COLORTERM": "truecolor"],
                "✓ colors     24-bit (COLORTERM is \"truecolor\")"
            ),
            (["TERM": "xterm-nobody-direct"], "✓ colors     24-bit (TERM is \"xterm-nobody-direct\""),
            (["TERM": "xterm-nobody"], "✓ colors     256 (known for terminals like \"xterm-nobody\""),
            (["TERM": "tmux-256color", "COLORTERM": "24bit"], "· colors     256 (from the terminfo entry"),
            (["TERM": "tmux-256color", "COLORTERM": "24bit"], "inside tmux and screen, only terminfo is used"),
            (["TERM": "vt100", "COLORTERM": "truecolor"], "COLORTERM=truecolor is ignored"),
            (["TERM": "xterm-256color", "NO_COLOR": "1"], "· colors     off (NO_COLOR"),
        ]
    )
    func colors(environment: [String: String], line: String) throws {
        let terminal = try PseudoTerminal([Program.path, "doctor"], columns: 250, environment: environment)
        #expect(terminal.waitForEnd() == 0)
        #expect(terminal.text.contains(line))
    }

    @Test("doctor measures glyph widths in tmux", .enabled(if: Tmux.isPresent, "\(Tmux.notice)"))
    func measured() throws {
        let tmux = try Tmux("LC_ALL=C.UTF-8 \(Program.path) doctor && echo exit code 0", columns: 120, rows: 24)
        #expect(try tmux.waitFor("accents: widths as expected"))
        #expect(try tmux.waitFor("exit code 0"))
    }
}
