/// A share as a bar with a certain part, an uncertain part and the rest.
public struct ProgressBar: Hashable, Sendable {
    /// The lower bound, 0 to 1.
    public let least: Double
    /// The upper bound, 0 to 1; equal to `least` if the share is known.
    public let most: Double
    /// Text after the bar: the share, and when the goal may be reached.
    public var words: String
    public var doneStyle: Style
    public var openStyle: Style

    /// Creates a bar; shares are clamped.
    public init(
        share: ClosedRange<Double>,
        words: String = "",
        doneStyle: Style = .plain,
        openStyle: Style = .plain
    ) {
        least = min(1, max(0, share.lowerBound))
        most = min(1, max(least, share.upperBound))
        self.words = words
        self.doneStyle = doneStyle
        self.openStyle = openStyle
    }

    private static let eighths: [String] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

    /// Returns the bar alone, `columns` wide.
    public func pieces(columns: Int) -> [StyledText] {
        let columns = max(0, columns)
        let filled = Int((least * Double(columns) * 8).rounded(.down))
        let done = String(repeating: "█", count: filled / 8) + Self.eighths[filled % 8]
        let used = (filled + 7) / 8
        let perhaps = most > least ? max(0, Int((most * Double(columns)).rounded(.up)) - used) : 0
        let rest = columns - used - perhaps
        return [
            StyledText(done, doneStyle), StyledText(String(repeating: "▒", count: perhaps), doneStyle),
            StyledText(String(repeating: "░", count: max(0, rest)), openStyle),
        ].filter { !$0.text.isEmpty }
    }

    /// Draws the bar and its text in the first row; the bar gets the space left by the text, possibly none.
    public func draw(in region: Region, on frame: inout Frame) {
        let width = words.isEmpty ? 0 : displayWidth(words) + 1
        let columns = region.width - width
        guard columns >= 4 else {
            frame.write(words, in: region, style: doneStyle)
            return
        }
        frame.write(pieces(columns: columns) + [StyledText(words.isEmpty ? "" : " " + words)], in: region)
    }
}
