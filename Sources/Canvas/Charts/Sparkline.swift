/// Functions that return the characters of a sparkline: a row of eighth blocks with one column per value.
public enum Sparkline {
    private static let levels: [Unicode.Scalar] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// The character for missing data, distinct from the character for a low value.
    public static let unknown: Unicode.Scalar = "·"

    /// Returns the character for one column.
    ///
    /// - Parameter value: The value from 0 (low) to 1 (high); other values are clamped.
    public static func level(_ value: Double) -> Unicode.Scalar { levels[Int((min(1, max(0, value)) * 7).rounded())] }

    /// Returns the character for one column of a sparkline that has another sparkline above it. The highest block isn't
    /// used, so that the two sparklines remain separate.
    ///
    /// - Parameter value: The value from 0 (low) to 1 (high); other values are clamped.
    public static func rowLevel(_ value: Double) -> Unicode.Scalar {
        levels[Int((min(1, max(0, value)) * 6).rounded())]
    }
}
