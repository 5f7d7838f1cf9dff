extension Frame {
    /// Returns the frame as colored text for a terminal or a pager: one line per row, each ending in the default style.
    ///
    /// Reference: ECMA-48, Select Graphic Rendition; ISO 8613-6 for colors.
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

    /// Returns the text and escape sequences that change a terminal from `old` to this frame; empty if the two frames
    /// are equal.
    ///
    /// - Parameter old: The frame that the terminal shows; `nil` if the terminal is cleared and in the default style.
    public func ansi(over old: Frame?, depth: Color.Depth = .palette) -> String {
        let old = old?.size == size ? old : nil
        var text = ""
        for y in 0..<size.rows where old?.row(y) != row(y) {
            for run in changedRuns(y, over: old) {
                text += "\u{1B}[\(y + 1);\(run.lowerBound + 1)H" + ansi(y, run, depth: depth)
            }
        }
        if let cursor, !text.isEmpty || old?.cursor != cursor { text += "\u{1B}[\(cursor.y + 1);\(cursor.x + 1)H" }
        return text
    }

    /// Returns the runs of changed columns in a row. A run contains either both halves of a wide glyph or neither.
    private func changedRuns(_ y: Int, over old: Frame?) -> [Range<Int>] {
        guard let old else { return [0..<size.columns] }
        let (new, before) = (row(y), old.row(y))
        var runs: [Range<Int>] = []
        for x in 0..<size.columns where new[new.startIndex + x] != before[before.startIndex + x] {
            let start = self[x, y].glyph == nil ? max(0, x - 1) : x
            let end = min(size.columns, x + (self[x, y].glyph?.width ?? 1))
            // Rewriting a few unchanged columns costs less than moving the cursor over them.
            if let last = runs.last, start - last.upperBound < 8 {
                runs[runs.count - 1] = last.lowerBound..<max(end, last.upperBound)
            } else {
                runs.append(start..<end)
            }
        }
        return runs
    }

    private func ansi(_ y: Int, _ columns: Range<Int>, depth: Color.Depth) -> String {
        var text = ""
        var current = Style.plain
        for x in columns {
            let cell = self[x, y]
            guard let glyph = cell.glyph else { continue }
            let style = cell.style.reduced(to: depth)
            if style != current { text += Self.sequence(for: style) }
            current = style
            text += glyph.text
        }
        return current == .plain ? text : text + "\u{1B}[0m"
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
