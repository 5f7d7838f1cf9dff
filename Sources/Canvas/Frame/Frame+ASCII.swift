extension Frame {
    /// The same picture for a terminal, or a locale, that has nothing but ASCII.
    ///
    /// Done once on the finished frame, so that no page needs to know. Letters of other scripts become `?`, because
    /// a guess at them would be worse.
    public func inASCII() -> Frame {
        var frame = self
        for y in 0..<size.rows { frame.spellComparisons(y) }
        frame.mapCells { glyph, style in
            (Glyph(glyph.base.isASCII ? glyph.base : Self.ascii(for: glyph.base), width: 1), style)
        }
        return frame
    }

    /// Writes `≥` as `>=` and `≤` as `<=` where a blank beside it gives its cell, so that nothing else moves: the blank
    /// before it, or before the one mark that stands between, unless that alone parts it from what comes before and
    /// there is one behind. Where there is none, `>` and `<` have to do.
    private mutating func spellComparisons(_ y: Int) {
        func isBlank(_ x: Int) -> Bool { x < 0 || x >= size.columns || self[x, y].glyph == .space }
        for x in 0..<size.columns {
            guard let glyph = self[x, y].glyph, let sign = Self.comparisons[glyph.base] else { continue }
            let style = self[x, y].style
            let gap = [x - 1, x - 2].first { $0 >= 0 && isBlank($0) }
            let isWell = gap.map { isBlank($0 - 1) } ?? false
            var first = x
            if let gap, isWell || x + 1 >= size.columns || !isBlank(x + 1) {
                // The mark between, such as a `~`.
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

    /// A dot pattern by where its dots are: low, high or both.
    private static func asciiDots(_ mask: UInt8) -> Unicode.Scalar {
        if mask == 0 { return " " }
        let high = mask & 0b0001_1011
        let low = mask & 0b1110_0100
        return high == 0 ? "." : low == 0 ? "'" : ":"
    }

    private static let substitutes: [Unicode.Scalar: Unicode.Scalar] = [
        "─": "-", "━": "=", "│": "|", "┃": "|", "┝": "[", "┥": "]", "├": "[", "┤": "]", "╌": "-", "└": "+", "┼": "+",
        "╶": "-", "▲": "^", "▼": "v", "▸": ">", "◂": "<", "●": "O", "◆": "*", "◉": "@", "○": "o", "·": ".", "•": "*",
        "…": "~", "–": "-", "—": "-", "“": "\"", "”": "\"", "’": "'", "×": "x", "≥": ">", "≤": "<", "Σ": "S", "Δ": "D",
        "›": ">",
        "░": ".", "▒": "/",
        "▓": "#", "✓": "+", "✗": "x", "⏎": "<", "↑": "^", "↓": "v", "←": "<", "→": ">", "≈": "~", "□": "?", "‖": "|",
        "≠": "!", "╭": ".", "╮": ".", "╰": "'", "╯": "'", "╎": "!", "▀": "'", "▄": "m",
        "▏": ".", "▎": ".", "▍": ":", "▌": "=",
        "▋": "+", "▊": "%", "▉": "%",
    ]
}
