/// The window of visible rows in a long list.
///
/// Other rows aren't created, so the cost of drawing doesn't depend on the length of the list.
public struct RowWindow: Hashable, Sendable {
    /// The indices of the visible rows.
    public let rows: Range<Int>
    /// The index of the selected row; `nil` if the list is empty.
    public let selection: Int?

    /// Creates a window that contains `selection` and fills `height` if there are enough rows.
    ///
    /// - Parameter first: The first row that was visible before, used to scroll as little as possible. If `nil`, the
    ///   selection is placed near the middle.
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
