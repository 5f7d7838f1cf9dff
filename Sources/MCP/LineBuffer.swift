public import Foundation

/// A buffer that splits received bytes into lines of limited length.
public struct LineBuffer: Sendable {
    /// A received line, without its line break.
    public enum Line: Hashable, Sendable {
        case line(Data)
        /// A line that exceeded the limit; its contents were discarded.
        case tooLong
    }

    private let limit: Int
    private var rest = Data()
    private var isTooLong = false

    /// Creates a buffer.
    ///
    /// - Parameter limit: The maximum length of a line, in bytes.
    public init(limit: Int = 1 << 20) { self.limit = limit }

    /// Appends received bytes and returns the lines that are now complete. Empty lines are skipped. O(bytes).
    public mutating func append(_ bytes: Data) -> [Line] {
        var lines: [Line] = []
        var pieces = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let last = pieces.popLast()
        for piece in pieces {
            add(piece)
            if isTooLong {
                lines.append(.tooLong)
            } else if !rest.isEmpty {
                lines.append(.line(rest))
            }
            (rest, isTooLong) = (Data(), false)
        }
        if let last { add(last) }
        return lines
    }

    private mutating func add(_ piece: Data) {
        isTooLong = isTooLong || rest.count + piece.count > limit
        if isTooLong { rest = Data() } else { rest += piece }
    }
}
