public import Canvas

extension DashboardState {
    /// Chooses the theme that frames are drawn with.
    ///
    /// - Parameter name: one of `themes.names`.
    /// - Returns: whether there is one of that name; otherwise nothing changes.
    public mutating func chooseTheme(_ name: String) -> Bool {
        guard themes.theme(named: name) != nil else { return false }
        themeName = name
        return true
    }

    /// The chosen theme as it is drawn with.
    public var theme: Theme {
        themes.theme(named: themeName) ?? themes.theme(named: ThemeCatalog.auto) ?? .standard
    }

    /// The whole screen in the chosen theme.
    public func frame() -> Frame { frame(theme: theme) }
}
