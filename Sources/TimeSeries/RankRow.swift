/// The ranks of one id in consecutive ticks; 0 where the id is absent.
public struct RankRow: Sendable {
    private var bytes: [UInt8] = []
    private var words: [UInt16] = []

    subscript(index: Int) -> UInt16 { words.isEmpty ? UInt16(bytes[index]) : words[index] }

    /// The number of ticks.
    var count: Int { bytes.count + words.count }

    /// Creates a row of `count` ticks in which the id is absent.
    init(absent count: Int) { bytes = Array(repeating: 0, count: count) }

    /// Creates a row of ranks, which are in one of the arrays.
    init(_ bytes: [UInt8], _ words: [UInt16]) { (self.bytes, self.words) = (bytes, words) }

    /// Creates a row of ranks.
    init(_ ranks: [UInt16]) {
        if ranks.contains(where: { $0 > 255 }) { words = ranks } else { bytes = ranks.map { UInt8($0) } }
    }

    /// Returns the ranks in some ticks.
    func part(_ columns: Range<Int>) -> RankRow {
        columns.count == count
            ? self : words.isEmpty ? RankRow(Array(bytes[columns]), []) : RankRow([], Array(words[columns]))
    }
}
