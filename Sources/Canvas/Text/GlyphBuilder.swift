/// A type that converts scalars to glyphs according to the rules of ``DisplayText``.
struct GlyphBuilder {
    private(set) var glyphs: [Glyph] = []
    /// Whether to drop the next emoji, because it follows a joiner after another emoji.
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
        case 0x1F1E6...0x1F1FF:
            append(Unicode.Scalar(0x41 + value - 0x1F1E6) ?? "?", width: 1)
        // Accented letters, and the lines, blocks and braille used by charts.
        case 0xA1..<0x300, 0x2500...0x259F, 0x2800...0x28FF: append(scalar, width: 1)
        // Egyptian hieroglyphs use format controls without a visible form.
        case 0x13430...0x1345F: break
        // Fillers, selectors and format characters are invisible. Joined emoji were handled above.
        case _ where scalar.properties.isDefaultIgnorableCodePoint: break
        case 0x1160...0x11FF: addJamo(scalar)
        default: addOther(scalar)
        }
    }

    private mutating func addOther(_ scalar: Unicode.Scalar) {
        guard let width = DisplayWidth.columns(of: scalar) else { return append("□", width: 1) }
        if width > 0 { append(scalar, width: width) } else { mark(scalar) }
    }

    private mutating func mark(_ scalar: Unicode.Scalar) {
        guard let last = glyphs.last, !skipsNextBase else { return }
        glyphs[glyphs.count - 1] = last.adding(mark: scalar)
    }

    /// Composes a Korean vowel or final consonant with the preceding jamo or syllable into one syllable.
    ///
    /// Reference: The Unicode Standard, section 3.12, Conjoining Jamo Behavior.
    private mutating func addJamo(_ scalar: Unicode.Scalar) {
        let value = scalar.value
        if let last = glyphs.last, last.marks.first == nil {
            let base = last.base.value
            if (0x1100...0x1112).contains(base), (0x1161...0x1175).contains(value),
                let syllable = Unicode.Scalar(0xAC00 + ((base - 0x1100) * 21 + value - 0x1161) * 28)
            {
                glyphs[glyphs.count - 1] = Glyph(syllable, width: 2)
                return
            }
            if (0xAC00...0xD7A3).contains(base), (base - 0xAC00) % 28 == 0, (0x11A8...0x11C2).contains(value),
                let syllable = Unicode.Scalar(base + value - 0x11A7)
            {
                glyphs[glyphs.count - 1] = Glyph(syllable, width: 2)
                return
            }
        }
        mark(scalar)
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
