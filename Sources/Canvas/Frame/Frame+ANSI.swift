extension Frame {
    /// The frame as text with colours for a terminal or a pager: a line for each row, each ending as it began, plain.
    ///
    /// Reference: ECMA-48, Select Graphic Rendition; ISO 8613-6 for colours.
    public func ansi(depth: Color.Depth = .palette) -> String {
        var text = ""
        for y in 0..<size.rows {
            var current = Style.plain
            var cells = row(y)
            while let last = cells.last, last == .blank { cells.removeLast() }
            for cell in cells {
                guard let glyph = cell.glyph else { continue }
                let style = cell.style.reduced(to: depth)
                if style != current {
                    text += Self.sequence(for: style)
                    current = style
                }
                text += glyph.text
            }
            if current != .plain { text += "\u{1B}[0m" }
            text += "\n"
        }
        return text
    }

    private static func sequence(for style: Style) -> String {
        let attributes: [(Style.Attributes, String)] = [(.bold, "1"), (.dim, "2"), (.underline, "4"), (.reverse, "7")]
        let codes =
            ["0"] + attributes.filter { style.attributes.contains($0.0) }.map(\.1)
            + [code(of: style.foreground, base: 30), code(of: style.background, base: 40)].compactMap { $0 }
        return "\u{1B}[\(codes.joined(separator: ";"))m"
    }

    private static func code(of color: Color, base: Int) -> String? {
        switch color {
        case .standard: nil
        case .palette(let index) where index < 8: "\(base + Int(index))"
        case .palette(let index) where index < 16: "\(base + 52 + Int(index))"
        case .palette(let index): "\(base + 8);5;\(index)"
        case .rgb(let red, let green, let blue): "\(base + 8);2;\(red);\(green);\(blue)"
        }
    }
}
