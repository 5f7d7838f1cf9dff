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

    /// A description of the time zone for clock times, with its offset at the page's instant.
    public var zoneDescription: String { zone.description(at: instant) }

    /// The current theme, adapted to the terminal.
    public var theme: Theme {
        themes.theme(named: themeName) ?? themes.theme(named: ThemeCatalog.auto) ?? .standard
    }

    /// Draws the whole screen in the current theme.
    public func frame() -> Frame { frame(theme: theme) }
}
