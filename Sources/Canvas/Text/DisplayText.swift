/// Text made fit for a terminal: a row of glyphs of known width, free of anything that could move, hide or reverse.
///
/// App names come from strangers. This is the only way from a `String` into a frame, so nothing of a feed reaches a
/// terminal without passing here:
/// - controls and escape codes are dropped; tabs, line ends and odd spaces become plain spaces;
/// - bidirectional overrides, zero-width characters, variation selectors and tags are dropped;
/// - a joined emoji is cut to its first picture and skin tones are dropped, since terminals disagree on their width;
/// - a flag becomes the two letters that it is made of;
/// - Korean letters that were sent one by one are put together, since terminals disagree on these too;
/// - what Unicode has not assigned, or left to private agreement, becomes `□`.
///
/// The raw name stays where it came from: JSON gives all of it, CSV all but controls and overrides of direction.
public struct DisplayText: Hashable, Sendable {
    public let glyphs: [Glyph]
    /// Columns in all.
    public let width: Int

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
public func displayWidth(_ text: some StringProtocol) -> Int { printableCount(text) ?? DisplayText(text).width }

/// Bytes of a text that is printable ASCII and nothing else, as most text is; `nil` for all other.
func printableCount(_ text: some StringProtocol) -> Int? {
    func isPrintable(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x7F }
    // Byte by byte through the bytes themselves, where they lie together: widths are asked for all the time.
    let isPlain =
        text.utf8.withContiguousStorageIfAvailable { $0.allSatisfy(isPrintable) } ?? text.utf8.allSatisfy(isPrintable)
    return isPlain ? text.utf8.count : nil
}
