public import Canvas
import Market

extension DashboardState {
    /// Sets the theme that frames are drawn with.
    ///
    /// - Parameter name: One of `themes.names`.
    /// - Returns: Whether there is such a theme. If not, nothing changes.
    public mutating func chooseTheme(_ name: String) -> Bool {
        guard themes.theme(named: name) != nil else { return false }
        themeName = name
        return true
    }

    /// Returns a note on how to keep a display setting that was changed in the dashboard.
    ///
    /// - Parameter key: The key of the setting in the config file.
    public static func keepHint(_ key: String, _ value: String) -> String {
        "to keep it after you quit, set \(key) = \"\(value)\" in [display] of the config file"
    }

    /// Sets the theme that the user chose, and says how to keep it.
    ///
    /// - Returns: Whether there is such a theme.
    mutating func takeTheme(_ name: String) -> Bool {
        guard chooseTheme(name) else { return false }
        message = "theme: \(name); \(Self.keepHint("theme", name))"
        return true
    }

    /// A description of the time zone for clock times, with its offset at the page's instant.
    public var zoneDescription: String { zone.description(at: instant) }

    /// The current theme, adapted to the terminal.
    public var theme: Theme {
        themes.theme(named: themeName) ?? themes.theme(named: ThemeCatalog.auto) ?? .standard
    }

    /// Draws the whole screen in the current theme.
    public func frame() -> Frame { frame(theme: theme) }

    /// Draws the whole screen for a terminal. It's filled if the theme is for light backgrounds and the terminal's is dark
    /// or unknown, or the other way around.
    public func terminalFrame() -> Frame {
        var frame = frame()
        if let plain = theme.plainStyle(on: themes.background) {
            frame.restyle(frame.region) { style in
                if style.foreground == .standard { style.foreground = plain.foreground }
                if style.background == .standard { style.background = plain.background }
            }
        }
        return frame
    }
}
