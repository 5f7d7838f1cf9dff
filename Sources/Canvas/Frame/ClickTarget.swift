/// A region that can be clicked.
public struct ClickTarget: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// A click that is equivalent to pressing a key.
        case key(Key)
        /// A row of a list, counted from 0.
        case row(Int)
        /// A strip on which a click selects a position from left to right.
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
    /// Returns the topmost click target at a point; `nil` if there is none.
    public func clickTarget(at point: Point) -> ClickTarget? { clickTargets.last { $0.region.contains(point) } }
}
