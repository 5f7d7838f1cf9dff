import Canvas
import Foundation
import TestSupport
import Testing

@Suite("Sanitizing names for a terminal")
struct DisplayTextTests {
    @Test(
        "sanitizing a name removes or replaces control, invisible and unusual characters",
        arguments: [
            ("plain", "plain", 5), ("微信", "微信", 4), ("e\u{301}", "e\u{301}", 1), ("a\u{1B}[2Jb", "a[2Jb", 5),
            ("a\nb\tc", "a b c", 5), ("a\u{202E}b", "ab", 2), ("Insta\u{200E}nt", "Instant", 7),
            ("Bingo Blitz™\u{FE0F}", "Bingo Blitz™", 12), ("jk.dev👨\u{200D}💻", "jk.dev👨", 8), ("👍🏽", "👍", 2),
            ("Chez\u{A0}moi", "Chez moi", 8), ("Foodie\u{3000}フーディー", "Foodie  フーディー", 18),
            ("x\u{E0001}y", "xy", 2), ("\u{0378}", "□", 1), ("\u{E000}", "□", 1), ("ที่นี่", "ที่นี่", 2),
            ("क\u{200D}ष", "कष", 2), ("\u{301}a", "a", 1), ("", "", 0), ("1\u{FE0F}\u{20E3}", "1", 1),
            ("\u{9B}31mred", "31mred", 6), ("❤\u{FE0F}", "❤", 1),
            ("\u{1112}\u{1161}\u{11AB}글", "한글", 4), ("\u{1112}\u{1161}\u{1112}", "하ᄒ", 4),
            ("🫨", "🫨", 2), ("🇯🇵 日本", "JP 日本", 7), ("\u{1CD00}", "\u{1CD00}", 1),
            ("a" + String(repeating: "\u{301}", count: 10_000), "a\u{301}\u{301}", 1),
        ]
    )
    func table(raw: String, shown: String, width: Int) {
        let text = DisplayText(raw)
        #expect(Array(text.text.unicodeScalars) == Array(shown.unicodeScalars))
        #expect(text.width == width)
    }

    @Test(
        "truncating text never splits a wide glyph",
        arguments: [("微信读书", 5, "微信…"), ("微信读书", 4, "微…"), ("微信读书", 8, "微信读书"), ("abc", 1, "…"), ("abc", 0, "")]
    )
    func fitting(text: String, columns: Int, shown: String) {
        let fitted = DisplayText(text).fitted(to: columns)
        #expect(fitted.text == shown)
        #expect(fitted.width <= columns)
    }

    @Test(
        "shortening text in the middle keeps as much of its start and end as fits",
        arguments: [
            ("rss.example.com/us/top-free", 21, "rss.ex…om/us/top-free"), ("rss.example.com/us/top-free", 27, nil),
            ("微信读书微信读书", 8, "微…读书"), ("abcdef", 2, "a…"), ("abcdef", 3, "…ef"), ("abc", 0, ""),
        ] as [(String, Int, String?)]
    )
    func middle(text: String, columns: Int, shown: String?) {
        let fitted = DisplayText(text).fittedInMiddle(to: columns)
        #expect(fitted.text == shown ?? text)
        #expect(fitted.width <= columns)
    }

    @Test(
        "shortening one of several similar texts in the middle keeps the part in which they differ",
        arguments: [
            (24, ["feeds.e…us/top-free.json", "feeds.e…jp/top-free.json", "feeds.e…us/top-paid.json"]),
            (20, ["fee…us/top-free.json", "fee…jp/top-free.json", "fee…us/top-paid.json"]),
            (16, ["f…us/top-free…on", "f…jp/top-free…on", "f…us/top-paid…on"]),
            (9, ["…us/top-…", "…jp/top-…", "…us/top-…"]),
        ]
    )
    func similar(columns: Int, shown: [String]) {
        let texts = ["us/top-free", "jp/top-free", "us/top-paid"].map { "feeds.example.com/charts/v2/\($0).json" }
        let others = texts + ["/data/history.sqlite"]
        let fitted = texts.map {
            DisplayText($0).fittedInMiddle(to: columns, keeping: differingPart(of: $0, among: others))
        }
        #expect(fitted.map(\.text) == shown)
        #expect(fitted.allSatisfy { $0.width <= columns })
    }

    @Test(
        "the part in which similar texts differ is extended to whole words",
        arguments: [
            (["a.example/de/x/1.json", "a.example/dk/x/1.json"], "de"), (["a.example/x/1", "a.example/x/10"], "1"),
            (["a.example/x", "history.sqlite"], ""), (["only"], ""), (["same/a", "same/a"], ""),
        ]
    )
    func differing(texts: [String], part: String) {
        let range = differingPart(of: texts[0], among: texts)
        #expect(String(Array(texts[0])[range]) == part)
        #expect(!part.isEmpty || range.lowerBound == texts[0].count)
    }

    @Test(
        "sanitized random text has no control characters and can be truncated to any width",
        arguments: [UInt64(7), 8]
    )
    func property(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<3000 {
            var raw = String.UnicodeScalarView()
            for _ in 0..<10 {
                if let scalar = Unicode.Scalar(UInt32.random(in: 0..<0x11_0000, using: &generator)) {
                    raw.append(scalar)
                }
            }
            let text = DisplayText(String(raw))
            #expect(text.glyphs.allSatisfy { (1...2).contains($0.width) && $0.base.value >= 0x20 }, "seed \(seed)")
            let columns = Int.random(in: 0..<20, using: &generator)
            #expect(text.fitted(to: columns).width <= columns, "seed \(seed)")
        }
    }

    @Test("sanitizing a name removes every Unicode scalar that hides, moves or reverses text")
    func everyScalar() {
        func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
            let kind = scalar.properties.generalCategory
            let isHidden = scalar.properties.isDefaultIgnorableCodePoint || scalar.properties.isBidiControl
            return kind != .control && kind != .lineSeparator && kind != .paragraphSeparator && !isHidden
        }
        var harmful: [UInt32] = []
        for value in 0..<UInt32(0x11_0000) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            var raw = String.UnicodeScalarView()
            raw.append(contentsOf: ["a", scalar, "b"])
            let text = DisplayText(String(raw))
            if !text.text.unicodeScalars.allSatisfy(isHarmless) || text.glyphs.count < 2 { harmful.append(value) }
        }
        #expect(harmful.isEmpty, "\(harmful.prefix(20).map { String($0, radix: 16) })")
    }

    @Test(
        "unusual app names have no hidden characters after sanitizing and can be truncated to 20 columns",
        .enabled(if: SharedData.isPresent, "\(SharedData.notice)")
    )
    func realNames() throws {
        let names = try JSONDecoder().decode([String: [String]].self, from: SharedData.data("names/odd-names.json"))
        let hidden: [ClosedRange<UInt32>] = [0...0x1F, 0x7F...0x9F, 0x200B...0x200F, 0x202A...0x202E, 0xFE00...0xFE0F]
        for name in names.values.joined() {
            let text = DisplayText(name)
            let scalars = text.text.unicodeScalars
            #expect(!scalars.contains { scalar in hidden.contains { $0.contains(scalar.value) } }, "\(name)")
            #expect(text.fitted(to: 20).width <= 20)
        }
    }
}
