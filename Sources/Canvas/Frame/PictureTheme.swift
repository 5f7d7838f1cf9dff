/// The default colors and the palette of an SVG image; in a terminal, the user sets them.
public struct PictureTheme: Hashable, Sendable {
    public var foreground: String
    public var background: String
    /// The 16 palette colors, each as `#rrggbb`.
    public var sixteen: [String]

    public static let dark = PictureTheme(
        foreground: "#d8dee9",
        background: "#111418",
        sixteen: [
            "#20252c", "#cd3131", "#3fa34d", "#d7a021", "#3b78d8", "#a347ba", "#2aa1b3", "#c8ccd4", "#6b7280",
            "#f14c4c",
            "#57c46b", "#f0c94a", "#6aa5ff", "#c77bdb", "#4fc3d5", "#ffffff",
        ]
    )

    public static let light = PictureTheme(
        foreground: "#1f2328",
        background: "#ffffff",
        sixteen: [
            "#1f2328", "#b3261e", "#1a7f37", "#8a6100", "#0550ae", "#8250df", "#0f766e", "#6e7781", "#57606a",
            "#d1242f",
            "#2da44e", "#bf8700", "#218bff", "#a475f9", "#3192aa", "#e6e9ec",
        ]
    )

    /// Returns this theme with `color` as the background, or this theme unchanged if `color` is the terminal's default
    /// color.
    public func on(_ color: Color) -> PictureTheme {
        var theme = self
        theme.background = hex(color) ?? background
        return theme
    }

    func colors(of style: Style) -> (foreground: String, background: String?) {
        let ink = hex(style.foreground)
        let paper = hex(style.background)
        return style.attributes.contains(.reverse)
            ? (paper ?? background, ink ?? foreground) : (ink ?? foreground, paper)
    }

    private func hex(_ color: Color) -> String? {
        if case .palette(let index) = color, index < 16 { return sixteen[Int(index)] }
        return color.components.map { "#" + [$0.red, $0.green, $0.blue].map(Self.byte).joined() }
    }

    private static func byte(_ value: UInt8) -> String { (value < 16 ? "0" : "") + String(value, radix: 16) }
}
