extension Count {
    /// Valid values of one count, far below the values that could overflow when added.
    public static let valueRange: ClosedRange<Int64> = 0...1_000_000_000_000_000

    /// Valid values of net units, from which refunds are subtracted.
    public static let netUnitRange: ClosedRange<Int64> = -1_000_000_000_000...1_000_000_000_000
}
