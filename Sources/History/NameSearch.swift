import Market

/// A search index over every name seen so far.
///
/// The folded names are stored in one buffer, which makes it possible to search a hundred thousand of them between two
/// keystrokes.
struct NameSearch: Sendable {
    /// Folded names, each followed by a zero byte, which no folded name contains.
    private var bytes: [UInt8] = []
    /// The start of each name in `bytes`.
    private var starts: [Int32] = []
    /// The handle of each name's app.
    private var owners: [UInt32] = []
    /// The word starts of each name; see ``FuzzyText/wordStarts``.
    private var wordStarts: [UInt64] = []
    private var known: Set<UInt64> = []

    /// The maximum number of bytes to store. Names beyond the limit aren't stored and can't be found.
    private static let limit = 64 << 20

    /// Adds a name of an app, unless the app already has a name with the same folded text.
    mutating func note(_ name: String, of handle: UInt32) {
        let text = FuzzyText(name)
        let folded = text.bytes
        guard !folded.isEmpty, bytes.count + folded.count < Self.limit else { return }
        var hasher = Hasher()
        hasher.combine(handle)
        hasher.combine(folded)
        guard known.insert(UInt64(bitPattern: Int64(hasher.finalize()))).inserted else { return }
        starts.append(Int32(bytes.count))
        owners.append(handle)
        wordStarts.append(text.wordStarts)
        bytes += folded
        bytes.append(0)
    }

    /// Returns the handles of at most `limit` apps with a name that contains `text`. Apps with a name that begins with
    /// `text` come first.
    func handles(matching text: String, limit: Int) -> [UInt32] {
        let needle = Array(FoldedText.folded(text).utf8)
        guard !needle.isEmpty, limit > 0 else { return [] }
        var beginning: [UInt32] = []
        var inside: [UInt32] = []
        eachMatch(of: needle) { name, isAtStart in
            let owner = owners[name]
            if isAtStart {
                if !beginning.contains(owner) { beginning.append(owner) }
            } else if inside.count < limit, !inside.contains(owner) {
                inside.append(owner)
            }
            return beginning.count < limit
        }
        return Array((beginning + inside.filter { !beginning.contains($0) }).prefix(limit))
    }

    /// Returns the handles of at most `limit` apps with a name that matches a pattern, with the score of the best name,
    /// best first. If scores are equal, the app with the shorter name comes first, then the app registered first.
    ///
    /// - Complexity: O(bytes of all names · bytes of the pattern); most names are rejected in one pass.
    func handles(matching pattern: FuzzyPattern, limit: Int) -> [(handle: UInt32, score: Int)] {
        guard !pattern.isEmpty, limit > 0 else { return [] }
        var best = BestNames(limit: limit)
        let scorer = FuzzyScorer(pattern)
        bytes.withUnsafeBufferPointer { bytes in
            for name in starts.indices {
                let start = Int(starts[name])
                let end = name + 1 < starts.count ? Int(starts[name + 1]) - 1 : bytes.count - 1
                let text = UnsafeBufferPointer(rebasing: bytes[start..<end])
                guard let score = scorer.score(text, wordStarts: wordStarts[name]) else { continue }
                best.add(owners[name], score: score, length: end - start)
            }
        }
        return best.sorted
    }

    /// Calls `found` for each name that contains `needle`, until it returns `false`.
    private func eachMatch(of needle: [UInt8], _ found: (Int, Bool) -> Bool) {
        let first = needle[0]
        bytes.withUnsafeBufferPointer { bytes in
            for name in starts.indices {
                let start = Int(starts[name])
                let end = name + 1 < starts.count ? Int(starts[name + 1]) - 1 : bytes.count - 1
                guard end - start >= needle.count else { continue }
                for position in start...(end - needle.count) where bytes[position] == first {
                    if needle.indices.allSatisfy({ bytes[position + $0] == needle[$0] }) {
                        guard found(name, position == start) else { return }
                        break
                    }
                }
            }
        }
    }
}

/// A list that keeps only the apps with the best scores.
private struct BestNames {
    private let limit: Int
    private var names: [(owner: UInt32, order: Int)] = []
    /// The value that a name's order must exceed for the name to be among the best. The order combines the score and
    /// length of a name.
    private var floor = Int.min

    init(limit: Int) { self.limit = limit }

    /// The number of low bits of a name's order that hold its length.
    private static let lengthBits = 10

    mutating func add(_ owner: UInt32, score: Int, length: Int) {
        let order = score << Self.lengthBits - min(length, 1 << Self.lengthBits - 1)
        guard order > floor else { return }
        names.append((owner, order))
        // Several names may belong to one app.
        if names.count >= 8 * limit + 64 { cut() }
    }

    private mutating func cut() {
        names = unique
        if names.count == limit, let last = names.last { floor = last.order }
    }

    private var unique: [(owner: UInt32, order: Int)] {
        var seen: Set<UInt32> = []
        let ordered = names.sorted { ($0.order, $1.owner) > ($1.order, $0.owner) }
        return Array(ordered.filter { seen.insert($0.owner).inserted }.prefix(limit))
    }

    var sorted: [(handle: UInt32, score: Int)] {
        unique.map { ($0.owner, ($0.order + 1 << Self.lengthBits - 1) >> Self.lengthBits) }
    }
}
