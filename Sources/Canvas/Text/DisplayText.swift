/// Text made fit for a terminal: a row of glyphs of known width, free of anything that could move, hide or reverse.
///
/// App names come from strangers. This is the only way from a `String` into a frame, so nothing of a feed reaches a
/// terminal without passing here:
/// - controls and escape codes are dropped; tabs, line ends and odd spaces become plain spaces;
/// - bidirectional overrides, zero-width characters, variation selectors and tags are dropped;
/// - a joined emoji is cut to its first picture and skin tones are dropped, since terminals disagree on their width;
/// - what Unicode has not assigned, or left to private agreement, becomes `□`.
public struct DisplayText: Hashable, Sendable {
    public let glyphs: [Glyph]
    /// Columns in all.
    public let width: Int

    /// - Complexity: O(scalars).
    public init(_ text: some StringProtocol) {
        var builder = Builder()
        for scalar in text.unicodeScalars { builder.add(scalar) }
        self.init(glyphs: builder.glyphs)
    }

    init(glyphs: [Glyph]) {
        self.glyphs = glyphs
        width = glyphs.reduce(0) { $0 + $1.width }
    }

    public var text: String { glyphs.map(\.text).joined() }

    /// The text in at most `columns`, with `…` at the end where something had to go. Never half a wide glyph.
    public func fitted(to columns: Int) -> DisplayText {
        if width <= columns { return self }
        guard columns > 0 else { return DisplayText(glyphs: []) }
        var kept: [Glyph] = []
        var used = 0
        for glyph in glyphs {
            guard used + glyph.width <= columns - 1 else { break }
            kept.append(glyph)
            used += glyph.width
        }
        while let last = kept.last, last == .space { kept.removeLast() }
        return DisplayText(glyphs: kept + [Glyph("…", width: 1)])
    }
}

/// Columns that `text` takes once it is fit for display.
public func displayWidth(_ text: some StringProtocol) -> Int { DisplayText(text).width }

/// Turns scalars into glyphs one by one; the rules are `DisplayText`'s.
private struct Builder {
    var glyphs: [Glyph] = []
    private var skipsNextBase = false

    mutating func add(_ scalar: Unicode.Scalar) {
        let value = scalar.value
        switch value {
        case 0x20...0x7E: append(scalar, width: 1)
        case 0x09...0x0D, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F:
            append(" ", width: 1)
        case 0x3000:
            append(" ", width: 1)
            append(" ", width: 1)
        case 0x00...0x1F, 0x7F...0x9F, 0xAD, 0x061C, 0x200B, 0x200C, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F,
            0xFE00...0xFE0F, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE0FFF, 0x20E3:
            break
        case 0x200D:
            skipsNextBase = glyphs.last.map { isPicture($0.base) } ?? false
        case 0x1F3FB...0x1F3FF where glyphs.last.map { isPicture($0.base) } ?? false:
            break
        case 0xA1..<0x300: append(scalar, width: 1)
        default: addOther(scalar)
        }
    }

    private mutating func addOther(_ scalar: Unicode.Scalar) {
        switch scalar.properties.generalCategory {
        case .unassigned, .privateUse, .surrogate: append("□", width: 1)
        default:
            let width = DisplayWidth.columns(of: scalar)
            if width > 0 {
                append(scalar, width: width)
            } else if !glyphs.isEmpty, !skipsNextBase {
                glyphs[glyphs.count - 1].add(mark: scalar)
            }
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar, width: Int) {
        if skipsNextBase {
            skipsNextBase = false
            if isPicture(scalar) { return }
        }
        glyphs.append(Glyph(scalar, width: width))
    }

    private func isPicture(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value > 0x2000 && scalar.properties.isEmoji
    }
}
