extension Rank {
    /// Parses a rank as tables write it: `1`, or `1.0` as in data frames.
    ///
    /// - Throws: `InvalidText` if the text isn't a whole number from 1 to 65535.
    public static func parse(_ text: String) throws(InvalidText) -> Rank {
        let value = try WholeNumber.parse(text, in: range)
        guard let rank = Rank(Int(value)) else { throw InvalidText("\(InvalidText.quoted(text)) isn't a rank") }
        return rank
    }

    private static let range: ClosedRange<Int64> = 1...65_535
}
