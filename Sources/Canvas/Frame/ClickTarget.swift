/// A region that can be clicked.
public struct ClickTarget: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// Equivalent to pressing this key.
        case key(Key)
        /// A row of the list, counted from its first.
        case row(Int)
        /// A strip on which a position is chosen, from left to right.
        case strip
    }

    public var region: Region
    public var kind: Kind

    public init(_ region: Region, _ kind: Kind) {
        self.region = region
        self.kind = kind
    }
}

extension Frame {
    /// Returns the topmost click target at a point.
    public func clickTarget(at point: Point) -> ClickTarget? { clickTargets.last { $0.region.contains(point) } }
}
