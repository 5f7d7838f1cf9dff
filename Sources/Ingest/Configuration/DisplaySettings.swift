/// How things look.
public struct DisplaySettings: Hashable, Sendable {
    /// When colours are used.
    public enum ColorUse: String, CaseIterable, Hashable, Sendable {
        /// Where the terminal has them and NO_COLOR is not set.
        case auto
        case always
        case never
    }

    /// The name of a theme: one that is built in, or of a file among the themes. Whether there is one is not known here.
    public var theme = "auto"
    /// Whether nothing but ASCII is drawn, also where the terminal could do better.
    public var usesASCII = false
    public var color = ColorUse.auto
    /// The zone that times are shown in, as ``TimeZoneName/known(_:)`` gives it.
    public var zone = TimeZoneName.utc
    /// Whether clicks and the wheel are taken from the start.
    public var usesMouse = true

    public init() {}
}
