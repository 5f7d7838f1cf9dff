/// A row of eighth blocks: one column a value.
public enum Sparkline {
    private static let levels: [Unicode.Scalar] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// - Parameter values: 0 (low) to 1 (high); `nil` is absent and drawn as `·`, which is not a low value.
    public static func text(_ values: [Double?]) -> String {
        var scalars = String.UnicodeScalarView()
        for value in values {
            guard let value, value.isFinite else {
                scalars.append("·")
                continue
            }
            scalars.append(levels[min(7, max(0, Int((value * 7).rounded())))])
        }
        return String(scalars)
    }
}
