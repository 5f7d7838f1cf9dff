/// A row of eighth blocks: one column a value.
public enum Sparkline {
    private static let levels: [Unicode.Scalar] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// What is absent is drawn as, which is not a low value.
    public static let unknown: Unicode.Scalar = "·"

    /// One column.
    ///
    /// - Parameter value: 0 (low) to 1 (high); what is outside is drawn as the nearer end.
    public static func level(_ value: Double) -> Unicode.Scalar { levels[Int((min(1, max(0, value)) * 7).rounded())] }

    /// - Parameter values: 0 (low) to 1 (high); `nil` is absent.
    public static func text(_ values: [Double?]) -> String {
        var scalars = String.UnicodeScalarView()
        for value in values {
            guard let value, value.isFinite else {
                scalars.append(unknown)
                continue
            }
            scalars.append(level(value))
        }
        return String(scalars)
    }
}
