/// A share of a whole as a bar.
public enum ProgressBar {
    private static let eighths: [String] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

    /// - Parameters:
    ///   - share: 0 to 1, clamped.
    ///   - columns: the bar's length.
    /// - Returns: the done and the open part, together `columns` wide.
    public static func parts(share: Double, columns: Int) -> (done: String, open: String) {
        let filled = Int((min(1, max(0, share)) * Double(columns) * 8).rounded(.down))
        let done = String(repeating: "█", count: filled / 8) + eighths[filled % 8]
        return (done, String(repeating: "░", count: max(0, columns - displayWidth(done))))
    }
}
