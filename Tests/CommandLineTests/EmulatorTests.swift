import Canvas
import Foundation
import TestSupport
import Testing

@Suite("In an emulator whose screen is read back", .enabled(if: Tmux.isPresent, "\(Tmux.notice)"), .serialized)
struct EmulatorTests {
    /// Names that terminals are known to disagree on, and names that try to break out.
    private static let names = [
        "plain", "微信读书", "❤\u{FE0F} love", "1\u{FE0F}\u{20E3} one", "👨\u{200D}👩\u{200D}👧 family", "🇯🇵 日本", "👍🏽 tone",
        "🫨 shaking", "\u{1CD00} octant", "a\u{200B}b\u{202E}reversed", "line\nend\r\tand tab", "\u{1B}[31mred\u{1B}[2J",
        "\u{9B}5mC1", "\u{1B}]0;title\u{7}", String(repeating: "e\u{301}", count: 60),
        "x" + String(repeating: "\u{301}", count: 10_000), "ที่นี่ไทย", "क\u{94D}षमा", "\u{1112}\u{1161}\u{11AB}글",
        "مَدّ عربي",
        "\u{E000}\u{F0000} private", "\u{FFFF} none", "🀄🃏 cards",
    ]

    /// Draws each name in a row of its own with `|end` behind it, and asks the emulator in which column that ends.
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
            let place = try tmux.value(of: "#{copy_cursor_x},#{copy_cursor_y}")
            #expect(place == "49,\(row)", "\(name.debugDescription)")
            try tmux.inCopyMode("search-again")
        }
    }

    @Test("names of every kind leave the columns behind them in their place")
    func knownNames() throws { try expectAligned(Self.names) }

    @Test("so do scalars from every plane", arguments: [UInt64(3), 4])
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

    @Test("so do the odd names of the real stores", .enabled(if: SharedData.isPresent, "\(SharedData.notice)"))
    func realNames() throws {
        let names = try JSONDecoder().decode([String: [String]].self, from: SharedData.data("names/odd-names.json"))
        for group in names.keys.sorted() { try expectAligned(Array((names[group] ?? []).prefix(60))) }
    }

    @Test("the emulator's screen is the program's, cell by cell", arguments: [(80, 24), (120, 40), (200, 60)])
    func sameScreen(columns: Int, rows: Int) throws {
        let page = "\(Program.path) replay sora --at 2025-10-06"
        let tmux = try Tmux(page, columns: columns, rows: rows)
        try #require(try tmux.waitFor("627,000"))
        let arguments = ["replay", "sora", "--at", "2025-10-06", "--robot", "", "--robot-size", "\(columns)x\(rows)"]
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

    @Test("the mouse reaches the program through the emulator")
    func mouse() throws {
        let tmux = try Tmux("\(Program.path) replay sora --at 2025-10-06", columns: 80, rows: 24)
        try #require(try tmux.waitFor("627,000"))
        #expect(try tmux.value(of: "#{mouse_sgr_flag},#{mouse_button_flag},#{alternate_on}") == "1,1,1")
        try tmux.press("m")
        #expect(try tmux.waitFor("mouse off"))
        #expect(try tmux.value(of: "#{mouse_sgr_flag},#{mouse_button_flag}") == "0,0")
    }

    @Test("a paste of several lines is one line of words, and does not submit it", arguments: ["/", ":", "t", "S"])
    func paste(entry: String) throws {
        let tmux = try Tmux(Program.path, columns: 100, rows: 24)
        try #require(try tmux.waitFor("Sora"))
        try tmux.press(entry, "C-u")
        try tmux.run(["set-buffer", "Quill\nInk\t\n.txt\n"])
        // tmux hands line breaks on as CR, as terminals do.
        try tmux.run(["paste-buffer", "-p"])
        #expect(try tmux.waitFor("Quill Ink .txt"))
        try tmux.press("Z")
        #expect(try tmux.waitFor("Quill Ink .txtZ"))
    }

    @Test(
        "inside tmux 24-bit colour is used where its type says so",
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

    @Test("E writes the rows that the filter leaves, and says how many of how many")
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
        #expect(try tmux.waitFor("a.csv already exists; give another name"))
    }
}
