/// A share of a whole as a bar: what is done for certain, what may be done, what is open.
public struct ProgressBar: Hashable, Sendable {
    /// 0 to 1, done for certain.
    public let least: Double
    /// 0 to 1, done at the most; as `least` where the share is known.
    public let most: Double
    /// What follows the bar: the share in words, when the whole may be reached.
    public var words: String
    public var doneStyle: Style
    public var openStyle: Style

    /// Shares are clamped.
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

    /// The bar alone, `columns` wide: done, perhaps done, open.
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

    /// Draws the bar and its words on the first row; the bar takes what room the words leave, or none.
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
