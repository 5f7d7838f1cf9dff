import Foundation
import TestSupport
import Testing

@Suite("What is well and what is not")
struct DoctorTests {
    @Test("without a terminal and without anything wrong")
    func well() throws {
        let outcome = try Program.run(["doctor"])
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("· glyphs     not measured"))
        #expect(outcome.output.contains("✓ launches   26 documented"))
    }

    @Test("what is wrong is said, and is the status")
    func wrong() throws {
        let folder = try TemporaryFolder()
        try folder.write("[archive]\nkep = \"30d\"\n", to: "config.toml")
        try folder.write("not an archive", to: "history.sqlite")
        let files = ["config.toml", "history.sqlite"].map { folder.url.appendingPathComponent($0).path }
        let outcome = try Program.run(["doctor", "--config", files[0], "--archive", files[1], "--data", "/nowhere"])
        #expect(outcome.status == 1)
        for subject in ["settings", "archive", "launches"] { #expect(outcome.output.contains("✗ \(subject)")) }
        #expect(outcome.output.contains("kep"))
    }

    @Test("what earlier versions stored wrongly in an archive is reported")
    func oldArchive() throws {
        let folder = try TemporaryFolder()
        let path = folder.url.appendingPathComponent("old.sqlite").path
        try OldArchive.write(to: path)
        let outcome = try Program.run(["doctor", "--archive", path])
        #expect(outcome.status == 1)
        for line in [
            "✗ archive    1 app id not valid (1.70E+09): several apps may be stored as one; import the original files",
            "✗ archive    2 charts of an unknown storefront or genre (us/top-free/finance, zz/top-free): import the original",
            "· archive    1 download count of overlapping periods: earlier versions showed a wrong total "
                + "(app 1700000001, US: 40 before, now 1,000); nothing is lost, and nothing needs to be done",
        ] {
            #expect(outcome.output.contains(line), "\(outcome.output)")
        }
    }

    @Test("a terminal that does not answer is left as it was")
    func silent() throws {
        let terminal = try PseudoTerminal([Program.path, "doctor"])
        #expect(terminal.waitForEnd() == 0)
        #expect(terminal.text.contains("not measured"))
        #expect(terminal.modes == terminal.modesBefore)
    }

    @Test(
        "the colours that are used are reported with the reason",
        arguments: [
            (["TERM": "xterm-256color"], "✓ colours    256, because the terminfo entry \"xterm-256color\" says so"),
            (
                ["TERM": "xterm-256color", "COLORTERM": "truecolor"],
                "✓ colours    24-bit, because COLORTERM is \"truecolor\""
            ),
            (["TERM": "xterm-nobody-direct"], "✓ colours    24-bit, because TERM is \"xterm-nobody-direct\""),
            (["TERM": "xterm-nobody"], "✓ colours    256, because all terminals like \"xterm-nobody\" have them"),
            (["TERM": "tmux-256color", "COLORTERM": "24bit"], "· colours    256, because the terminfo entry"),
            (["TERM": "tmux-256color", "COLORTERM": "24bit"], "inside tmux and screen only the terminfo entry counts"),
            (["TERM": "vt100", "COLORTERM": "truecolor"], "COLORTERM=truecolor is ignored"),
            (["TERM": "xterm-256color", "NO_COLOR": "1"], "· colours    none, because of NO_COLOR"),
        ]
    )
    func colors(environment: [String: String], line: String) throws {
        let terminal = try PseudoTerminal([Program.path, "doctor"], columns: 250, environment: environment)
        #expect(terminal.waitForEnd() == 0)
        #expect(terminal.text.contains(line))
    }

    @Test("an emulator is asked how wide it draws", .enabled(if: Tmux.isPresent, "\(Tmux.notice)"))
    func measured() throws {
        let tmux = try Tmux("LC_ALL=C.UTF-8 \(Program.path) doctor && echo and all is well", columns: 120, rows: 24)
        #expect(try tmux.waitFor("accents are as wide as they are laid out"))
        #expect(try tmux.waitFor("and all is well"))
    }
}
