/// A type that scores texts with one pattern.
public struct FuzzyScorer: Sendable {
    let pattern: FuzzyPattern

    public init(_ pattern: FuzzyPattern) { self.pattern = pattern }

    static let impossible = Int32.min / 2
    /// The score of a matched letter.
    static let letter: Int32 = 16
    /// The score added for a letter that begins a word.
    static let wordStart: Int32 = 10
    /// The score added for the first letter of the text.
    static let textStart: Int32 = 4
    /// The minimum score added for a letter directly after the previous one.
    static let consecutive: Int32 = 9
    /// The scores subtracted for the first letter skipped between two matched letters and for each further one.
    static let (gap, longerGap): (Int32, Int32) = (4, 1)
    /// The score added if a term is the whole text.
    static let whole: Int32 = 24
    /// The minimum score per byte of a term. If the score is lower, the letters are too scattered to match.
    static let minimum: Int32 = 16

    /// Returns the score of a text; `nil` if it doesn't match.
    ///
    /// - Parameters:
    ///   - bytes: The bytes of a ``FuzzyText``.
    ///   - wordStarts: The text's ``FuzzyText/wordStarts``.
    /// - Complexity: O(text · query); O(text) for most texts that don't match and for terms that begin a word of the
    ///   text.
    public func score(_ bytes: UnsafeBufferPointer<UInt8>, wordStarts: UInt64) -> Int? {
        guard !pattern.isEmpty else { return nil }
        let text = UnsafeBufferPointer(rebasing: bytes.prefix(FuzzyPattern.textLimit))
        for term in pattern.terms where !Self.contains(text, inOrder: term) { return nil }
        var sum: Int32 = 0
        for term in pattern.terms {
            let best = term.withUnsafeBufferPointer { term in
                Self.scoreOfWord(term, in: text, wordStarts)
                    ?? (text.count <= UInt64.bitWidth
                        ? Self.sparseScore(of: term, in: text, wordStarts)
                        : Self.rows(of: term, in: text, wordStarts).last?.max() ?? Self.impossible)
            }
            guard let score = Self.total(best, of: term.count, in: text.count) else { return nil }
            sum += score
        }
        return Int(sum)
    }

    /// Returns whether the bytes of a term occur in a text in this order. This is a fast test that rejects most texts.
    static func contains(_ text: UnsafeBufferPointer<UInt8>, inOrder term: [UInt8]) -> Bool {
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

    /// Returns the score of a term, given the score of its letters; `nil` if the letters are too scattered.
    static func total(_ best: Int32, of count: Int, in textCount: Int) -> Int32? {
        guard best >= minimum * Int32(count) else { return nil }
        return best + (count == textCount ? whole : 0)
    }

    /// Returns the score added for a letter at a position: ``wordStart`` if a word begins there, otherwise 0.
    static func bonus(at position: Int, _ wordStarts: UInt64) -> Int32 {
        position < UInt64.bitWidth && wordStarts & 1 << UInt64(position) != 0 ? wordStart : 0
    }

    /// Returns the score of a match in which a word of the text begins with the term, which is the best possible match;
    /// `nil` if there is no such word.
    private static func scoreOfWord(
        _ term: UnsafeBufferPointer<UInt8>,
        in text: UnsafeBufferPointer<UInt8>,
        _ wordStarts: UInt64
    ) -> Int32? {
        var starts = wordStarts
        while starts != 0 {
            let start = starts.trailingZeroBitCount
            starts &= starts - 1
            guard start + term.count <= text.count else { return nil }
            guard term.indices.allSatisfy({ text[start + $0] == term[$0] }) else { continue }
            var score = letter * Int32(term.count) + wordStart + (start == 0 ? textStart : 0)
            for position in start + 1..<start + term.count {
                score += max(consecutive, bonus(at: position, wordStarts))
            }
            return score
        }
        return nil
    }

    /// Returns the best score of a term in a text of at most 64 bytes, using only the positions of its letters.
    private static func sparseScore(
        of term: UnsafeBufferPointer<UInt8>,
        in text: UnsafeBufferPointer<UInt8>,
        _ wordStarts: UInt64
    ) -> Int32 {
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2 * UInt64.bitWidth) { values in
            // The positions at which the first letters can end, one bit each, and their scores.
            var ends: UInt64 = 0
            var (current, previous) = (0, UInt64.bitWidth)
            for index in term.indices {
                let byte = term[index]
                let isContinuation = byte & 0xC0 == 0x80
                var next: UInt64 = 0
                var position = index == 0 ? 0 : ends.trailingZeroBitCount + 1
                while position < text.count {
                    defer { position += 1 }
                    guard text[position] == byte else { continue }
                    let bonus = bonus(at: position, wordStarts)
                    var best = impossible
                    if index == 0 {
                        best = letter + bonus + (position == 0 ? textStart : 0)
                    } else {
                        var before = ends & (1 << UInt64(position) - 1)
                        while before != 0 {
                            let end = before.trailingZeroBitCount
                            before &= before - 1
                            let skipped = Int32(position - end - 1)
                            if skipped == 0 {
                                best = max(best, values[previous + end] + letter + max(bonus, consecutive))
                            } else if !isContinuation {
                                let cost = gap + longerGap * (skipped - 1)
                                best = max(best, values[previous + end] + letter + bonus - cost)
                            }
                        }
                    }
                    guard best > impossible else { continue }
                    values[current + position] = best
                    next |= 1 << UInt64(position)
                }
                guard next != 0 else { return impossible }
                ends = next
                (current, previous) = (previous, current)
            }
            var best = impossible
            while ends != 0 {
                best = max(best, values[previous + ends.trailingZeroBitCount])
                ends &= ends - 1
            }
            return best
        }
    }
}
