extension Timeline {
    /// The number of columns on each side of a marker to which it contributes.
    private static let reach = 2
    private static let blocks: [Unicode.Scalar] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// Returns the density of markers in each of `columns` columns: 0 if no marker is near, and 1 in the column with
    /// the highest density. A marker counts most in its own column, and less in the columns next to it.
    ///
    /// - Complexity: O(markers + columns).
    func density(columns: Int) -> [Double] {
        var sums = Array(repeating: 0.0, count: columns)
        for marker in markers {
            let center = axis.unit(of: marker.time, in: columns)
            guard sums.indices.contains(center) else { continue }
            for column in center - Self.reach...center + Self.reach where sums.indices.contains(column) {
                sums[column] += 1 - Double(abs(column - center)) / Double(Self.reach + 1)
            }
        }
        let highest = max(1, sums.max() ?? 1)
        return sums.map { $0 / highest }
    }

    /// Draws the density of markers as a row of bars.
    ///
    /// - Parameters:
    ///   - style: The style of bars up to the cursor. Later bars have the style of the future.
    ///   - here: The column of the cursor.
    func drawDensity(in strip: Region, style: Style, cursorColumn here: Int, on frame: inout Frame) {
        for (column, value) in density(columns: strip.width).enumerated() where value > 0 {
            let block = Self.blocks[min(Self.blocks.count - 1, Int(value * Double(Self.blocks.count)))]
            let style = column <= here ? style : futureStyle
            frame.mark(block, x: strip.x + column, y: strip.y, style: style, clip: strip)
        }
    }
}
