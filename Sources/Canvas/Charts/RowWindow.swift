/// The window of visible rows in a long list.
///
/// Other rows aren't created, so the cost of drawing doesn't depend on the length of the list.
public struct RowWindow: Hashable, Sendable {
    /// The rows that are always visible, above the others.
    public let pinned: Range<Int>
    /// The visible rows below the pinned ones.
    public let rows: Range<Int>
    /// The index of the selected row; `nil` if the list is empty.
    public let selection: Int?

    /// Creates a window that contains `selection` and fills `height` if there are enough rows.
    ///
    /// - Parameters:
    ///   - first: The first row that was visible before, so that the list scrolls as little as possible; `nil` to place
    ///     the selection near the middle.
    ///   - pinned: The number of rows at the start that don't scroll; at most half of the height is used.
    /// - Complexity: O(1).
    public init(selection: Int, count: Int, height: Int, first: Int? = nil, pinned: Int = 0) {
        let count = max(0, count)
        let top = max(0, min(pinned, count, height / 2))
        let height = max(0, height) - top
        self.pinned = 0..<top
        self.selection = count == 0 ? nil : min(count - 1, max(0, selection))
        let row = max(top, self.selection ?? 0)
        let wanted = first.map { min(max($0, row - height + 1), row) } ?? row - height / 2
        let first = max(top, min(wanted, count - height))
        rows = first..<max(first, min(count, first + height))
    }
}
