import Ncurses

/// How wide the terminal draws what launchtop draws with.
enum GlyphFindings {
    private static let kinds: [(name: String, sample: String, columns: Int)] = [
        ("braille", "⣿⠉⢸", 3), ("blocks", "▁▄█▒░", 5), ("lines", "─│╭╯┝", 5), ("signs", "▲▼●◆·…×", 7),
        ("Chinese", "微信", 4),
        ("Korean", "한글", 4), ("emoji", "🚀", 2), ("accents", "e\u{301}", 1),
    ]

    static func findings() -> [Finding] {
        guard let widths = GlyphMeasure.columns(of: kinds.map(\.sample)) else {
            return [Finding(.notice, "glyphs", "not measured: there is no terminal here that answers")]
        }
        let other = zip(kinds, widths).filter { $0.columns != $1 }
        guard !other.isEmpty else {
            return [
                Finding(
                    .well,
                    "glyphs",
                    kinds.map(\.name).joined(separator: ", ") + " are as wide as they are laid out"
                )
            ]
        }
        return other.map { kind, width in
            let words = "\(kind.name) \(kind.sample): laid out in \(kind.columns) columns, drawn in \(width)"
            let isOwn = ["braille", "blocks", "lines", "signs"].contains(kind.name)
            return Finding(isOwn ? .wrong : .notice, "glyphs", isOwn ? "\(words); use --ascii" : words)
        }
    }
}
