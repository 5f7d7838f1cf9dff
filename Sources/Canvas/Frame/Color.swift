/// A terminal color.
public enum Color: Hashable, Sendable {
    /// The terminal's default foreground or background.
    case standard
    /// A palette color, numbered as in xterm: 0–15 are the user's colors, 16–231 are the 6×6×6 cube, and 232–255 are
    /// grays.
    case palette(UInt8)
    /// A color with red, green and blue components, for terminals with direct color. Other terminals show the nearest
    /// color that they have.
    case rgb(UInt8, UInt8, UInt8)

    /// The number of colors that a terminal can display.
    public enum Depth: Int, Comparable, Sendable, CaseIterable {
        case none
        case eight
        case sixteen
        case palette
        case direct

        public static func < (left: Depth, right: Depth) -> Bool { left.rawValue < right.rawValue }
    }

    /// Returns the nearest color that a terminal with the given depth can display. The user's 16 colors are never
    /// converted to RGB; other palette colors become RGB in a terminal with direct color, in case its palette was
    /// changed.
    public func reduced(to depth: Depth) -> Color {
        switch (self, depth) {
        case (.standard, _), (_, .none): .standard
        case (.palette(let index), .eight): .palette(amongEight(index > 15 ? amongSixteen(cube) : index))
        case (.palette(let index), .sixteen): .palette(index > 15 ? amongSixteen(cube) : index)
        case (.rgb, .eight): .palette(amongEight(amongSixteen(cube)))
        case (.rgb, .sixteen): .palette(amongSixteen(cube))
        case (.rgb, .palette): .palette(cube)
        case (.palette(16...), .direct): usualRGB
        case (.palette, _), (.rgb, .direct): self
        }
    }

    /// The RGB components of the color, with palette colors as in xterm's default palette; `nil` for the default color
    /// and the user's 16 colors.
    public var components: (red: UInt8, green: UInt8, blue: UInt8)? {
        switch self {
        case .standard, .palette(..<16): return nil
        case .rgb(let red, let green, let blue): return (red, green, blue)
        case .palette(let index) where index >= 232:
            let gray = 8 + 10 * (index - 232)
            return (gray, gray, gray)
        case .palette(let index):
            let cube = index - 16
            return (Self.levels[Int(cube / 36)], Self.levels[Int(cube / 6 % 6)], Self.levels[Int(cube % 6)])
        }
    }

    /// Returns this color mixed with another one. If either is the default color or one of the user's 16 colors,
    /// returns this color.
    ///
    /// - Parameter share: The share of this color, from 0 to 1.
    public func mixed(_ share: Double, with other: Color) -> Color {
        guard let mine = components, let others = other.components else { return self }
        func mix(_ left: UInt8, _ right: UInt8) -> UInt8 {
            UInt8((Double(left) * share + Double(right) * (1 - share)).rounded())
        }
        return .rgb(mix(mine.red, others.red), mix(mine.green, others.green), mix(mine.blue, others.blue))
    }

    /// The RGB color that a palette color has in xterm's default palette. Other colors are unchanged.
    public var usualRGB: Color {
        guard case .palette(let index) = self else { return self }
        let sixteen = Self.usualSixteen
        let (red, green, blue) = components ?? sixteen[Int(index) % sixteen.count]
        return .rgb(red, green, blue)
    }

    private static let usualSixteen: [(red: UInt8, green: UInt8, blue: UInt8)] = [
        (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
        (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255),
        (255, 255, 255),
    ]

    private static let levels: [UInt8] = [0, 95, 135, 175, 215, 255]

    /// The palette index of the nearest color in the cube or the grays.
    private var cube: UInt8 {
        guard case .rgb(let red, let green, let blue) = self else {
            if case .palette(let index) = self { return index }
            return 7
        }
        let steps = [red, green, blue].map { channel in
            Self.levels.indices.min { distance(Self.levels[$0], channel) < distance(Self.levels[$1], channel) } ?? 0
        }
        let mean = (Int(red) + Int(green) + Int(blue)) / 3
        let gray = max(0, min(23, (mean - 3) / 10))
        let grayLevel = UInt8(8 + 10 * gray)
        let inCube = zip(steps, [red, green, blue]).reduce(0) { $0 + distance(Self.levels[$1.0], $1.1) }
        let inGray = [red, green, blue].reduce(0) { $0 + distance(grayLevel, $1) }
        return UInt8(inGray < inCube ? 232 + gray : 16 + 36 * steps[0] + 6 * steps[1] + steps[2])
    }

    private func distance(_ left: UInt8, _ right: UInt8) -> Int {
        let difference = Int(left) - Int(right)
        return difference * difference
    }

    /// Whether the color is one of the user's 16 colors and, in common palettes, black text is easier to read on it
    /// than white text.
    var isLightAmongSixteen: Bool {
        guard case .palette(let index) = self else { return false }
        return [2, 3, 6, 7, 10, 11, 13, 14, 15].contains(index)
    }

    /// Returns the index of the nearest of the eight basic colors for an index below 16. Dark gray becomes light gray,
    /// because black would be invisible.
    private func amongEight(_ index: UInt8) -> UInt8 { index == 8 ? 7 : index % 8 }

    /// Returns the index of the nearest of the user's 16 colors. The hue has priority over the brightness.
    private func amongSixteen(_ index: UInt8) -> UInt8 {
        if index < 16 { return index }
        if index >= 232 { return index < 246 ? 8 : index < 252 ? 7 : 15 }
        let cube = Int(index) - 16
        let levels = [cube / 36, cube / 6 % 6, cube % 6]
        let maximum = levels.max() ?? 0
        guard maximum > 0 else { return 0 }
        // Half as much green as red is orange, which is closer to yellow than to red.
        let bits =
            (2 * levels[0] > maximum ? 1 : 0) + (2 * levels[1] >= maximum ? 2 : 0) + (2 * levels[2] > maximum ? 4 : 0)
        // Only the brightest colors become bright ones, because bright yellow is unreadable on a light background.
        return UInt8(bits + (maximum >= 5 ? 8 : 0))
    }
}
