/// Which feed is meant, by a number that its owner gave it.
public struct FeedNumber: Hashable, Comparable, Sendable {
    public let value: Int

    public init(_ value: Int) { self.value = value }

    public static func < (left: FeedNumber, right: FeedNumber) -> Bool { left.value < right.value }
}
