/// Text that is sanitized for a terminal. It consists of glyphs of known width, without anything that could move, hide
/// or reverse text.
///
/// App names are untrusted. Every string in a frame is converted to this type, so text from a source reaches a terminal
/// only after these steps:
/// - Control characters and escape codes are dropped; tabs, line ends and unusual spaces become spaces.
/// - Bidirectional overrides, zero-width characters, variation selectors and tags are dropped.
/// - A joined emoji is reduced to its first emoji and skin tones are dropped, because terminals disagree on their
///   width.
/// - A flag becomes its two letters.
/// - Separate Korean jamo are composed, because terminals disagree on their width too.
/// - Unassigned and private-use characters become `□`.
///
/// The original name isn't changed. JSON exports contain all of it; CSV exports contain everything except control
/// characters and bidirectional overrides.
public struct DisplayText: Hashable, Sendable {
    public let glyphs: [Glyph]
    /// The total width in columns.
    public let width: Int

    /// Creates sanitized text.
    ///
    /// - Complexity: O(scalars).
    public init(_ text: some StringProtocol) {
        var builder = GlyphBuilder()
        for scalar in text.unicodeScalars { builder.add(scalar) }
        self.init(glyphs: builder.glyphs)
    }

    init(glyphs: [Glyph]) {
        self.glyphs = glyphs
        width = glyphs.reduce(0) { $0 + $1.width }
    }

    public var text: String { glyphs.map(\.text).joined() }

    /// Returns the text, truncated with `…` if it is wider than `columns` columns. Wide glyphs are never split.
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
        return DisplayText(glyphs: kept + [Self.ellipsis])
    }

    /// Returns the text truncated to `columns` columns with `…` in the middle, for text such as a URL whose start and
    /// end are important. Two thirds of the columns are for the end, unless another part must be kept.
    ///
    /// - Parameter part: The glyphs to keep, as far as they fit (default: none); see ``differingPart(of:among:)``.
    public func fittedInMiddle(to columns: Int, keeping part: Range<Int>? = nil) -> DisplayText {
        if width <= columns { return self }
        guard columns > 2 else { return fitted(to: columns) }
        let part = part?.clamped(to: 0..<glyphs.count) ?? glyphs.count..<glyphs.count
        let start = DisplayText(glyphs: Array(glyphs[..<part.upperBound])).width
        let end = DisplayText(glyphs: Array(glyphs[part.lowerBound...])).width
        let head = (columns + 2) / 3
        if start < head || end <= columns - head { return joined(fitted(to: head).glyphs, to: columns) }
        if end < columns {
            return DisplayText(glyphs: fitted(to: columns - end).glyphs + glyphs[part.lowerBound...])
        }
        if start < columns { return joined(glyphs[..<part.upperBound] + [Self.ellipsis], to: columns) }
        let room = columns - (start + end - width) - 2
        guard room >= 0 else {
            return DisplayText(glyphs: [Self.ellipsis] + glyphs[part.lowerBound...]).fitted(to: columns)
        }
        return joined(fitted(to: room / 3 + 1).glyphs + glyphs[part] + [Self.ellipsis], to: columns)
    }

    private static let ellipsis = Glyph("…", width: 1)

    /// Returns a beginning followed by as many glyphs from the end of the text as fit in `columns` columns.
    private func joined(_ beginning: [Glyph], to columns: Int) -> DisplayText {
        var end: [Glyph] = []
        var used = beginning.reduce(0) { $0 + $1.width }
        for glyph in glyphs.reversed() {
            guard used + glyph.width <= columns else { break }
            end.append(glyph)
            used += glyph.width
        }
        return DisplayText(glyphs: beginning + end.reversed())
    }
}

/// Returns the width in columns of `text` after it is sanitized.
public func displayWidth(_ text: some StringProtocol) -> Int { printableCount(text) ?? DisplayText(text).width }

/// Returns the length in bytes of text that is printable ASCII, which is the usual case; `nil` for other text.
func printableCount(_ text: some StringProtocol) -> Int? {
    func isPrintable(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x7F }
    // Use contiguous bytes if possible, because widths are needed very often.
    let isPlain =
        text.utf8.withContiguousStorageIfAvailable { $0.allSatisfy(isPrintable) } ?? text.utf8.allSatisfy(isPrintable)
    return isPlain ? text.utf8.count : nil
}
