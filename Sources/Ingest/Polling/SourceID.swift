/// Which feed is meant, by a number that its owner gave it.
public struct SourceID: Hashable, Comparable, Sendable {
    public let value: Int

    public init(_ value: Int) { self.value = value }

    public static func < (left: SourceID, right: SourceID) -> Bool { left.value < right.value }
}
