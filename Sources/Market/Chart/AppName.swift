/// An app's name and developer, as the source spells them.
public struct AppName: Hashable, Sendable {
    public let name: String
    public let developer: String?

    /// Creates a name. Both texts are cut off at the first NUL character, because an archive can't store NUL.
    public init(_ name: String, developer: String?) {
        self.name = Self.withoutNUL(name)
        self.developer = developer.map(Self.withoutNUL)
    }

    private static func withoutNUL(_ text: String) -> String {
        guard let end = text.utf8.firstIndex(of: 0) else { return text }
        return String(decoding: text.utf8[..<end], as: UTF8.self)
    }
}
