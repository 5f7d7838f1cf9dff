import Canvas
import Dashboard
import Foundation
import TestSupport
import Testing

@testable import Setup

@Suite("Themes on the command line", .serialized, .blocking)
struct ThemeCommandTests {
    private let home: TemporaryFolder

    init() throws {
        home = try TemporaryFolder()
        try FileManager.default.createDirectory(
            at: home.url.appendingPathComponent("launchtop/themes"),
            withIntermediateDirectories: true
        )
    }

    private func theme(_ text: String, _ name: String) throws {
        try home.write(text, to: "launchtop/themes/\(name).toml")
    }

    private func settings(_ text: String) throws { try home.write(text, to: "launchtop/config.toml") }

    private func run(_ arguments: [String]) throws -> Program.Outcome { try Program.run(arguments, home: home.url) }

    /// Returns the contents of a screenshot of Sora's launch, and the error output.
    private func picture(_ arguments: [String], _ type: String = "ansi") throws -> (text: String, errors: String) {
        let file = home.url.appendingPathComponent("picture.\(type)")
        let outcome = try run(["screenshot", "launch", "sora", "-o", file.path, "--size", "80x24"] + arguments)
        #expect(outcome.status == 0, "\(outcome.errors)")
        return (try String(contentsOf: file, encoding: .utf8), outcome.errors)
    }

    @Test("a screenshot uses the colors and the background of its theme")
    func builtIn() throws {
        #expect(try picture([]).text == picture(["--theme", "dark"]).text)
        #expect(try picture(["--theme", "dark"]).text.contains("38;5;39m"))
        #expect(try picture(["--theme", "light"]).text.contains("38;5;26m"))
        #expect(try !picture(["--theme", "mono"]).text.contains("38;5;"))
        #expect(try !picture(["--color", "never"]).text.contains("38;5;"))
        #expect(try picture(["--theme", "light"], "svg").text.contains(PictureTheme.light.background))
        for arguments in [[], ["--theme", "dark"], ["--theme", "mono"]] {
            #expect(try picture(arguments, "svg").text.contains(PictureTheme.dark.background))
        }
    }

    @Test("a theme file selected with --theme or in the config file extends its base theme")
    func own() throws {
        try theme("base = \"light\"\nbar = 99\nheading = { bold = false, underline = true }\n", "mine")
        try settings("[display]\ntheme = \"mine\"\n")
        let (text, errors) = try picture([])
        #expect(text.contains("38;5;99m") && text.contains("\u{1B}[0;4m") && errors.isEmpty)
        #expect(try picture([], "svg").text.contains(PictureTheme.light.background))
        #expect(try picture(["--theme", "dark"]).text.contains("38;5;39m"))
        #expect(try run(["config", "check"]).output.contains("OK (1 setting, 0 sources)"))
        #expect(try run(["doctor"]).output.contains("plum, sand, mono, mine"))
        let dashboard = try run(["replay", "sora", "--at", "2025-10-06", "--keys", "", "--theme", "mine"])
        #expect(dashboard.status == 0 && dashboard.errors.isEmpty)
    }

    @Test("the base theme replaces an invalid theme, and all errors in the theme file are reported")
    func errors() throws {
        try theme("base = \"light\"\nbar = \"#12345\"\nlosss = 1\nloss = 300\n", "bad")
        let (text, errors) = try picture(["--theme", "bad"])
        #expect(try text == picture(["--theme", "light"]).text)
        for message in [
            "bad.toml:2:7: bar: invalid color \"#12345\"",
            "bad.toml:3:1: unknown key \"losss\"; did you mean \"loss\"",
            "bad.toml:4:8: loss: invalid color 300; expected 0 to 255",
            "theme bad has 3 errors; using its base theme",
        ] { #expect(errors.contains(message), "\(errors)") }
        // Only doctor reports errors in a theme that isn't selected.
        #expect(try picture(["--theme", "dark"]).errors.isEmpty)
        let doctor = try run(["doctor"])
        #expect(doctor.status == 1 && doctor.output.contains("✗ themes"))
        try settings("[display]\ntheme = \"bad\"\n")
        let check = try run(["config", "check"])
        #expect(check.status == 1 && check.errors.contains("loss: invalid color 300; expected 0 to 255"))
        let dashboard = try run(["replay", "sora", "--at", "2025-10-06", "--keys", ""])
        #expect(dashboard.status == 0 && dashboard.errors.contains("theme bad has 3 errors"))
        #expect(dashboard.output.contains("theme bad has 3 errors"))
    }

    @Test("an unknown theme in --theme is an error; in the config file, it causes a warning and theme auto")
    func absent() throws {
        try theme("", "violet")
        for name in ["violett", "../violet", ""] {
            let outcome = try run(["replay", "sora", "--theme", name])
            #expect(
                outcome.status == 1
                    && outcome.errors.contains("--theme: unknown theme \"\(name)\", and no such file in ")
            )
        }
        #expect(try run(["replay", "sora", "--theme", "violett"]).errors.contains("did you mean violet?"))
        try settings("[display]\ntheme = \"violett\"\n")
        let (text, errors) = try picture([])
        #expect(errors.contains("[display] theme: unknown theme \"violett\"") && errors.contains("using auto"))
        #expect(try text == picture(["--theme", "auto"]).text)
        #expect(try run(["config", "check"]).status == 1)
    }

    @Test("theme files with a built-in or invalid name are ignored")
    func names() throws {
        for name in ["dark", "a b", ".hidden", "fine"] { try theme("text = \"red\"\n", name) }
        let folder = ThemeFolder(folder: home.url.appendingPathComponent("launchtop/themes"))
        #expect(folder.names == ThemeCatalog.builtIn + ["fine"])
        #expect(try !picture(["--theme", "dark"]).text.contains("\u{1B}[0;31m"))
        #expect(try picture(["--theme", "fine"]).text.contains("\u{1B}[0;31m"))
    }

    @Test("at most a hundred theme files are listed, but all can be selected by name")
    func many() throws {
        for number in 100..<250 { try theme("", "t\(number)") }
        let folder = ThemeFolder(folder: home.url.appendingPathComponent("launchtop/themes"))
        #expect(folder.ownNames == (100..<200).map { "t\($0)" })
        #expect(folder.has("t249"))
        #expect(try picture(["--theme", "t249"]).errors.isEmpty)
    }

    @Test("the ascii and color settings in [display] apply to screenshots and the dashboard")
    func displaySettings() throws {
        try settings("[display]\nascii = true\ncolor = \"never\"\nmouse = false\n")
        let (text, _) = try picture([])
        #expect(text.utf8.allSatisfy { $0 < 0x80 } && !text.contains("38;5;"))
        #expect(try picture(["--color", "always"]).text.contains("38;5;39m"))
        let screen = try run(["replay", "sora", "--at", "2025-10-06", "--keys", ""])
        #expect(screen.output.utf8.allSatisfy { $0 < 0x80 })
    }
}
