public import Canvas

/// The themes that can be chosen by name, and what the terminal makes of them.
public struct ThemeCatalog: Hashable, Sendable {
    /// The name that leaves the choice to the ground.
    public static let auto = "auto"
    /// Names that no theme of one's own can take, as they are offered.
    public static let builtIn = [auto, "dark", "light", "mono"]

    /// What is known of the terminal's ground: what `auto` follows. `nil` for nothing.
    public var background: Background?
    /// Whether there are colours. Without any, `mono` stands in for each theme that has some.
    public var hasColor = true
    /// What lines are made of in all themes.
    public var marks = DotMarks.braille
    private var own: [String: Theme] = [:]

    public init() {}

    /// The built-in names, then one's own by the alphabet.
    public var names: [String] { Self.builtIn + own.keys.sorted() }

    /// Adds a theme, or puts another in its place; a built-in name stays what it is.
    public mutating func put(_ theme: Theme, as name: String) {
        guard !Self.builtIn.contains(name) else { return }
        own[name] = theme
    }

    /// The theme as it is drawn with; `nil` where there is none of that name.
    public func theme(named name: String) -> Theme? {
        guard var theme = chosen(name) else { return nil }
        if !hasColor, theme.hasColor { theme = .mono }
        theme.marks = marks
        return theme
    }

    private func chosen(_ name: String) -> Theme? {
        switch name {
        case Self.auto: background.map { $0 == .dark ? .dark : .light } ?? .standard
        case "dark": .dark
        case "light": .light
        case "mono": .mono
        default: own[name]
        }
    }
}
