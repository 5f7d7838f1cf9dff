public import Canvas

/// The available themes by name, adapted to the terminal.
public struct ThemeCatalog: Hashable, Sendable {
    /// The name that selects a theme according to the terminal's background.
    public static let auto = "auto"
    /// The names of the built-in themes, which custom themes can't use.
    public static let builtIn = [auto, "dark", "light"] + palettes.map(\.name) + ["mono"]
    /// The built-in themes for terminals with particular color palettes, with their names.
    public static let palettes: [(name: String, theme: Theme)] = [
        ("contrast", .contrast), ("ember", .ember), ("fjord", .fjord), ("lagoon", .lagoon), ("plum", .plum),
        ("sand", .sand),
    ]

    /// The terminal's background, which `auto` follows; `nil` if unknown.
    public var background: Background?
    /// The number of colors that the terminal can display. Without colors, ``Theme/mono`` replaces themes that have
    /// colors.
    public var depth = Color.Depth.palette
    /// The marks used to draw chart lines.
    public var marks = DotMarks.braille
    private var custom: [String: Theme] = [:]

    public init() {}

    /// The names of all themes: the built-in ones, followed by the custom ones in alphabetical order.
    public var names: [String] { Self.builtIn + custom.keys.sorted() }

    /// Adds or replaces a custom theme. A theme with the name of a built-in theme is ignored.
    public mutating func put(_ theme: Theme, as name: String) {
        guard !Self.builtIn.contains(name) else { return }
        custom[name] = theme
    }

    /// Returns the theme with a name, adapted to the terminal; `nil` if there is no theme with this name.
    public func theme(named name: String) -> Theme? {
        guard var theme = original(name) else { return nil }
        if depth == .none, theme.hasColor { theme = .mono }
        theme.marks = marks
        theme.depth = marks == .ascii ? min(depth, .sixteen) : depth
        return theme
    }

    private func original(_ name: String) -> Theme? {
        switch name {
        case Self.auto: background.map { $0 == .dark ? .dark : .light } ?? .standard
        case "dark": .dark
        case "light": .light
        case "mono": .mono
        default: Self.palettes.first { $0.name == name }?.theme ?? custom[name]
        }
    }
}
