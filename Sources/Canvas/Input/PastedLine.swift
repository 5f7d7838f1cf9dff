/// Pasted text as one line. Line breaks and tabs become spaces, and other control characters are dropped.
///
/// A run of line breaks and tabs, with the spaces around it, becomes one space, or is removed at either end of the
/// text. Other spaces are kept. The resulting line is unchanged if it is pasted again.
public struct PastedLine: Hashable, Sendable {
    /// The maximum number of scalars kept. The rest of a longer paste is dropped.
    public static let limit = 4096

    private var scalars: [Unicode.Scalar] = []
    /// The number of spaces after the last scalar that isn't a space. The spaces aren't in the line yet, because a line
    /// break may follow.
    private var spaces = 0
    private var hasBreak = false
    private var isCut = false

    public init() {}

    /// Creates a line from pasted text.
    ///
    /// - Complexity: O(scalars of `text`); memory is bounded by ``limit``.
    public init(_ text: some StringProtocol) {
        for scalar in text.unicodeScalars { add(scalar) }
    }

    /// Adds the next scalar of the pasted text.
    public mutating func add(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x09...0x0D, 0x85, 0x2028, 0x2029: hasBreak = true
        case 0x20: spaces += 1
        case ..<0x20, 0x7F...0x9F: break
        default:
            let gap = hasBreak ? min(1, scalars.count) : spaces
            (spaces, hasBreak) = (0, false)
            // After a part is dropped, the rest is dropped too, because it would look as if it followed the kept part.
            isCut = isCut || scalars.count + gap >= Self.limit
            guard !isCut else { return }
            scalars += repeatElement(" ", count: gap)
            scalars.append(scalar)
        }
    }

    /// The text on one line, without line breaks, tabs or control characters.
    public var text: String {
        let rest = hasBreak || isCut ? 0 : min(spaces, Self.limit - scalars.count)
        return String(String.UnicodeScalarView(scalars + repeatElement(" ", count: rest)))
    }
}
