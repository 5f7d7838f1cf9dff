/// Methods that find the positions of matched letters, using a table with a score for each position. Filling the table
/// is slower than computing only the score of a text, so this is done only for visible or long texts.
extension FuzzyScorer {
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

    /// Returns a row for each byte of a term. For each position in the text, a row contains the best score of a match
    /// that ends at this position and consists of the term's bytes up to the row's byte.
    static func rows(
        of term: UnsafeBufferPointer<UInt8>,
        in text: UnsafeBufferPointer<UInt8>,
        _ wordStarts: UInt64
    ) -> [[Int32]] {
        var rows: [[Int32]] = []
        for (index, byte) in term.enumerated() {
            // The rest of a scalar directly follows its first byte.
            let isContinuation = byte & 0xC0 == 0x80
            var distant = impossible
            var row = Array(repeating: impossible, count: text.count)
            for position in text.indices {
                if index > 0, position > 1 {
                    distant = max(distant - longerGap, rows[index - 1][position - 2] - gap)
                }
                guard text[position] == byte else { continue }
                let bonus = bonus(at: position, wordStarts)
                if index == 0 {
                    row[position] = letter + bonus + (position == 0 ? textStart : 0)
                } else if position > 0 {
                    let near = rows[index - 1][position - 1] + letter + max(bonus, consecutive)
                    row[position] = max(near, isContinuation ? impossible : distant + letter + bonus)
                }
            }
            rows.append(row)
        }
        return rows
    }

    private static func positions(
        of term: [UInt8],
        in text: UnsafeBufferPointer<UInt8>,
        _ wordStarts: UInt64
    ) -> [Int] {
        guard contains(text, inOrder: term) else { return [] }
        let rows = term.withUnsafeBufferPointer { Self.rows(of: $0, in: text, wordStarts) }
        guard let last = rows.last, var position = last.indices.max(by: { last[$0] < last[$1] }),
            total(last[position], of: term.count, in: text.count) != nil
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
