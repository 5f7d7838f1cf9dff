/// A type that limits how many files are read at once, and decides which files are read alone in parts.
public struct ReadBatch: Hashable, Sendable {
    /// Maximum number of files in a batch.
    public var files: Int
    /// Maximum total size of a batch in bytes, unless a single file exceeds it.
    public var bytes: Int

    /// Minimum size in bytes of a container that is read alone, in parts.
    static let partedBytes = 64 << 10
    /// Assumed compression ratio of containers smaller than ``partedBytes``.
    private static let compressionRatio = 16

    public init(files: Int, bytes: Int) { (self.files, self.bytes) = (files, bytes) }

    /// Returns the number of files to read at once, starting with the first.
    ///
    /// - Parameters:
    ///   - sizes: The file sizes in bytes.
    ///   - isPacked: A closure that returns whether the file at an index is a container. It is called for as few files
    ///     as possible.
    /// - Returns: The number of files; 0 if there are none, or if the first must be read alone, in parts.
    /// - Complexity: O(result).
    public func count(of sizes: some Sequence<Int>, isPacked: (Int) -> Bool) -> Int {
        var (count, sum) = (0, 0)
        for size in sizes.prefix(files) {
            let isPacked = isPacked(count)
            if isPacked, size >= Self.partedBytes { break }
            sum += isPacked ? size * Self.compressionRatio : size
            guard count == 0 || sum <= bytes else { break }
            count += 1
        }
        return count
    }
}
