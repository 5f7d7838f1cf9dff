/// Round numbers for an axis.
public enum NiceScale {
    /// The least of 1, 1.2, 1.6, 2, 4, 5, 6, 8 × 10ⁿ that is not below `value`, each with a half that is still round.
    public static func ceiling(of value: Double) -> Double {
        guard value > 0, value.isFinite else { return 1 }
        var magnitude = 1.0
        while magnitude * 10 <= value { magnitude *= 10 }
        while magnitude > value { magnitude /= 10 }
        return [1, 1.2, 1.6, 2, 4, 5, 6, 8, 10].map { $0 * magnitude }.first { $0 >= value } ?? 10 * magnitude
    }
}
