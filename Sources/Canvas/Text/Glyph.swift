/// The content of one cell: a base scalar and up to two combining marks.
///
/// Two marks suffice for almost all names, such as those with Thai vowels and tones; a Burmese syllable with four marks
/// loses two. More marks could cover other rows. Three scalars of 21 bits and a bit for the width fit into one word, so
/// that frames are small and fast to compare.
public struct Glyph: Hashable, Sendable {
    let bits: UInt64

    private static let mask: UInt64 = 0x1F_FFFF

    init(_ base: Unicode.Scalar, width: Int) {
        bits = UInt64(base.value) | (width == 2 ? 1 << 63 : 0)
    }

    /// Creates a glyph from its stored form.
    ///
    /// - Precondition: `bits` is the stored form of a glyph.
    init(bits: UInt64) { self.bits = bits }

    public static let space = Glyph(" ", width: 1)

    /// The width in columns, 1 or 2.
    public var width: Int { bits >> 63 == 0 ? 1 : 2 }

    public var base: Unicode.Scalar { scalar(at: 0) ?? " " }

    public var marks: (first: Unicode.Scalar?, second: Unicode.Scalar?) { (scalar(at: 21), scalar(at: 42)) }

    private func scalar(at bit: UInt64) -> Unicode.Scalar? {
        let value = UInt32(bits >> bit & Self.mask)
        return value == 0 ? nil : Unicode.Scalar(value)
    }

    /// Returns the glyph with one more mark, or unchanged if it already has two.
    func adding(mark: Unicode.Scalar) -> Glyph {
        let marks = marks
        if marks.second != nil { return self }
        return Glyph(bits: bits | UInt64(mark.value) << (marks.first == nil ? 21 : 42))
    }

    /// The glyph as text.
    public var text: String {
        var scalars = String.UnicodeScalarView()
        scalars.append(base)
        if let mark = marks.first { scalars.append(mark) }
        if let mark = marks.second { scalars.append(mark) }
        return String(scalars)
    }
}
