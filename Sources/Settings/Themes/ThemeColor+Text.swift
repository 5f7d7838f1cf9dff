extension ThemeFile.ThemeColor {
    private static let eight = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]

    /// The names of the 16 ANSI colors in order, followed by the name of the terminal's default color.
    static let names = eight + eight.map { "bright-\($0)" } + ["default"]

    /// Parses a color such as `#4aa3ff`, `blue`, `bright-blue` or `default`. Returns `nil` for any other text.
    init?(_ text: String) {
        if text == "default" {
            self = .standard
        } else if let index = Self.names.firstIndex(of: text) {
            self = .palette(UInt8(index))
        } else {
            let digits = text.utf8.dropFirst().compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
            guard text.hasPrefix("#"), digits.count == 6, text.utf8.count == 7 else { return nil }
            let bytes = stride(from: 0, to: 6, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
            self = .rgb(bytes[0], bytes[1], bytes[2])
        }
    }
}
