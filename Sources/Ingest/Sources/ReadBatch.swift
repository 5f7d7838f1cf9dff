/// How many files are read at once, so that what is decoded of them is bounded; and which file is read alone, in parts.
public struct ReadBatch: Hashable, Sendable {
    /// Most files at once.
    public var files: Int
    /// Most bytes at once, unless a single file has more.
    public var bytes: Int

    /// A container of this many bytes or more is read alone, in parts.
    static let partedBytes = 64 << 10
    /// How many bytes a smaller container is taken to hold for each of its own.
    private static let unpacked = 16

    public init(files: Int, bytes: Int) { (self.files, self.bytes) = (files, bytes) }

    /// Decides how many of the first files are read at once.
    ///
    /// - Parameters:
    ///   - sizes: their bytes.
    ///   - isPacked: whether the file at an index is a container. Asked for as few files as possible.
    /// - Returns: 0 where the first file is to be read alone, in parts.
    /// - Complexity: O(count of the result).
    public func count(of sizes: some Sequence<Int>, isPacked: (Int) -> Bool) -> Int {
        var (count, sum) = (0, 0)
        for size in sizes.prefix(files) {
            let isPacked = isPacked(count)
            if isPacked, size >= Self.partedBytes { break }
            sum += isPacked ? size * Self.unpacked : size
            guard count == 0 || sum <= bytes else { break }
            count += 1
        }
        return count
    }
}
