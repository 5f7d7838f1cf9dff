/// A place in a chart, from 1 (best) to 65,535. There is no rank 0, and an app off the chart has none.
public struct Rank: Hashable, Comparable, Sendable {
    public let value: Int

    public init?(_ value: Int) {
        guard (1...65_535).contains(value) else { return nil }
        self.value = value
    }

    public static let first = Rank(unchecked: 1)

    private init(unchecked value: Int) { self.value = value }

    /// Smaller numbers are better, but order as numbers do: `#1 < #2`.
    public static func < (left: Rank, right: Rank) -> Bool { left.value < right.value }
}
