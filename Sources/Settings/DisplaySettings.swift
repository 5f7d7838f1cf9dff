/// The settings for the display.
public struct DisplaySettings: Hashable, Sendable {
    /// The setting that determines whether colors are used.
    public enum ColorUse: String, CaseIterable, Hashable, Sendable {
        /// Colors if the terminal supports them and NO_COLOR isn't set.
        case auto
        case always
        case never
    }

    /// The name of a built-in theme or of a theme file. The theme might not exist.
    public var theme = "auto"
    /// Whether the screen is drawn with ASCII only.
    public var usesASCII = false
    public var color = ColorUse.auto
    /// The time zone for displayed times, as returned by ``TimeZoneName/known(_:)``.
    public var zone = TimeZoneName.utc
    /// Whether the mouse is enabled when the program starts.
    public var usesMouse = true
    /// Whether rank changes in new snapshots aren't highlighted.
    public var reducesMotion = false

    public init() {}
}
