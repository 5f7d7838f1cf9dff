import Market

/// All names that were ever seen, folded into one run of bytes, so that a hundred thousand of them are looked through
/// between two key strokes.
struct NameSearch: Sendable {
    /// Folded names, each followed by a zero, which no folded name holds.
    private var bytes: [UInt8] = []
    /// Where each name begins, and whose it is.
    private var starts: [Int32] = []
    private var owners: [UInt32] = []
    private var known: Set<UInt64> = []

    /// Most bytes that are kept; names beyond them are not found.
    private static let limit = 64 << 20

    /// Adds a name of an app; one that folds to what is there already costs nothing.
    mutating func note(_ name: String, of handle: UInt32) {
        let folded = Array(FoldedText.folded(name).utf8)
        guard !folded.isEmpty, bytes.count + folded.count < Self.limit else { return }
        var hasher = Hasher()
        hasher.combine(handle)
        hasher.combine(folded)
        guard known.insert(UInt64(bitPattern: Int64(hasher.finalize()))).inserted else { return }
        starts.append(Int32(bytes.count))
        owners.append(handle)
        bytes += folded
        bytes.append(0)
    }

    /// The owners of the names that hold `text`, those that begin with it first, each once.
    func handles(holding text: String, limit: Int) -> [UInt32] {
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

    /// Calls `found` for each name that holds `needle`, until it returns `false`.
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
