/// A place that can be clicked.
public struct ClickTarget: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// The same as pressing this key.
        case key(Key)
        /// A row of the list that is shown, counted from its first.
        case row(Int)
        /// A strip along which a position is chosen, from its left end to its right.
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
    /// What lies at a place; the topmost where several do.
    public func clickTarget(at point: Point) -> ClickTarget? { clickTargets.last { $0.region.contains(point) } }
}
