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

extension Rank {
    /// Parses a rank in a table: `1`, or `1.0` as data frames write it.
    ///
    /// - Throws: `InvalidText` if the text isn't a whole number from 1 to 65535.
    public static func parse(_ text: String) throws(InvalidText) -> Rank {
        let value = try WholeNumber.parse(text, in: range)
        guard let rank = Rank(Int(value)) else { throw InvalidText("\(InvalidText.quoted(text)) isn't a rank") }
        return rank
    }

    private static let range: ClosedRange<Int64> = 1...65_535
}
