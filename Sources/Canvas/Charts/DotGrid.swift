/// The kind of characters used to draw lines.
public enum DotMarks: Hashable, Sendable, CaseIterable {
    /// Braille characters with two by four dots per cell. Requires a font with braille.
    case braille
    /// Quarter blocks, two by two per cell, for fonts without braille.
    case blocks
    /// ASCII characters with three heights per cell.
    case ascii

    var dotsAcross: Int { self == .ascii ? 1 : 2 }

    var dotsDown: Int {
        switch self {
        case .braille: 4
        case .blocks: 2
        case .ascii: 3
        }
    }
}

/// The cells of a region as a grid of dots, with one style per cell.
///
/// If two lines share a cell, the line drawn last sets its color, so draw the most important line last.
struct DotGrid {
    let region: Region
    let marks: DotMarks
    /// Whether lines are two dots thick.
    var isThick = false
    private var masks: [UInt8]
    private var styles: [Style]

    var width: Int { region.width * marks.dotsAcross }
    var height: Int { region.height * marks.dotsDown }

    init(region: Region, marks: DotMarks = .braille) {
        self.region = region
        self.marks = marks
        masks = Array(repeating: 0, count: region.width * region.height)
        styles = Array(repeating: .plain, count: masks.count)
    }

    /// Sets one dot. Does nothing if the dot is outside the grid.
    mutating func dot(x: Int, y: Int, style: Style) {
        guard x >= 0, x < width, y >= 0, y < height else { return }
        let (across, down) = (marks.dotsAcross, marks.dotsDown)
        let cell = y / down * region.width + x / across
        switch marks {
        case .braille: masks[cell] |= Self.braille(x: x % across, y: y % down)
        case .blocks: masks[cell] |= 1 << UInt8(y % down * 2 + x % across)
        case .ascii: masks[cell] |= 1 << UInt8(y % down)
        }
        styles[cell] = style
    }

    /// Draws a vertical line that includes both ends.
    mutating func vertical(x: Int, from start: Int, to end: Int, style: Style) {
        for y in stride(from: max(0, min(start, end)), through: min(height - 1, max(start, end)), by: 1) {
            dot(x: x, y: y, style: style)
        }
    }

    /// Draws a straight line that includes both ends, clipped to the grid. It has no gaps unless it is dashed.
    mutating func line(from start: Point, to end: Point, isDashed: Bool = false, style: Style) {
        guard start.x != end.x else { return vertical(x: start.x, from: start.y, to: end.y, style: style) }
        let (left, right) = start.x < end.x ? (start, end) : (end, start)
        let slope = Double(right.y - left.y) / Double(right.x - left.x)
        // Every column extends halfway to the next.
        func height(_ x: Double) -> Int {
            let across = min(Double(right.x), max(Double(left.x), x)) - Double(left.x)
            return left.y + Int((across * slope).rounded())
        }
        let columns = stride(from: max(0, left.x), through: min(width - 1, right.x), by: 1)
        // Draw dashes of three columns with gaps of one column.
        for x in columns where !isDashed || x / marks.dotsAcross % 4 < 3 {
            let ends = [height(Double(x) - 0.5), height(Double(x) + 0.5)].sorted()
            vertical(x: x, from: ends[0] - (isThick ? 1 : 0), to: ends[1], style: style)
        }
    }

    func draw(on frame: inout Frame) {
        for row in 0..<region.height {
            for column in 0..<region.width {
                let mask = masks[row * region.width + column]
                guard mask != 0 else { continue }
                let style = styles[row * region.width + column]
                frame.mark(glyph(mask), x: region.x + column, y: region.y + row, style: style, clip: region)
            }
        }
    }

    private func glyph(_ mask: UInt8) -> Unicode.Scalar {
        switch marks {
        case .braille: Unicode.Scalar(0x2800 + UInt32(mask)) ?? " "
        case .blocks: Self.quadrants[Int(mask)]
        case .ascii: Self.heights[Int(mask)]
        }
    }

    /// Returns the bit of a dot in a braille character. Braille numbers the dots 1 2 3 7 in the left column and 4 5 6 8
    /// in the right.
    static func braille(x: Int, y: Int) -> UInt8 {
        y == 3 ? (x == 0 ? 0x40 : 0x80) : UInt8(1 << (y + (x == 0 ? 0 : 3)))
    }

    /// The block characters, indexed by a bit mask of filled quarters. Bit 0 is top left, 1 top right, 2 bottom left,
    /// and 3 bottom right.
    static let quadrants: [Unicode.Scalar] = [
        " ", "▘", "▝", "▀", "▖", "▌", "▞", "▛", "▗", "▚", "▐", "▜", "▄", "▙", "▟", "█",
    ]

    /// The ASCII characters, indexed by a bit mask of filled thirds. Bit 0 is the upper third, 1 the middle, and 2 the
    /// lower.
    private static let heights: [Unicode.Scalar] = [" ", "'", "-", "\"", "_", ":", "=", "|"]
}
