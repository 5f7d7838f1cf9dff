public import Canvas

/// The brightness of the terminal's own background.
public enum Background: Hashable, Sendable {
    case dark, light

    /// Creates a background from `$COLORFGBG`, which contains the numbers of the foreground and background colors, 0 to
    /// 15, such as `15;0` or `0;default;15`.
    ///
    /// - Returns: `nil` if the background isn't a color number, as in `15;default`.
    public init?(colorfgbg: String) {
        guard let last = colorfgbg.split(separator: ";", omittingEmptySubsequences: false).last,
            let number = Int(last), (0..<16).contains(number)
        else { return nil }
        self = number == 7 || number > 8 ? .light : .dark
    }

    /// Creates a background from the luma of its color (ITU-R BT.601); `nil` for default colors and the 16 colors that
    /// users can redefine.
    public init?(_ color: Color) {
        guard let (red, green, blue) = color.components else { return nil }
        let luma = 0.299 * Double(red) + 0.587 * Double(green) + 0.114 * Double(blue)
        self = luma < 128 ? .dark : .light
    }
}
