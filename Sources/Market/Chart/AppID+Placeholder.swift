extension AppID {
    private static let placeholderPrefix = "launch:"

    /// Stands for the app of a documented launch whose id in its store nobody published.
    ///
    /// It begins with `launch:`. Apple's ids are digits, and a package name on Google Play is made of letters, digits,
    /// `_` and `.`, so that the colon keeps it apart from every id that a store can give.
    ///
    /// - Returns: `nil` where the launch's id is no part of an app id.
    public static func placeholder(forLaunch id: String) -> AppID? { AppID(stored: placeholderPrefix + id) }

    /// Whether it stands for an id that is not known.
    public var isPlaceholder: Bool { text.hasPrefix(Self.placeholderPrefix) }
}
