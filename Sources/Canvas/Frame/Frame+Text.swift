/// The alignment of text in its region.
public enum Alignment: Sendable {
    case left
    case right
    case center
}

extension Frame {
    /// Writes one line of text at the top of `region`, truncated with `…` if it is too long.
    ///
    /// - Returns: The width of the written text in columns.
    @discardableResult
    public mutating func write(
        _ text: some StringProtocol,
        in region: Region,
        style: Style = .plain,
        align: Alignment = .left
    ) -> Int {
        guard !region.isEmpty else { return 0 }
        if let count = printableCount(text), count <= region.width {
            var x = start(of: count, in: region, align: align)
            for byte in text.utf8 {
                put(Glyph(Unicode.Scalar(byte), width: 1), x: x, y: region.y, style: style, clip: region)
                x += 1
            }
            return count
        }
        let fitted = DisplayText(text).fitted(to: region.width)
        var x = start(of: fitted.width, in: region, align: align)
        for glyph in fitted.glyphs {
            put(glyph, x: x, y: region.y, style: style, clip: region)
            x += glyph.width
        }
        return fitted.width
    }

    private func start(of width: Int, in region: Region, align: Alignment) -> Int {
        switch align {
        case .left: region.x
        case .right: region.x + region.width - width
        case .center: region.x + (region.width - width) / 2
        }
    }

    /// Writes styled text, with a separate style for each column if `piece` has column styles.
    ///
    /// - Returns: The width of the written text in columns.
    @discardableResult
    public mutating func write(_ piece: StyledText, in region: Region, align: Alignment = .left) -> Int {
        let text = piece.keptPart != nil ? piece.fitted(to: region.width).text : piece.text
        let width = write(text, in: region, style: piece.style, align: align)
        guard !piece.columnStyles.isEmpty else { return width }
        let x = start(of: width, in: region, align: align)
        for (column, style) in piece.columnStyles.prefix(width).enumerated() {
            restyle(Region(x: x + column, y: region.y, width: 1, height: 1).intersection(region)) { $0 = style }
        }
        return width
    }

    /// Writes pieces of text in sequence, each in its own style. Text that doesn't fit is truncated.
    ///
    /// - Returns: The width of the written text in columns.
    @discardableResult
    public mutating func write(_ pieces: [StyledText], in region: Region, align: Alignment = .left) -> Int {
        let width = pieces.width
        var rest = region
        if align == .right, width < region.width { rest = region.splitLeft(region.width - width).rest }
        var used = 0
        for piece in pieces {
            let columns = write(piece, in: rest)
            used += columns
            // The end was truncated.
            guard columns == displayWidth(piece.text) else { break }
            rest = rest.splitLeft(columns).rest
        }
        return used
    }

    /// Fills the first row of `region` with one character.
    public mutating func rule(_ character: Unicode.Scalar = "─", in region: Region, style: Style) {
        for x in region.x..<region.x + region.width {
            mark(character, x: x, y: region.y, style: style, clip: region)
        }
    }

    /// Writes one scalar that is known to be one column wide, such as a box-drawing or braille character.
    mutating func mark(_ scalar: Unicode.Scalar, x: Int, y: Int, style: Style, clip: Region) {
        put(Glyph(scalar, width: 1), x: x, y: y, style: style, clip: clip)
    }

    /// Fills a region with spaces in a style.
    public mutating func clear(_ region: Region, style: Style = .plain) {
        for y in region.y..<region.y + region.height {
            for x in region.x..<region.x + region.width { put(.space, x: x, y: y, style: style, clip: region) }
        }
    }

    /// The rows as plain text without trailing spaces.
    public var lines: [String] {
        (0..<size.rows).map { y in
            var line = row(y).map { $0.glyph?.text ?? "" }.joined()
            while line.hasSuffix(" ") { line.removeLast() }
            return line
        }
    }
}

/// Text with a style.
public struct StyledText: Hashable, Sendable {
    public var text: String
    public var style: Style
    /// The style of each column, for text whose characters are one column wide; empty if all columns have `style`.
    public var columnStyles: [Style] = []
    /// The characters to keep if the text is too long and therefore shortened in its middle; `nil` to shorten it at its
    /// end.
    public var keptPart: Range<Int>?

    public init(_ text: String, _ style: Style = .plain) {
        self.text = text
        self.style = style
    }

    /// Returns the text truncated with `…` if it is wider than `columns` columns.
    public func fitted(to columns: Int) -> DisplayText {
        let text = DisplayText(text)
        return keptPart.map { text.fittedInMiddle(to: columns, keeping: $0) } ?? text.fitted(to: columns)
    }
}

extension [StyledText] {
    /// The total width in columns.
    public var width: Int { reduce(0) { $0 + displayWidth($1.text) } }
}
