extension Timeline {
    /// A symbol in a column of the strip, with an optional label in the columns after it.
    struct Placed: Hashable {
        /// The index of the marker or tick.
        let index: Int
        let column: Int
        /// The label; empty if there is no room for it.
        var label: String

        /// The columns of the label in the strip.
        var labelColumns: Range<Int> { column + 1..<column + 1 + displayWidth(label) }

        func labelRegion(in strip: Region) -> Region {
            Region(x: strip.x + column + 1, y: strip.y, width: displayWidth(label), height: 1)
        }
    }

    /// The markers and ticks that are drawn on the strip. They depend on the axis and the markers, not on the cursor, so
    /// that nothing jumps while the cursor moves.
    struct Layout: Hashable {
        var markers: [Placed] = []
        var ticks: [Placed] = []
    }

    /// Returns the positions of markers, of their labels, and of dates. Each column has at most one marker, the last one
    /// in ``markers``. Labels with a high weight are placed first, then those of early markers, then dates.
    ///
    /// - Complexity: O(markers · log markers + columns).
    func layout(columns: Int) -> Layout {
        var free = Array(repeating: true, count: columns)
        var last: [Int: Int] = [:]
        for (index, marker) in markers.enumerated() {
            let column = axis.unit(of: marker.time, in: columns)
            guard free.indices.contains(column) else { continue }
            free[column] = false
            last[column] = index
        }
        var placed = last.map { Placed(index: $1, column: $0, label: "") }.sorted { $0.column < $1.column }
        let order = placed.indices.sorted {
            let (first, second) = (markers[placed[$0].index].weight, markers[placed[$1].index].weight)
            return first != second ? first > second : $0 < $1
        }
        for position in order {
            let label = markers[placed[position].index].label
            let first = placed[position].column + 1
            let end = first + displayWidth(label)
            guard end > first, end <= columns, free[first..<end].allSatisfy(\.self) else { continue }
            for column in first..<end { free[column] = false }
            placed[position].label = label
        }
        return Layout(markers: placed, ticks: placedTicks(free))
    }

    /// Returns the dates that fit into the free columns.
    private func placedTicks(_ free: [Bool]) -> [Placed] {
        var free = free
        return ticks.enumerated().compactMap { index, tick in
            let column = axis.unit(of: tick.time, in: free.count)
            let width = displayWidth(tick.label) + 1
            // Require a free column on each side of the label.
            guard column > 0, column + width < free.count, free[column - 1...column + width].allSatisfy(\.self),
                !isAtEnd(tick.label)
            else { return nil }
            for used in column...column + width { free[used] = false }
            return Placed(index: index, column: column, label: tick.label)
        }
    }

    /// Returns whether an end of the strip has a label with the same date: "Oct 8" or "Oct 8, 2025".
    private func isAtEnd(_ date: String) -> Bool {
        [startLabel, endLabel].contains { $0 == date || $0.hasPrefix("\(date),") }
    }
}
