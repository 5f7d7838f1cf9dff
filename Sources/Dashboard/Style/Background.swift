/// What a terminal's own background is like.
public enum Background: Hashable, Sendable {
    case dark, light

    /// As `$COLORFGBG` tells it: foreground and background among the sixteen, such as `15;0` or `0;default;15`.
    ///
    /// - Returns: `nil` where the background is no number, as in `15;default`.
    public init?(colorfgbg: String) {
        guard let last = colorfgbg.split(separator: ";", omittingEmptySubsequences: false).last,
            let number = Int(last), (0..<16).contains(number)
        else { return nil }
        self = number == 7 || number > 8 ? .light : .dark
    }
}
