import Market

/// A search index over every name seen so far.
///
/// The folded names are stored in one buffer, so that a hundred thousand of them can be searched between two keystrokes.
struct NameSearch: Sendable {
    /// Folded names, each followed by a zero, which no folded name contains.
    private var bytes: [UInt8] = []
    /// The start of each name in `bytes`.
    private var starts: [Int32] = []
    /// The app of each name.
    private var owners: [UInt32] = []
    private var known: Set<UInt64> = []

    /// Maximum number of bytes to store; names beyond that can't be found.
    private static let limit = 64 << 20

    /// Adds a name of an app, unless a name that folds to the same text was added before.
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

    /// Returns the apps with a name that contains `text`, without duplicates; names that begin with it come first.
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
