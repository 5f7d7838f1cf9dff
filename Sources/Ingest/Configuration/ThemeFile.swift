/// A theme of one's own, as its file says it: what differs from a base. The format is described in `docs/formats/theme-file.md`.
///
/// What can be said of a screen is known to who draws it; here it is words. See ``ThemeVocabulary``.
public struct ThemeFile: Hashable, Sendable {
    /// A colour of letters and lines. The ground is always the terminal's own.
    public enum ThemeColor: Hashable, Sendable {
        /// The terminal's own.
        case standard
        /// As xterm numbers them; below 16 the user's.
        case palette(UInt8)
        case rgb(UInt8, UInt8, UInt8)
    }

    /// What a file says of a look; what it does not say stays as the base has it.
    public struct Style: Hashable, Sendable {
        public var color: ThemeColor?
        public var bold: Bool?
        public var dim: Bool?
        public var underline: Bool?
        public var reverse: Bool?

        init(color: ThemeColor? = nil) { self.color = color }
    }

    /// What it differs from; `nil` where the file does not say.
    public internal(set) var base: String?
    /// By meaning.
    public internal(set) var styles: [String: Style] = [:]
    /// In place of the base's lines, where the file has any. These have no base: what is not said is plain.
    public internal(set) var lines: [Style]?

    init() {}

    /// Whether a theme can be called that: letters, digits, `-`, `_` and `.` (not first) of ASCII, at most 64. So it is a
    /// file's name and never a path.
    public static func isName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count) && text.first != "."
            && text.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
                    || [0x2D, 0x2E, 0x5F].contains(byte)
            }
    }
}
