internal import CNcurses
public import Canvas

extension Terminal {
    /// Shows a frame without waiting for the terminal. Only changed cells are sent. While the terminal hasn't accepted
    /// the previous frame (``isBehind``), nothing is drawn, and the caller has to show the newest frame later.
    ///
    /// - Complexity: O(cells), with curses calls only for changed cells.
    public mutating func show(_ frame: Frame) {
        guard !isBehind else { return }
        var frame = isASCII ? frame.inASCII() : frame
        frame.mergeSpaces()
        let old = shown?.size == frame.size ? shown : nil
        let changes = Self.changes(from: old, to: frame)
        if changes.count * 4 > frame.size.columns * frame.size.rows { terminal_begin() }
        if !put(changes, of: frame) {
            // There are no color pairs left, so all are reassigned to the colors of this frame.
            terminal_forget_colors()
            _ = put(Self.changes(from: nil, to: frame), of: frame)
        }
        terminal_show(Int32(frame.cursor?.y ?? -1), Int32(frame.cursor?.x ?? -1))
        shown = frame
    }

    /// Returns the positions of changed cells in reading order.
    private static func changes(from old: Frame?, to new: Frame) -> [Point] {
        var changes: [Point] = []
        for y in 0..<new.size.rows {
            let row = new.row(y)
            guard let before = old?.row(y) else {
                changes += row.indices.map { Point(x: $0 - row.startIndex, y: y) }
                continue
            }
            if row == before { continue }
            for x in 0..<new.size.columns where row[row.startIndex + x] != before[before.startIndex + x] {
                changes.append(Point(x: x, y: y))
            }
        }
        return changes
    }

    /// Passes cells to curses. Cells with an ambiguous width come first, and the cursor is repositioned after each of
    /// them, so that a different width in the terminal doesn't move other cells. The other cells are drawn afterward.
    ///
    /// - Returns: Whether there were enough color pairs.
    private func put(_ changes: [Point], of frame: Frame) -> Bool {
        var hasPairs = true
        var rest: [Point] = []
        rest.reserveCapacity(changes.count)
        for point in changes {
            let cell = frame[point.x, point.y]
            guard let glyph = cell.glyph else { continue }
            guard !glyph.base.isASCII || glyph.marks.first != nil, isSuspect(glyph) else {
                rest.append(point)
                continue
            }
            hasPairs = put(glyph, style: cell.style, at: point) && hasPairs
            terminal_settle(Int32(point.y), 0)
        }
        for point in rest {
            let cell = frame[point.x, point.y]
            guard let glyph = cell.glyph else { continue }
            hasPairs = put(glyph, style: cell.style, at: point) && hasPairs
        }
        return hasPairs
    }

    private func isSuspect(_ glyph: Glyph) -> Bool {
        glyph.withScalars { terminal_doubts($0, $1, Int32(glyph.width)) }
    }

    private func put(_ glyph: Glyph, style: Style, at point: Point) -> Bool {
        let style = style.reduced(to: depth)
        return glyph.withScalars { scalars, count in
            terminal_put(
                Int32(point.y),
                Int32(point.x),
                scalars,
                count,
                Int32(glyph.width),
                UInt32(style.attributes.rawValue),
                number(of: style.foreground),
                number(of: style.background)
            )
        }
    }

    private func number(of color: Color) -> Int32 {
        switch color {
        case .standard: -1
        // Numbers beyond the palette of an entry with direct color would be interpreted as dark blue.
        case .palette(let index) where index >= paletteSize: number(of: color.usualRGB)
        case .palette(let index): Int32(index)
        case .rgb(let red, let green, let blue):
            TERMINAL_DIRECT | Int32(red) << 16 | Int32(green) << 8 | Int32(blue)
        }
    }

    /// Returns curses' copy of the screen, row by row, without trailing spaces.
    public func text() -> [String] {
        guard let size = shown?.size else { return [] }
        return (0..<size.rows).map { y in
            var line = ""
            var x = 0
            while x < size.columns {
                var scalars: [UInt32] = [0, 0, 0, 0]
                let count = terminal_cell(Int32(y), Int32(x), &scalars)
                let cell = scalars.prefix(Int(count)).compactMap(Unicode.Scalar.init)
                line.unicodeScalars.append(contentsOf: cell)
                // A wide glyph also occupies the next cell, regardless of its marks.
                x += max(1, displayWidth(cell.first.map { String($0) } ?? " "))
            }
            while line.hasSuffix(" ") { line.removeLast() }
            return line
        }
    }
}

extension Glyph {
    /// Calls a closure with the glyph's scalars, the base followed by its marks, and their number.
    fileprivate func withScalars<Result>(_ body: (UnsafePointer<UInt32>, Int32) -> Result) -> Result {
        let marks = marks
        let count: Int32 = marks.second != nil ? 3 : marks.first != nil ? 2 : 1
        return withUnsafeBytes(of: (base.value, marks.first?.value ?? 0, marks.second?.value ?? 0)) { bytes in
            bytes.withMemoryRebound(to: UInt32.self) { scalars in
                guard let address = scalars.baseAddress else { preconditionFailure("three scalars have an address") }
                return body(address, count)
            }
        }
    }
}
