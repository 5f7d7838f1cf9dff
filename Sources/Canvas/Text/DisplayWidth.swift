/// Functions that return the width of scalars on a terminal from a built-in table, because the C library's Unicode
/// version is often older than the characters in app names.
enum DisplayWidth {
    /// Returns the width of a scalar in columns, 0 to 2; `nil` if it is unassigned or for private use.
    ///
    /// - Complexity: O(1) below U+0300, otherwise O(log ranges).
    static func columns(of scalar: Unicode.Scalar) -> Int? {
        let value = scalar.value
        if value < 0x300 { return 1 }
        if contains(value, in: WidthTable.unassigned) { return nil }
        if contains(value, in: WidthTable.zero) { return 0 }
        return contains(value, in: WidthTable.wide) ? 2 : 1
    }

    /// Returns whether a scalar is in a table of ranges, stored as first, last, first, last, …
    private static func contains(_ value: UInt32, in table: [UInt32]) -> Bool {
        var low = 0
        var high = table.count / 2
        while low < high {
            let middle = (low + high) / 2
            if table[2 * middle + 1] < value { low = middle + 1 } else { high = middle }
        }
        return low < table.count / 2 && table[2 * low] <= value
    }
}
