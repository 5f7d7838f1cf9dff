/// A row of eighth blocks, one column per value.
public enum Sparkline {
    private static let levels: [Unicode.Scalar] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// The character for missing data, which isn't a low value.
    public static let unknown: Unicode.Scalar = "·"

    /// Returns the character of one column.
    ///
    /// - Parameter value: 0 (low) to 1 (high), clamped.
    public static func level(_ value: Double) -> Unicode.Scalar { levels[Int((min(1, max(0, value)) * 7).rounded())] }

    /// Returns the character of one column in rows of sparklines below each other, which stay apart because the highest
    /// block is left out.
    ///
    /// - Parameter value: 0 (low) to 1 (high), clamped.
    public static func rowLevel(_ value: Double) -> Unicode.Scalar {
        levels[Int((min(1, max(0, value)) * 6).rounded())]
    }
}
