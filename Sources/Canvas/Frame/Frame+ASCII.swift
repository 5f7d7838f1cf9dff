extension Frame {
    /// Returns the frame in ASCII for a terminal or locale without UTF-8.
    ///
    /// The conversion is applied to a finished frame, so pages don't need to support ASCII. Letters that aren't ASCII
    /// become `?`, because a transliteration could be misleading.
    public func inASCII() -> Frame {
        var frame = self
        for y in 0..<size.rows { frame.spellComparisons(y) }
        frame.mapCells { glyph, style in
            (Glyph(glyph.base.isASCII ? glyph.base : Self.ascii(for: glyph.base), width: 1), style)
        }
        return frame
    }

    /// Returns lines of text in ASCII, with the same substitutes as in a frame. Columns stay aligned.
    public static func ascii(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            guard line.utf8.contains(where: { $0 >= 0x80 }) else { return String(line) }
            var frame = Frame(size: Size(columns: DisplayText(line).width, rows: 1))
            frame.write(line, in: frame.region)
            return frame.inASCII().lines[0]
        }
        return lines.joined(separator: "\n")
    }

    /// Writes `≥` as `>=` and `≤` as `<=` in the cells of a row that have an adjacent space, so that nothing else
    /// moves.
    ///
    /// Uses the space before the sign, or before a mark in front of the sign, such as `~`. If only one space precedes
    /// the sign and another one follows, uses the space that follows. Without a space, the sign becomes `>` or `<`.
    private mutating func spellComparisons(_ y: Int) {
        func isBlank(_ x: Int) -> Bool { x < 0 || x >= size.columns || self[x, y].glyph == .space }
        for x in 0..<size.columns {
            guard let glyph = self[x, y].glyph, let sign = Self.comparisons[glyph.base] else { continue }
            let style = self[x, y].style
            let gap = [x - 1, x - 2].first { $0 >= 0 && isBlank($0) }
            let hasSpareSpace = gap.map { isBlank($0 - 1) } ?? false
            var first = x
            if let gap, hasSpareSpace || x + 1 >= size.columns || !isBlank(x + 1) {
                // The mark in front of the sign, such as `~`.
                if gap == x - 2, let mark = self[x - 1, y].glyph, mark.width == 1 {
                    put(mark, x: gap, y: y, style: self[x - 1, y].style, clip: region)
                } else if gap == x - 2 {
                    continue
                }
                first = x - 1
            } else if x + 1 >= size.columns || !isBlank(x + 1) {
                continue
            }
            put(Glyph(sign, width: 1), x: first, y: y, style: style, clip: region)
            put(Glyph("=", width: 1), x: first + 1, y: y, style: style, clip: region)
        }
    }

    private static let comparisons: [Unicode.Scalar: Unicode.Scalar] = ["≥": ">", "≤": "<"]

    private static func ascii(for scalar: Unicode.Scalar) -> Unicode.Scalar {
        if (0x2800...0x28FF).contains(scalar.value) { return asciiDots(UInt8(scalar.value - 0x2800)) }
        if (0x2581...0x2588).contains(scalar.value) {
            return ["_", ",", "-", "~", "=", "+", "%", "#"][Int(scalar.value - 0x2581)]
        }
        if (0x2596...0x259F).contains(scalar.value) { return "#" }
        return substitutes[scalar] ?? "?"
    }

    /// Returns the ASCII character for a braille pattern: `.` for low dots, `'` for high dots, `:` for both, and a
    /// space for none.
    private static func asciiDots(_ mask: UInt8) -> Unicode.Scalar {
        if mask == 0 { return " " }
        let high = mask & 0b0001_1011
        let low = mask & 0b1110_0100
        return high == 0 ? "." : low == 0 ? "'" : ":"
    }

    private static let substitutes: [Unicode.Scalar: Unicode.Scalar] = [
        "─": "-", "━": "=", "│": "|", "┃": "|", "┝": "[", "┥": "]", "├": "[", "┤": "]", "╌": "-", "┈": "-", "└": "+",
        "┼": "+", "┿": "+", "┴": "+", "┬": "+", "┗": "+", "┛": "+", "┏": "+", "┓": "+", "┣": "+", "┫": "+", "┳": "+",
        "┻": "+",
        "╋": "+",
        "╶": "-", "▲": "^", "▼": "v", "▸": ">", "◂": "<", "●": "O", "◆": "*", "◉": "@", "○": "o", "◇": "o", "■": "x",
        "·": ".", "•": "*",
        "…": "~", "–": "-", "—": "-", "“": "\"", "”": "\"", "’": "'", "×": "x", "≥": ">", "≤": "<", "Σ": "S", "Δ": "D",
        "›": ">",
        "░": ".", "▒": "/",
        "▓": "#", "✓": "+", "✗": "x", "⏎": "<", "↑": "^", "↓": "v", "←": "<", "→": ">", "≈": "~", "□": "?", "‖": "|",
        "≠": "!", "╭": ".", "╮": ".", "╰": "'", "╯": "'", "╎": "!", "▀": "'", "▄": "m",
        "▏": ".", "▎": ".", "▍": ":", "▌": "=",
        "▋": "+", "▊": "%", "▉": "%",
    ]
}
