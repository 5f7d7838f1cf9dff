/// A region's cells as a grid of braille dots, two by four a cell, each cell in one style.
///
/// Where two lines share a cell the later one gives the colour, so draw what matters most last.
struct DotGrid {
    let region: Region
    private var masks: [UInt8]
    private var styles: [Style]

    var width: Int { region.width * 2 }
    var height: Int { region.height * 4 }

    init(region: Region) {
        self.region = region
        masks = Array(repeating: 0, count: region.width * region.height)
        styles = Array(repeating: .plain, count: masks.count)
    }

    /// Lights one dot; outside the grid nothing happens.
    mutating func dot(x: Int, y: Int, style: Style) {
        guard x >= 0, x < width, y >= 0, y < height else { return }
        let cell = y / 4 * region.width + x / 2
        masks[cell] |= Self.bit(x: x % 2, y: y % 4)
        styles[cell] = style
    }

    /// A level stretch, both ends included.
    mutating func horizontal(from start: Int, to end: Int, y: Int, style: Style) {
        for x in stride(from: max(0, min(start, end)), through: min(width, max(start, end)), by: 1) {
            dot(x: x, y: y, style: style)
        }
    }

    /// An upright stretch, both ends included.
    mutating func vertical(x: Int, from start: Int, to end: Int, style: Style) {
        for y in stride(from: max(0, min(start, end)), through: min(height, max(start, end)), by: 1) {
            dot(x: x, y: y, style: style)
        }
    }

    func draw(on frame: inout Frame) {
        for row in 0..<region.height {
            for column in 0..<region.width {
                let mask = masks[row * region.width + column]
                guard mask != 0, let scalar = Unicode.Scalar(0x2800 + UInt32(mask)) else { continue }
                let style = styles[row * region.width + column]
                frame.mark(scalar, x: region.x + column, y: region.y + row, style: style, clip: region)
            }
        }
    }

    /// Braille numbers its dots 1 2 3 7 down the left and 4 5 6 8 down the right.
    private static func bit(x: Int, y: Int) -> UInt8 {
        y == 3 ? (x == 0 ? 0x40 : 0x80) : UInt8(1 << (y + (x == 0 ? 0 : 3)))
    }
}
