extension Count {
    /// The values of one count that can be right; far below what would overflow when counts are added.
    public static let valueRange: ClosedRange<Int64> = 0...1_000_000_000_000_000

    /// The same for net units, from which refunds are subtracted.
    public static let netUnitRange: ClosedRange<Int64> = -1_000_000_000_000...1_000_000_000_000
}
