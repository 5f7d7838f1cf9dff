/// The settings for the display.
public struct DisplaySettings: Hashable, Sendable {
    /// The setting for the use of colors.
    public enum ColorUse: String, CaseIterable, Hashable, Sendable {
        /// Use colors if the terminal supports them and NO_COLOR is not set.
        case auto
        case always
        case never
    }

    /// The name of a built-in theme or of a theme file. It isn't checked whether the theme exists.
    public var theme = "auto"
    /// Whether the screen is drawn with ASCII only.
    public var usesASCII = false
    public var color = ColorUse.auto
    /// The time zone for displayed times, as returned by ``TimeZoneName/known(_:)``.
    public var zone = TimeZoneName.utc
    /// Whether the mouse is enabled at the start.
    public var usesMouse = true

    public init() {}
}
