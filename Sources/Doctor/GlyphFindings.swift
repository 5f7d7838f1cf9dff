import Ncurses

/// Functions that check how wide the terminal draws the glyphs that launchtop uses.
enum GlyphFindings {
    private static let kinds: [(name: String, sample: String, columns: Int)] = [
        ("braille", "⣿⠉⢸", 3), ("blocks", "▁▄█▒░", 5), ("lines", "─│╭╯┝", 5), ("symbols", "▲▼●◆·…×", 7),
        ("Chinese", "微信", 4),
        ("Korean", "한글", 4), ("emoji", "🚀", 2), ("accents", "e\u{301}", 1),
    ]

    static func findings() -> [Finding] {
        guard let widths = GlyphMeasure.columns(of: kinds.map(\.sample)) else {
            return [Finding(.notice, "glyphs", "not measured: the terminal didn't respond")]
        }
        let other = zip(kinds, widths).filter { $0.columns != $1 }
        guard !other.isEmpty else {
            return [
                Finding(
                    .ok,
                    "glyphs",
                    kinds.map(\.name).joined(separator: ", ") + ": widths as expected"
                )
            ]
        }
        return other.map { kind, width in
            let message = "\(kind.name) \(kind.sample): drawn in \(width) columns, expected \(kind.columns)"
            let isDrawing = ["braille", "blocks", "lines", "symbols"].contains(kind.name)
            return Finding(isDrawing ? .problem : .notice, "glyphs", isDrawing ? "\(message); use --ascii" : message)
        }
    }
}
