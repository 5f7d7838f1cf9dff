import Foundation
import Input
import Settings
import TestSupport
import Testing

@Suite("Theme files")
struct ThemeFileTests {
    private static let vocabulary = ThemeVocabulary(
        bases: ["auto", "dark", "light", "mono"],
        roles: ["gain", "loss", "faint", "stale"],
        lineLimit: 3
    )

    private func reading(_ text: String) throws -> LoadedTheme {
        let folder = try TemporaryFolder()
        let file = URL(fileURLWithPath: try folder.write(text, to: "mine.toml"))
        return LoadedTheme(file: file, vocabulary: Self.vocabulary)
    }

    @Test("all properties of a theme file are decoded")
    func everything() throws {
        let reading = try reading(
            """
            base = "dark"
            gain = "#4Aa3ff"
            loss = { color = 208, bold = true, underline = false }
            lines = ["bright-blue", 7, { color = "default", dim = true }]
            [stale]
            reverse = true
            """
        )
        #expect(reading.errors.isEmpty)
        let theme = reading.theme
        #expect(theme.base == "dark")
        #expect(theme.styles.keys.sorted() == ["gain", "loss", "stale"])
        #expect(theme.styles["gain"]?.color == .rgb(0x4A, 0xA3, 0xFF))
        #expect(theme.styles["gain"]?.bold == nil)
        let loss = try #require(theme.styles["loss"])
        #expect(loss.color == .palette(208) && loss.bold == true && loss.underline == false && loss.dim == nil)
        #expect(theme.styles["stale"]?.color == nil && theme.styles["stale"]?.reverse == true)
        #expect(theme.lines?.map(\.color) == [.palette(12), .palette(7), .standard])
        #expect(theme.lines?.last?.dim == true)
    }

    @Test("an empty theme file has no errors and sets no base, styles or lines")
    func empty() throws {
        let reading = try reading("# nothing\n")
        #expect(reading.errors.isEmpty && reading.theme.base == nil && reading.theme.styles.isEmpty)
        #expect(reading.theme.lines == nil)
    }

    @Test(
        "an invalid theme file causes one error that states the problem",
        arguments: [
            ("losss = 1", ":1:1: unknown key \"losss\"; did you mean \"loss\"?"),
            ("up = 1", ":1:1: unknown key \"up\"; did you mean \"gain\"?"),
            ("zzz = 1", "unknown key \"zzz\"; valid keys: base, gain, loss, faint, stale, lines"),
            ("base = \"drak\"", ":1:8: base: unknown theme \"drak\"; did you mean dark?"),
            ("base = \"violet\"", "unknown theme \"violet\"; use auto, dark, light, mono"),
            ("base = 3", "base: expected a string"),
            ("gain = 256", ":1:8: gain: invalid color 256; expected 0 to 255"),
            ("gain = -1", "gain: invalid color -1; expected 0 to 255"),
            ("gain = 9223372036854775807", "expected 0 to 255"),
            ("gain = \"blu\"", "invalid color \"blu\"; did you mean blue?"),
            ("gain = \"#12345\"", "invalid color \"#12345\"; expected \"#rrggbb\""),
            ("gain = \"#12345g\"", "invalid color \"#12345g\""),
            ("gain = \"#1234567\"", "invalid color \"#1234567\""),
            ("gain = \"#１２３４５６\"", "invalid color"),
            ("gain = true", "gain: invalid color; expected \"#rrggbb\""),
            ("gain = [1]", "gain: invalid color"),
            ("gain = 1.5", "gain: invalid color"),
            ("loss = { colour = 1 }", ":1:10: unknown key \"colour\" in loss; did you mean \"color\"?"),
            ("loss = { background = 1 }", "valid keys: color, bold, dim, underline, reverse"),
            ("loss = { bold = 1 }", ":1:17: loss bold: expected true or false"),
            ("loss = { color = { color = 1 } }", "loss color: invalid color"),
            ("lines = []", "lines: expected a list of 1 to 3 styles"),
            ("lines = [1, 2, 3, 4]", ":1:9: lines: expected a list of 1 to 3 styles"),
            ("lines = 3", "lines: expected a list of 1 to 3 styles"),
            ("lines = [1,\n  \"rad\"]", ":2:3: lines: invalid color \"rad\"; did you mean red?"),
            ("lines = [{ bald = true }]", "unknown key \"bald\" in lines; did you mean \"bold\"?"),
            ("gain = \"red", ":1:"),
            ("gain = 1\ngain = 2", ":2:"),
        ]
    )
    func errorText(text: String, expected: String) throws {
        let errors = try reading(text).errors
        #expect(errors.count == 1)
        #expect(errors.first?.description.contains(expected) == true, "\(errors)")
    }

    @Test("all errors in a theme file are reported in file order, and its base theme is decoded")
    func allErrors() throws {
        let reading = try reading(
            """
            lines = [300, "x"]
            loss = { bold = 1, blod = true }
            base = "light"
            gain = "no"
            other = 1
            [faint]
            dim = 2
            """
        )
        #expect(reading.errors.map { $0.position?.line } == [1, 1, 2, 2, 4, 5, 7])
        #expect(reading.theme.base == "light")
    }

    @Test("a theme file must be a UTF-8 file of at most 100,000 bytes")
    func unreadableFile() throws {
        let folder = try TemporaryFolder()
        func problem(_ name: String) -> String {
            LoadedTheme(file: folder.url.appendingPathComponent(name), vocabulary: Self.vocabulary).errors
                .map(\.problem).joined(separator: "|")
        }
        try Data([0x61, 0xFF]).write(to: folder.url.appendingPathComponent("latin.toml"))
        try folder.write(String(repeating: "#", count: 100_001), to: "large.toml")
        #expect(problem("nothing") == "no such file")
        #expect(problem("latin.toml") == "not UTF-8 text")
        #expect(problem("large.toml") == "file too large; the limit is 100000 bytes")
        #expect(problem(".") == "is a folder, not a file")
    }

    @Test(
        "a valid theme name has 1 to 64 ASCII letters, digits, -, _ or ., and doesn't begin with a dot",
        arguments: [
            ("dark", true), ("my-theme_2.1", true), (".hidden", false), ("..", false), ("a/b", false), ("", false),
            ("a b", false), ("ü", false), (String(repeating: "a", count: 64), true),
            (String(repeating: "a", count: 65), false), ("a\u{0}", false),
        ]
    )
    func names(name: String, isName: Bool) { #expect(ThemeFile.isName(name) == isName) }
}
