extension AppID {
    private static let placeholderPrefix = "launch:"

    /// Returns a placeholder id for the app of a documented launch whose store id was never published.
    ///
    /// It starts with `launch:`. Apple's ids are digits, and Google Play package names consist of letters, digits, `_` and
    /// `.`, so the colon distinguishes it from every real id.
    ///
    /// - Returns: `nil` if the launch's id contains characters that an app id can't have.
    public static func placeholder(forLaunch id: String) -> AppID? { AppID(stored: placeholderPrefix + id) }

    /// Whether this is a placeholder for an unknown id.
    public var isPlaceholder: Bool { text.hasPrefix(Self.placeholderPrefix) }
}
