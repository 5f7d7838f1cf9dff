public import Canvas

/// The brightness of the terminal's own background.
public enum Background: Hashable, Sendable {
    case dark, light

    /// Reads `$COLORFGBG`: foreground and background among the 16 colors, such as `15;0` or `0;default;15`.
    ///
    /// - Returns: `nil` if the background isn't a color number, as in `15;default`.
    public init?(colorfgbg: String) {
        guard let last = colorfgbg.split(separator: ";", omittingEmptySubsequences: false).last,
            let number = Int(last), (0..<16).contains(number)
        else { return nil }
        self = number == 7 || number > 8 ? .light : .dark
    }

    /// Returns the brightness of a color, by its luma (ITU-R BT.601); `nil` for default colors and the user's 16 colors.
    public init?(_ color: Color) {
        guard let (red, green, blue) = color.components else { return nil }
        let luma = 0.299 * Double(red) + 0.587 * Double(green) + 0.114 * Double(blue)
        self = luma < 128 ? .dark : .light
    }
}
