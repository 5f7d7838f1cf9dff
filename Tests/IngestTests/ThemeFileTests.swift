import Foundation
import Ingest
import TestSupport
import Testing

@Suite("The theme file")
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

    @Test("everything that can be said")
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

    @Test("an empty file differs in nothing")
    func empty() throws {
        let reading = try reading("# nothing\n")
        #expect(reading.errors.isEmpty && reading.theme.base == nil && reading.theme.styles.isEmpty)
        #expect(reading.theme.lines == nil)
    }

    @Test(
        "what is wrong is named",
        arguments: [
            ("losss = 1", "line 1, column 1, “losss”: means nothing here; did you mean “loss”?"),
            ("up = 1", "line 1, column 1, “up”: means nothing here; did you mean “gain”?"),
            ("zzz = 1", "“zzz”: means nothing here; there is base, gain, loss, faint, stale, lines"),
            ("base = \"drak\"", "line 1, column 8, “base”: “drak” is not built in; did you mean dark?"),
            ("base = \"violet\"", "“violet” is not built in; there are auto, dark, light, mono"),
            ("base = 3", "“base”: is not text"),
            ("gain = 256", "line 1, column 8, “gain”: 256 is not from 0 to 255"),
            ("gain = -1", "“gain”: -1 is not from 0 to 255"),
            ("gain = 9223372036854775807", "is not from 0 to 255"),
            ("gain = \"blu\"", "“blu” is no colour; did you mean blue?"),
            ("gain = \"#12345\"", "“#12345” is no colour; it is \"#rrggbb\""),
            ("gain = \"#12345g\"", "“#12345g” is no colour"),
            ("gain = \"#1234567\"", "“#1234567” is no colour"),
            ("gain = \"#１２３４５６\"", "is no colour"),
            ("gain = true", "“gain”: is no colour: \"#rrggbb\""),
            ("gain = [1]", "“gain”: is no colour"),
            ("gain = 1.5", "“gain”: is no colour"),
            ("loss = { colour = 1 }", "line 1, column 10, “loss”, “colour”: means nothing here; did you mean “color”?"),
            ("loss = { background = 1 }", "there is color, bold, dim, underline, reverse"),
            ("loss = { bold = 1 }", "line 1, column 17, “loss”, “bold”: is neither true nor false"),
            ("loss = { color = { color = 1 } }", "“loss”, “color”: is no colour"),
            ("lines = []", "“lines”: is not a list of 1 to 3 looks"),
            ("lines = [1, 2, 3, 4]", "line 1, column 9, “lines”: is not a list of 1 to 3 looks"),
            ("lines = 3", "“lines”: is not a list of 1 to 3 looks"),
            ("lines = [1,\n  \"rad\"]", "line 2, column 3, “lines”: “rad” is no colour; did you mean red?"),
            ("lines = [{ bald = true }]", "“lines” 1, “bald”: means nothing here; did you mean “bold”?"),
            ("gain = \"red", "line 1, column"),
            ("gain = 1\ngain = 2", "line 2"),
        ]
    )
    func faults(text: String, sentence: String) throws {
        let errors = try reading(text).errors
        #expect(errors.count == 1)
        #expect(errors.first?.description.contains(sentence) == true, "\(errors)")
    }

    @Test("everything at once, in the order of the file, and the base is known all the same")
    func allFaults() throws {
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
        let lines = reading.errors.map { ($0.location ?? "").prefix { $0 != "," } }
        #expect(lines == ["line 1", "line 1", "line 2", "line 2", "line 4", "line 5", "line 7"])
        #expect(reading.theme.base == "light")
    }

    @Test("what is no theme file")
    func noFile() throws {
        let folder = try TemporaryFolder()
        func problem(_ name: String) -> String {
            LoadedTheme(file: folder.url.appendingPathComponent(name), vocabulary: Self.vocabulary).errors
                .map(\.problem).joined(separator: "|")
        }
        try Data([0x61, 0xFF]).write(to: folder.url.appendingPathComponent("latin.toml"))
        try folder.write(String(repeating: "#", count: 100_001), to: "large.toml")
        #expect(problem("nothing") == "there is no such file")
        #expect(problem("latin.toml") == "cannot be read as UTF-8 text")
        #expect(problem("large.toml") == "has more than the 100000 bytes that are read")
        #expect(problem(".") == "is a folder")
    }

    @Test(
        "a name is no path",
        arguments: [
            ("dark", true), ("my-theme_2.1", true), (".hidden", false), ("..", false), ("a/b", false), ("", false),
            ("a b", false), ("ü", false), (String(repeating: "a", count: 64), true),
            (String(repeating: "a", count: 65), false), ("a\u{0}", false),
        ]
    )
    func names(name: String, isName: Bool) { #expect(ThemeFile.isName(name) == isName) }
}
