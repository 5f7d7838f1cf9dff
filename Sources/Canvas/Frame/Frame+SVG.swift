extension Frame {
    /// Returns the frame as an SVG 1.1 image whose text can be searched and copied.
    ///
    /// Braille and block characters are drawn as shapes, because they differ between fonts.
    public func svg(theme: PictureTheme = .dark, title: String = "") -> String {
        let width = Double(size.columns) * CellShapes.width + 2 * CellShapes.margin
        let height = Double(size.rows) * CellShapes.height + 2 * CellShapes.margin
        var text = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(decimal(width)) \(decimal(height))" \
            width="\(decimal(width))" height="\(decimal(height))">
            <title>\(escaped(title))</title>
            <rect width="100%" height="100%" rx="6" fill="\(theme.background)"/>
            <g font-family="'DejaVu Sans Mono','Menlo','Consolas',monospace" font-size="14" xml:space="preserve">

            """
        for y in 0..<size.rows { text += svgRow(y, theme: theme) }
        return text + "</g>\n</svg>\n"
    }

    private func svgRow(_ y: Int, theme: PictureTheme) -> String {
        let cells = row(y)
        var text = ""
        var x = 0
        while x < size.columns {
            let style = cells[cells.startIndex + x].style
            let start = x
            while x < size.columns, cells[cells.startIndex + x].style == style { x += 1 }
            text += svgRun(cells[(cells.startIndex + start)..<(cells.startIndex + x)], x: start, y: y, theme: theme)
        }
        return text
    }

    /// Returns the SVG elements for adjacent cells with the same style: background, then shapes, then text.
    private func svgRun(_ cells: ArraySlice<Cell>, x: Int, y: Int, theme: PictureTheme) -> String {
        guard let style = cells.first?.style else { return "" }
        let colors = theme.colors(of: style)
        var text = ""
        if let back = colors.background {
            let box = CellShapes.box(x: x, y: y, columns: cells.count)
            text += "<path fill=\"\(back)\" d=\"\(box)\"/>\n"
        }
        var shapes = ""
        var words: [(x: Int, text: String, columns: Int)] = []
        for (offset, cell) in cells.enumerated() {
            guard let glyph = cell.glyph, glyph != .space else { continue }
            if let path = CellShapes.path(of: glyph.base, x: x + offset, y: y) {
                shapes += path
            } else if glyph.base.isASCII, let last = words.last, last.x + last.columns == x + offset,
                last.text.utf8.count == last.columns
            {
                words[words.count - 1] = (last.x, last.text + glyph.text, last.columns + 1)
            } else {
                words.append((x + offset, glyph.text, glyph.width))
            }
        }
        let fade = style.attributes.contains(.dim) ? " opacity=\"0.6\"" : ""
        if !shapes.isEmpty { text += "<path fill=\"\(colors.foreground)\"\(fade) d=\"\(shapes)\"/>\n" }
        let weight = style.attributes.contains(.bold) ? " font-weight=\"bold\"" : ""
        let line = style.attributes.contains(.underline) ? " text-decoration=\"underline\"" : ""
        for word in words {
            text += """
                <text x="\(decimal(CellShapes.left(word.x)))" y="\(decimal(CellShapes.baseline(y)))" \
                textLength="\(decimal(Double(word.columns) * CellShapes.width))" lengthAdjust="spacingAndGlyphs" \
                fill="\(colors.foreground)"\(weight)\(line)\(fade)>\(escaped(word.text))</text>

                """
        }
        return text
    }

    private func escaped(_ text: String) -> String {
        var safe = ""
        for scalar in DisplayText(text).text.unicodeScalars {
            switch scalar {
            case "&": safe += "&amp;"
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            case "\"": safe += "&quot;"
            default: safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }
}
