/// Text prepared for fuzzy matching: folded, with the positions at which words begin.
public struct FuzzyText: Hashable, Sendable {
    /// The folded text as UTF-8.
    public private(set) var bytes: [UInt8] = []
    /// A bit for each of the first 64 bytes, lowest first, set if a word begins there. In "ChatGPT 4o", words begin at
    /// C, G and 4.
    public private(set) var wordStarts: UInt64 = 0
    /// The position of each byte's scalar in the original text; empty unless requested.
    private(set) var origins: [Int] = []

    /// Prepares a text for matching.
    ///
    /// - Complexity: O(length). Only the first 200 characters are used.
    public init(_ text: String) { self.init(FoldedText.scalars(of: text), keepsOrigins: false) }

    init(_ scalars: some Sequence<Unicode.Scalar>, keepsOrigins: Bool) {
        var previous = Kind.separator
        for (origin, scalar) in scalars.enumerated() {
            let start = bytes.count
            FoldedText.append(scalar, to: &bytes)
            guard bytes.count > start else {
                if !Self.isMark(scalar) { previous = .separator }
                continue
            }
            let kind = Kind(of: scalar)
            if start < UInt64.bitWidth, kind.beginsWord(after: previous) { wordStarts |= 1 << UInt64(start) }
            if keepsOrigins { origins += Array(repeating: origin, count: bytes.count - start) }
            previous = kind
        }
    }

    /// Returns whether a scalar changes the letter before it, such as a combining accent.
    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        !scalar.isASCII && scalar.properties.generalCategory == .nonspacingMark
    }

    private enum Kind {
        case separator, upper, digit, other

        init(of scalar: Unicode.Scalar) {
            if scalar.isASCII {
                switch UInt8(scalar.value) {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"): self = .upper
                case UInt8(ascii: "0")...UInt8(ascii: "9"): self = .digit
                case UInt8(ascii: "a")...UInt8(ascii: "z"): self = .other
                default: self = .separator
                }
            } else {
                self = scalar.properties.isUppercase ? .upper : .other
            }
        }

        func beginsWord(after previous: Kind) -> Bool {
            switch (previous, self) {
            case (.separator, _), (_, .separator): true
            case (.other, .upper), (.other, .digit), (.upper, .digit): true
            default: false
            }
        }
    }
}
