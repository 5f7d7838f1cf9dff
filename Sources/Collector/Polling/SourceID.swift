/// The number of a source, assigned by the caller.
public struct SourceID: Hashable, Comparable, Sendable {
    public let value: Int

    public init(_ value: Int) { self.value = value }

    public static func < (left: SourceID, right: SourceID) -> Bool { left.value < right.value }
}
