extension Frame {
    /// The same picture for a terminal, or a locale, that has nothing but ASCII.
    ///
    /// Done once on the finished frame, so that no page needs to know. Letters of other scripts become `?`, because
    /// a guess at them would be worse.
    public func inASCII() -> Frame {
        var frame = self
        frame.mapCells { glyph, style in
            (Glyph(glyph.base.isASCII ? glyph.base : Self.ascii(for: glyph.base), width: 1), style)
        }
        return frame
    }

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
        "…": "~", "–": "-", "—": "-", "“": "\"", "”": "\"", "’": "'", "×": "x", "≥": ">", "Σ": "S", "Δ": "D", "›": ">",
        "░": ".", "▒": "/",
        "▓": "#", "✓": "+", "✗": "x", "⏎": "<", "↑": "^", "↓": "v", "←": "<", "→": ">", "≈": "~", "□": "?", "‖": "|",
        "≠": "!", "╭": ".", "╮": ".", "╰": "'", "╯": "'", "╎": "!", "▀": "'", "▄": "m",
        "▏": ".", "▎": ".", "▍": ":", "▌": "=",
        "▋": "+", "▊": "%", "▉": "%",
    ]
}
