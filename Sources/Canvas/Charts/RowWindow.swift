/// Which rows of a long list are in sight.
///
/// A list is a count and a way to make a row, so drawing costs what is in sight, whatever the count.
public struct RowWindow: Hashable, Sendable {
    /// The rows in sight.
    public let rows: Range<Int>
    /// The selected row; `nil` in an empty list.
    public let selection: Int?

    /// Keeps `selection` in sight and fills the height as long as there are rows.
    ///
    /// - Parameter first: the first row that was in sight before, so that no more is moved than must be; without it the
    ///   selection is near the middle where it can be.
    /// - Complexity: O(1).
    public init(selection: Int, count: Int, height: Int, first: Int? = nil) {
        let (count, height) = (max(0, count), max(0, height))
        self.selection = count == 0 ? nil : min(count - 1, max(0, selection))
        let row = self.selection ?? 0
        let wanted = first.map { min(max($0, row - height + 1), row) } ?? row - height / 2
        let first = max(0, min(wanted, count - height))
        rows = first..<min(count, first + height)
    }
}
