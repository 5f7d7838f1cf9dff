/// A progress bar for a share that may be known only within bounds. The bar has a certain part, an uncertain part and
/// an open part.
public struct ProgressBar: Hashable, Sendable {
    /// The lower bound of the share, from 0 to 1.
    public let minimum: Double
    /// The upper bound of the share, from 0 to 1; equal to `minimum` if the share is known exactly.
    public let maximum: Double
    public var doneStyle: Style
    public var openStyle: Style

    /// Creates a bar. The bounds of the share are clamped to the range 0 to 1.
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

    /// Returns the text of the bar, which is `columns` columns wide. The bar consists of whole cells, so that the open
    /// part begins right after the done part. The bar is full only if the share is certainly 1.
    public func pieces(columns: Int) -> [StyledText] {
        let columns = max(0, columns)
        let done = Int((minimum * Double(columns)).rounded(.down))
        let perhaps = maximum > minimum ? Int((maximum * Double(columns)).rounded(.up)) - done : 0
        return [
            StyledText(String(repeating: "█", count: done), doneStyle),
            StyledText(String(repeating: "▒", count: perhaps), doneStyle),
            StyledText(String(repeating: "░", count: columns - done - perhaps), openStyle),
        ].filter { !$0.text.isEmpty }
    }
}
