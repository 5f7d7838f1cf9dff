/// What an app is known by for ever: Apple's number (beyond 32 bits since 2025) or Google's package name.
///
/// Text, because it is a name and not a quantity: nothing is ever added to it, and JSON readers that keep
/// numbers as doubles must not get the chance to round it.
public struct AppID: Hashable, Comparable, Sendable {
    /// 1 to 255 printable ASCII characters without a space.
    public let text: String

    /// Creates an id from text that launchtop stored itself, or from a constant. Any 1 to 255 printable ASCII characters
    /// without a space are accepted, so that archives of earlier versions open; text from outside goes through
    /// ``parse(_:in:)``.
    public init?(stored text: String) {
        guard (1...255).contains(text.utf8.count), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            return nil
        }
        self.text = text
    }

    /// Shorter numbers first, so that numeric ids order as numbers.
    public static func < (left: AppID, right: AppID) -> Bool {
        (left.text.utf8.count, left.text) < (right.text.utf8.count, right.text)
    }
}
