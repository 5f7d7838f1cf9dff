/// A bar for a share that may be known only within bounds: a certain part, an uncertain part and the rest.
public struct ProgressBar: Hashable, Sendable {
    /// The lower bound, 0 to 1.
    public let minimum: Double
    /// The upper bound, 0 to 1; equal to `minimum` if the share is known.
    public let maximum: Double
    public var doneStyle: Style
    public var openStyle: Style

    /// Creates a bar; shares are clamped.
    public init(
        share: ClosedRange<Double>,
        doneStyle: Style = .plain,
        openStyle: Style = .plain
    ) {
        minimum = min(1, max(0, share.lowerBound))
        maximum = min(1, max(minimum, share.upperBound))
        self.doneStyle = doneStyle
        self.openStyle = openStyle
    }

    private static let eighths: [String] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

    /// Returns the bar, `columns` wide.
    public func pieces(columns: Int) -> [StyledText] {
        let columns = max(0, columns)
        let filled = Int((minimum * Double(columns) * 8).rounded(.down))
        let done = String(repeating: "█", count: filled / 8) + Self.eighths[filled % 8]
        let used = (filled + 7) / 8
        let perhaps = maximum > minimum ? max(0, Int((maximum * Double(columns)).rounded(.up)) - used) : 0
        let rest = columns - used - perhaps
        return [
            StyledText(done, doneStyle), StyledText(String(repeating: "▒", count: perhaps), doneStyle),
            StyledText(String(repeating: "░", count: max(0, rest)), openStyle),
        ].filter { !$0.text.isEmpty }
    }
}
