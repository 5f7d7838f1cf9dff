/// A colour as a terminal knows it.
public enum Color: Hashable, Sendable {
    /// The terminal's own foreground or background.
    case standard
    /// 0–15 the user's palette, 16–231 the 6×6×6 cube, 232–255 greys, as xterm numbers them.
    case palette(UInt8)

    /// The nearest of the user's sixteen colours.
    public var amongSixteen: Color {
        guard case .palette(let index) = self, index > 15 else { return self }
        if index >= 232 { return .palette(index < 240 ? 8 : index < 250 ? 7 : 15) }
        let cube = Int(index) - 16
        let levels = [cube / 36, cube / 6 % 6, cube % 6]
        let most = levels.max() ?? 0
        guard most > 0 else { return .palette(0) }
        let bits = zip(levels, [1, 2, 4]).reduce(0) { $0 + (2 * $1.0 > most ? $1.1 : 0) }
        return .palette(UInt8(bits + (most >= 4 ? 8 : 0)))
    }
}
