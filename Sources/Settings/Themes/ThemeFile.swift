/// A custom theme: its differences from a base theme. `docs/formats/theme-file.md` describes the format.
///
/// Roles are identified by name, because the code that draws the screen defines them. See ``ThemeVocabulary``.
public struct ThemeFile: Hashable, Sendable {
    /// A foreground color. The background is always the terminal's.
    public enum ThemeColor: Hashable, Sendable {
        /// The terminal's default foreground.
        case standard
        /// A color of the xterm 256-color palette. The first 16 depend on the terminal's settings.
        case palette(UInt8)
        case rgb(UInt8, UInt8, UInt8)
    }

    /// The properties of a style that a theme file sets. A property that is `nil` comes from the base theme.
    public struct Style: Hashable, Sendable {
        public var color: ThemeColor?
        public var bold: Bool?
        public var dim: Bool?
        public var underline: Bool?
        public var reverse: Bool?

        init(color: ThemeColor? = nil) { self.color = color }
    }

    /// The base theme; `nil` if the file doesn't name one.
    public internal(set) var base: String?
    /// The styles by role.
    public internal(set) var styles: [String: Style] = [:]
    /// The styles of chart lines, which replace those of the base theme; `nil` if the file doesn't set them. In these
    /// styles, a property that isn't set has its plain value, not the value of the base theme.
    public internal(set) var lines: [Style]?
    /// The colors of ranks, from the worst rank to the best, which replace those of the base theme; `nil` if the file
    /// doesn't set them.
    public internal(set) var ranks: [Style]?

    init() {}

    /// Returns whether a text is a valid theme name: 1 to 64 ASCII letters, digits, `-`, `_` and `.`, not starting with
    /// `.`. A valid name is also a file name and never a path.
    public static func isName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count) && text.first != "."
            && text.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
                    || [0x2D, 0x2E, 0x5F].contains(byte)
            }
    }
}

/// The names that are valid in a theme file. The dashboard defines them.
public struct ThemeVocabulary: Hashable, Sendable {
    /// The themes that can be used as a base.
    public var bases: [String]
    /// The roles that a style can be set for.
    public var roles: [String]
    /// The maximum number of styles in `lines` and in `ranks`.
    public var lineLimit: Int

    public init(bases: [String], roles: [String], lineLimit: Int) {
        self.bases = bases
        self.roles = roles
        self.lineLimit = lineLimit
    }
}
