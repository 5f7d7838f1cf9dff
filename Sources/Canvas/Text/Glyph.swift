/// What one cell shows: a base scalar and up to two combining marks.
///
/// Two marks are what real names need (Thai vowels with tones); a pile of twenty would smear over other rows.
public struct Glyph: Hashable, Sendable {
    public let base: Unicode.Scalar
    public private(set) var marks: (first: Unicode.Scalar?, second: Unicode.Scalar?) = (nil, nil)
    /// 1 or 2 columns.
    public let width: Int

    init(_ base: Unicode.Scalar, width: Int) {
        self.base = base
        self.width = width
    }

    public static let space = Glyph(" ", width: 1)

    mutating func add(mark: Unicode.Scalar) {
        if marks.first == nil { marks.first = mark } else if marks.second == nil { marks.second = mark }
    }

    /// The glyph as text.
    public var text: String {
        var scalars = String.UnicodeScalarView()
        scalars.append(base)
        if let mark = marks.first { scalars.append(mark) }
        if let mark = marks.second { scalars.append(mark) }
        return String(scalars)
    }

    public static func == (left: Glyph, right: Glyph) -> Bool {
        left.base == right.base && left.marks == right.marks
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(base)
        hasher.combine(marks.first)
        hasher.combine(marks.second)
    }
}
