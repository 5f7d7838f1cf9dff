/// Scores texts with one pattern, reusing its memory.
public struct FuzzyScorer {
    private let pattern: FuzzyPattern
    /// Two rows of scores, for a letter of the term and the one before it.
    private var rows: [Int32]

    public init(_ pattern: FuzzyPattern) {
        self.pattern = pattern
        rows = Array(repeating: Self.impossible, count: 2 * FuzzyPattern.textLimit)
    }

    private static let impossible = Int32.min / 2
    /// The score of a letter.
    private static let letter: Int32 = 16
    /// Added to the score of a letter that begins a word.
    private static let wordStart: Int32 = 10
    /// Added to the score of the first letter of the text.
    private static let textStart: Int32 = 4
    /// Added to the score of a letter directly after the previous one.
    private static let consecutive: Int32 = 9
    /// Subtracted for the first letter that is skipped between two matched ones, and for each further one.
    private static let (gap, longerGap): (Int32, Int32) = (4, 1)
    /// Added if a term is the whole text.
    private static let whole: Int32 = 24
    /// The minimum score per byte of a term; matches below it are scattered.
    private static let minimum: Int32 = 16

    /// Returns the score of a text; `nil` if it doesn't match.
    ///
    /// - Parameters:
    ///   - bytes: The bytes of a ``FuzzyText``.
    ///   - wordStarts: Its word starts.
    public mutating func score(_ bytes: UnsafeBufferPointer<UInt8>, wordStarts: UInt64) -> Int? {
        guard !pattern.isEmpty else { return nil }
        let text = UnsafeBufferPointer(rebasing: bytes.prefix(FuzzyPattern.textLimit))
        for term in pattern.terms where !Self.contains(text, inOrder: term) { return nil }
        var sum: Int32 = 0
        for term in pattern.terms {
            guard let score = score(of: term, in: text, wordStarts) else { return nil }
            sum += score
        }
        return Int(sum)
    }

    /// Returns whether the bytes of a term occur in this order: a fast test that most texts fail.
    private static func contains(_ text: UnsafeBufferPointer<UInt8>, inOrder term: [UInt8]) -> Bool {
        guard term.count <= min(text.count, FuzzyPattern.termLimit) else { return false }
        return term.withUnsafeBufferPointer { term in
            var next = 0
            for byte in text where byte == term[next] {
                next += 1
                if next == term.count { return true }
            }
            return false
        }
    }

    private mutating func score(
        of term: [UInt8],
        in text: UnsafeBufferPointer<UInt8>,
        _ wordStarts: UInt64
    ) -> Int32? {
        let count = text.count
        let best = rows.withUnsafeMutableBufferPointer { rows in
            for (index, byte) in term.enumerated() {
                let (row, previous) = ((index & 1) * count, (1 - (index & 1)) * count)
                Self.fill(
                    UnsafeMutableBufferPointer(rebasing: rows[row..<row + count]),
                    with: byte,
                    at: index,
                    after: UnsafeMutableBufferPointer(rebasing: rows[previous..<previous + count]),
                    in: text,
                    wordStarts
                )
            }
            let last = ((term.count - 1) & 1) * count
            return rows[last..<last + count].max() ?? Self.impossible
        }
        return Self.total(best, of: term, in: text)
    }

    /// Returns the score of a term from that of its letters; `nil` if they are scattered.
    private static func total(_ best: Int32, of term: [UInt8], in text: UnsafeBufferPointer<UInt8>) -> Int32? {
        guard best >= minimum * Int32(term.count) else { return nil }
        return best + (term.count == text.count ? whole : 0)
    }

    /// Sets the best score of a match of the term's first letters that ends at each position of the text.
    ///
    /// - Parameters:
    ///   - index: The position of `byte` in the term.
    ///   - previous: The row of the letter before it.
    private static func fill(
        _ row: UnsafeMutableBufferPointer<Int32>,
        with byte: UInt8,
        at index: Int,
        after previous: UnsafeMutableBufferPointer<Int32>,
        in text: UnsafeBufferPointer<UInt8>,
        _ wordStarts: UInt64
    ) {
        // The rest of a scalar directly follows its first byte.
        let isContinuation = byte & 0xC0 == 0x80
        var distant = impossible
        for position in 0..<text.count {
            if position > 1 { distant = max(distant - longerGap, previous[position - 2] - gap) }
            guard text[position] == byte else {
                row[position] = impossible
                continue
            }
            let bonus = bonus(at: position, wordStarts)
            if index == 0 {
                row[position] = letter + bonus + (position == 0 ? textStart : 0)
            } else {
                let near = position > 0 ? previous[position - 1] + letter + max(bonus, consecutive) : impossible
                row[position] = max(near, isContinuation ? impossible : distant + letter + bonus)
            }
        }
    }

    /// Returns the score added to a letter at a position: that of a word start, or none.
    private static func bonus(at position: Int, _ wordStarts: UInt64) -> Int32 {
        position < UInt64.bitWidth && wordStarts & 1 << UInt64(position) != 0 ? wordStart : 0
    }

    /// Returns the positions of the matched bytes; empty if the text doesn't match.
    func positions(in text: FuzzyText) -> [Int] {
        text.bytes.prefix(FuzzyPattern.textLimit).withUnsafeBufferPointer { bytes in
            var all: [Int] = []
            for term in pattern.terms {
                let positions = Self.positions(of: term, in: bytes, text.wordStarts)
                if positions.isEmpty { return [] }
                all += positions
            }
            return all
        }
    }

    private static func positions(
        of term: [UInt8],
        in text: UnsafeBufferPointer<UInt8>,
        _ wordStarts: UInt64
    ) -> [Int] {
        guard contains(text, inOrder: term) else { return [] }
        var rows = Array(repeating: Array(repeating: impossible, count: text.count), count: term.count)
        for (index, byte) in term.enumerated() {
            var previous = index > 0 ? rows[index - 1] : rows[index]
            previous.withUnsafeMutableBufferPointer { previous in
                rows[index].withUnsafeMutableBufferPointer {
                    fill($0, with: byte, at: index, after: previous, in: text, wordStarts)
                }
            }
        }
        let last = rows[term.count - 1]
        guard var position = last.indices.max(by: { last[$0] < last[$1] }),
            total(last[position], of: term, in: text) != nil
        else { return [] }
        var positions = [position]
        for row in rows.dropLast().reversed() {
            let next = position
            let bonus = bonus(at: next, wordStarts)
            // A letter before the previous one costs a gap, which a continuation byte can't have.
            func value(_ position: Int) -> Int32 {
                let skipped = Int32(next - position - 1)
                guard skipped > 0 else { return row[position] + max(bonus, consecutive) }
                return text[next] & 0xC0 == 0x80 ? impossible : row[position] + bonus - gap - longerGap * (skipped - 1)
            }
            position = row.indices.prefix(next).max { value($0) < value($1) } ?? 0
            positions.append(position)
        }
        return positions
    }
}
