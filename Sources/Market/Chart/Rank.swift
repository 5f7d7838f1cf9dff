/// A rank in a chart, from 1 (best) to 65,535. There is no rank 0; an app that isn't in the chart has no rank.
public struct Rank: Hashable, Comparable, Sendable {
    public let value: Int

    public init?(_ value: Int) {
        guard (1...65_535).contains(value) else { return nil }
        self.value = value
    }

    public static let first = Rank(unchecked: 1)

    private init(unchecked value: Int) { self.value = value }

    /// Orders ranks as numbers, so that better ranks come first: `#1 < #2`.
    public static func < (left: Rank, right: Rank) -> Bool { left.value < right.value }
}
