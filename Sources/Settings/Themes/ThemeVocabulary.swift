/// The names that are valid in a theme file. The dashboard defines them.
public struct ThemeVocabulary: Hashable, Sendable {
    /// The themes that can be used as a base.
    public var bases: [String]
    /// The roles that a style can be set for.
    public var roles: [String]
    /// The maximum number of line styles.
    public var lineLimit: Int

    public init(bases: [String], roles: [String], lineLimit: Int) {
        self.bases = bases
        self.roles = roles
        self.lineLimit = lineLimit
    }
}
