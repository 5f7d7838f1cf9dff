/// The words that a theme file may use. Who draws has the list; who reads does not know that there is a screen.
public struct ThemeVocabulary: Hashable, Sendable {
    /// Themes that one can begin with.
    public var bases: [String]
    /// What a look can be for.
    public var roles: [String]
    /// Most looks of lines.
    public var lineLimit: Int

    public init(bases: [String], roles: [String], lineLimit: Int) {
        self.bases = bases
        self.roles = roles
        self.lineLimit = lineLimit
    }
}
