extension Count {
    /// The valid values of one count, small enough that sums can't overflow.
    public static let valueRange: ClosedRange<Int64> = 0...1_000_000_000_000_000

    /// The valid values of net units, from which refunds are subtracted.
    public static let netUnitRange: ClosedRange<Int64> = -1_000_000_000_000...1_000_000_000_000
}
