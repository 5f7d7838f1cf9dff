import Canvas
import Foundation
import TestSupport
import Testing

@Suite("The dashboard in tmux", .enabled(if: Tmux.isPresent, "\(Tmux.notice)"), .serialized, .blocking)
struct EmulatorTests {
    /// App names that terminals draw with different widths or that contain control characters.
    private static let names = [
        "plain", "微信读书", "❤\u{FE0F} love", "1\u{FE0F}\u{20E3} one", "👨\u{200D}👩\u{200D}👧 family", "🇯🇵 日本", "👍🏽 tone",
        "🫨 shaking", "\u{1CD00} octant", "a\u{200B}b\u{202E}reversed", "line\nend\r\tand tab", "\u{1B}[31mred\u{1B}[2J",
        "\u{9B}5mC1", "\u{1B}]0;title\u{7}", String(repeating: "e\u{301}", count: 60),
        "x" + String(repeating: "\u{301}", count: 10_000), "ที่นี่ไทย", "क\u{94D}षमा", "\u{1112}\u{1161}\u{11AB}글",
        "مَدّ عربي",
        "\u{E000}\u{F0000} private", "\u{FFFF} none", "🀄🃏 cards",
    ]

    /// Draws each name in its own row, followed by `|end`, and checks the column of `|end` in tmux.
    private func expectAligned(_ names: [String]) throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appendingPathComponent("names.json")
        try JSONEncoder().encode(names).write(to: file)
        let guest = Program.path(of: "terminal-guest")
        let tmux = try Tmux("\(guest) names \(file.path)", columns: 80, rows: names.count + 1)
        try #require(try tmux.waitFor("guest is here"))
        try tmux.run(["copy-mode"])
        try tmux.inCopyMode("top-line")
        try tmux.inCopyMode("start-of-line")
        try tmux.inCopyMode("search-forward", "|end")
        for (row, name) in names.enumerated() {
            let position = try tmux.value(of: "#{copy_cursor_x},#{copy_cursor_y}")
            #expect(position == "49,\(row)", "\(name.debugDescription)")
            try tmux.inCopyMode("search-again")
        }
    }

    @Test("the column after app names stays aligned for wide, combining, bidirectional and control characters")
    func knownNames() throws { try expectAligned(Self.names) }

    @Test(
        "the column after app names stays aligned for random scalars from every Unicode plane",
        arguments: [UInt64(3), 4]
    )
    func planes(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let names = (0..<48).map { row in
            let plane = UInt32(row % 17) << 16
            var name = String.UnicodeScalarView()
            for _ in 0..<12 {
                if let scalar = Unicode.Scalar(plane + UInt32.random(in: 0...0xFFFF, using: &generator)) {
                    name.append(scalar)
                }
            }
            return String(name)
        }
        try expectAligned(names)
    }

    @Test(
        "the column after app names stays aligned for unusual names from the stores",
        .enabled(if: SharedData.isPresent, "\(SharedData.notice)")
    )
    func realNames() throws {
        let names = try JSONDecoder().decode([String: [String]].self, from: SharedData.data("names/odd-names.json"))
        for group in names.keys.sorted() { try expectAligned(Array((names[group] ?? []).prefix(60))) }
    }

    @Test(
        "the dashboard's screen in tmux has the same text as the frame printed with --keys",
        arguments: [(80, 24), (120, 40), (200, 60)]
    )
    func sameScreen(columns: Int, rows: Int) throws {
        let page = "\(Program.path) replay sora --at 2025-10-06"
        let tmux = try Tmux(page, columns: columns, rows: rows)
        try #require(try tmux.waitFor("627,000"))
        let arguments = ["replay", "sora", "--at", "2025-10-06", "--keys", "", "--keys-size", "\(columns)x\(rows)"]
        let expected = try Program.run(arguments).output.split(separator: "\n", omittingEmptySubsequences: false)
        try #require(expected.count >= rows)
        let wanted = expected.prefix(rows).map(String.init)
        let end = Date().addingTimeInterval(10)
        while try Array(tmux.screen().prefix(rows)) != wanted, Date() < end { usleep(20_000) }
        let screen = try tmux.screen()
        for row in 0..<rows { #expect(screen[row] == String(expected[row]), "row \(row)") }
        try tmux.press("q")
        #expect(try tmux.waitUntil("#{pane_dead}", is: "1"))
    }

    @Test("the m key turns off mouse reporting in tmux")
    func mouse() throws {
        let tmux = try Tmux("\(Program.path) replay sora --at 2025-10-06", columns: 80, rows: 24)
        try #require(try tmux.waitFor("627,000"))
        #expect(try tmux.waitUntil("#{mouse_sgr_flag},#{mouse_button_flag},#{alternate_on}", is: "1,1,1"))
        try tmux.press("m")
        #expect(try tmux.waitFor("mouse off"))
        #expect(try tmux.waitUntil("#{mouse_sgr_flag},#{mouse_button_flag}", is: "0,0"))
    }

    @Test(
        "pasting several lines into a prompt joins them and doesn't submit the prompt",
        arguments: ["/", ":", "t", "S"]
    )
    func paste(entry: String) throws {
        let tmux = try Tmux("\(Program.path) replay sora --at 2025-10-06", columns: 100, rows: 24)
        try #require(try tmux.waitFor("627,000"))
        // The Milestones page has all prompts.
        try tmux.press("7")
        try #require(try tmux.waitFor("milestones reached"))
        try tmux.press(entry, "C-u")
        try tmux.run(["set-buffer", "Quill\nInk\t\n.txt\n"])
        // tmux pastes line breaks as CR, as terminals do.
        try tmux.run(["paste-buffer", "-p"])
        #expect(try tmux.waitFor("Quill Ink .txt"))
        try tmux.press("Z")
        #expect(try tmux.waitFor("Quill Ink .txtZ"))
    }

    @Test(
        "inside tmux, the dashboard uses 24-bit color only for terminal types that support it",
        arguments: [
            ("tmux-direct", "38;2;0;135;255"), ("tmux-256color", "38;5;33"), ("screen-256color", "38;5;33"),
            ("xterm-direct", "38;2;0;135;255"),
        ]
    )
    func colors(type: String, sequence: String) throws {
        let page = "TERM=\(type) COLORTERM=truecolor \(Program.path) replay sora --at 2025-10-06"
        let tmux = try Tmux(page, columns: 80, rows: 24)
        try #require(try tmux.waitFor("627,000"))
        let screen = try tmux.run(["capture-pane", "-p", "-e"])
        #expect(screen.contains(sequence))
        #expect(screen.contains("38;2;") == sequence.hasPrefix("38;2;"))
    }

    @Test("the E key exports the filtered rows, shows their number, and doesn't overwrite a file")
    func export() throws {
        let folder = try TemporaryFolder()
        let tmux = try Tmux("cd \(folder.url.path) && \(Program.path)", columns: 120, rows: 24)
        try #require(try tmux.waitFor("Sora"))
        try tmux.press("/", "sora", "Enter", "E", "C-u", "export csv a.csv", "Enter")
        #expect(try tmux.waitFor("exported 2 of 26 rows (filter: sora) to a.csv"))
        let file = folder.url.appendingPathComponent("a.csv")
        let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        #expect(rows.map { $0.prefix { $0 != "," } } == ["id", "sora", "sora-android"])
        try tmux.press("E", "C-u", "export csv a.csv", "Enter")
        #expect(try tmux.waitFor("a.csv already exists; choose another name"))
    }
}
