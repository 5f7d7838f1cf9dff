/// Functions that return the positions of cells in an SVG image, and the shapes of glyphs.
enum CellShapes {
    static let width = 8.4
    static let height = 17.0
    static let margin = 8.0

    static func left(_ x: Int) -> Double { margin + Double(x) * width }
    static func top(_ y: Int) -> Double { margin + Double(y) * height }
    static func baseline(_ y: Int) -> Double { top(y) + 13 }

    static func box(x: Int, y: Int, columns: Int) -> String {
        rectangle(left(x), top(y), Double(columns) * width, height)
    }

    /// Returns the SVG path of a braille character as square dots, or of a block element as rectangles; `nil` for other
    /// characters, which are drawn with the font.
    static func path(of scalar: Unicode.Scalar, x: Int, y: Int) -> String? {
        let value = scalar.value
        switch value {
        case 0x2800...0x28FF: return dots(UInt8(value - 0x2800), x: x, y: y)
        case 0x2580: return rectangle(left(x), top(y), width, height / 2)
        case 0x2581...0x2588:
            let part = height * Double(value - 0x2580) / 8
            return rectangle(left(x), top(y) + height - part, width, part)
        case 0x2589...0x258F: return rectangle(left(x), top(y), width * Double(0x2590 - value) / 8, height)
        case 0x2590: return rectangle(left(x) + width / 2, top(y), width / 2, height)
        case 0x2596...0x259F: return quadrants(value, x: x, y: y)
        default: return nil
        }
    }

    private static func dots(_ mask: UInt8, x: Int, y: Int) -> String {
        var path = ""
        for row in 0..<4 {
            for column in 0..<2 where mask & DotGrid.braille(x: column, y: row) != 0 {
                let across = left(x) + width * (Double(column) + 0.5) / 2
                let down = top(y) + height * (Double(row) + 0.5) / 4
                path += rectangle(across - 1.2, down - 1.2, 2.4, 2.4)
            }
        }
        return path
    }

    private static func quadrants(_ value: UInt32, x: Int, y: Int) -> String {
        guard let mask = DotGrid.quadrants.firstIndex(where: { $0.value == value }) else { return "" }
        return (0..<4).filter { mask & 1 << $0 != 0 }.map { part in
            rectangle(
                left(x) + Double(part % 2) * width / 2,
                top(y) + Double(part / 2) * height / 2,
                width / 2,
                height / 2
            )
        }.joined()
    }

    private static func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> String {
        "M\(decimal(x)) \(decimal(y))h\(decimal(width))v\(decimal(height))h-\(decimal(width))z"
    }
}

/// Returns a nonnegative length as text with up to two decimals.
func decimal(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let fraction = hundredths % 100
    if fraction == 0 { return "\(hundredths / 100)" }
    return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction % 10 == 0 ? fraction / 10 : fraction)"
}
