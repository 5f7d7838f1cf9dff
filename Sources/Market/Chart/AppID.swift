/// The permanent id of an app: Apple's number (more than 32 bits since 2025) or Google's package name.
///
/// The id is stored as text, because it isn't a quantity and because JSON parsers that store numbers as doubles could
/// round it.
public struct AppID: Hashable, Comparable, Sendable {
    /// The id: 1 to 255 printable ASCII characters other than space.
    public let text: String

    /// Creates an id from text that launchtop stored itself, or from a constant. Accepts any text of 1 to 255 printable
    /// ASCII characters other than space, so that archives of earlier versions can be read. Parse external text with
    /// ``parse(_:in:)``.
    public init?(stored text: String) {
        guard (1...255).contains(text.utf8.count), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            return nil
        }
        self.text = text
    }

    /// Orders shorter ids first, so that numeric ids sort as numbers.
    public static func < (left: AppID, right: AppID) -> Bool {
        (left.text.utf8.count, left.text) < (right.text.utf8.count, right.text)
    }
}

extension AppID {
    private static let placeholderPrefix = "launch:"

    /// Returns a placeholder id for the app of a documented launch whose store id was never published.
    ///
    /// It starts with `launch:`. Apple's ids are digits, and Google Play package names consist of letters, digits, `_`
    /// and `.`, so the colon distinguishes it from every real id.
    ///
    /// - Returns: The placeholder; `nil` if the launch's id contains characters that an app id can't have.
    public static func placeholder(forLaunch id: String) -> AppID? { AppID(stored: placeholderPrefix + id) }

    /// Whether this is a placeholder for an unknown id.
    public var isPlaceholder: Bool { text.hasPrefix(Self.placeholderPrefix) }
}
