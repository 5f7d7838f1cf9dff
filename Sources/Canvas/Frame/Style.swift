/// The colors and attributes of a cell.
///
/// The two colors and the attributes are stored in one 64-bit word, so that frames are small and fast to compare.
public struct Style: Hashable, Sendable {
    public struct Attributes: OptionSet, Hashable, Sendable {
        public let rawValue: UInt8
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        public static let bold = Attributes(rawValue: 1)
        public static let dim = Attributes(rawValue: 2)
        public static let underline = Attributes(rawValue: 4)
        public static let reverse = Attributes(rawValue: 8)
    }

    /// The foreground in bits 0–25, the background in bits 26–51, and the attributes in bits 52–59.
    private var bits: UInt64

    public init(_ foreground: Color = .standard, on background: Color = .standard, _ attributes: Attributes = []) {
        bits = Self.packed(foreground) | Self.packed(background) << 26 | UInt64(attributes.rawValue) << 52
    }

    public static let plain = Style()

    public var foreground: Color {
        get { Self.color(bits) }
        set { self = Style(newValue, on: background, attributes) }
    }

    public var background: Color {
        get { Self.color(bits >> 26) }
        set { self = Style(foreground, on: newValue, attributes) }
    }

    public var attributes: Attributes {
        get { Attributes(rawValue: UInt8(truncatingIfNeeded: bits >> 52)) }
        set { self = Style(foreground, on: background, newValue) }
    }

    /// Returns this style with `attributes` added.
    public func with(_ attributes: Attributes) -> Style {
        var style = self
        style.bits |= UInt64(attributes.rawValue) << 52
        return style
    }

    /// Returns this style with colors that a terminal with the given depth can display and that stay readable.
    public func reduced(to depth: Color.Depth) -> Style {
        // Instead of dark gray, use dim, which is readable on every background.
        if depth == .eight, background == .standard, foreground.reduced(to: .sixteen) == .palette(8) {
            return Style(.standard, on: .standard, attributes.union(.dim))
        }
        let (newForeground, newBackground) = (foreground.reduced(to: depth), background.reduced(to: depth))
        // The darkest of the eight is unreadable on a dark background; bold is drawn brighter on terminals without more
        // colors.
        if depth == .eight, newForeground == .palette(4), newBackground == .standard || foreground == background {
            return Style(newForeground, on: newBackground, attributes.union(.bold))
        }
        guard depth == .eight || depth == .sixteen, newBackground != .standard, foreground != background else {
            return Style(newForeground, on: newBackground, attributes)
        }
        // Colors that were different may have become similar, so text on a background becomes black or white.
        return Style(
            newBackground.isLightAmongSixteen ? .palette(0) : .palette(depth == .eight ? 7 : 15),
            on: newBackground,
            attributes
        )
    }

    /// Returns a color as 26 bits: its kind in bits 24–25 and its value in the lower bits.
    private static func packed(_ color: Color) -> UInt64 {
        switch color {
        case .standard: 0
        case .palette(let index): 1 << 24 | UInt64(index)
        case .rgb(let red, let green, let blue): 2 << 24 | UInt64(red) << 16 | UInt64(green) << 8 | UInt64(blue)
        }
    }

    private static func color(_ bits: UInt64) -> Color {
        let low = UInt8(truncatingIfNeeded: bits)
        switch bits >> 24 & 3 {
        case 1: return .palette(low)
        case 2: return .rgb(UInt8(truncatingIfNeeded: bits >> 16), UInt8(truncatingIfNeeded: bits >> 8), low)
        default: return .standard
        }
    }
}
