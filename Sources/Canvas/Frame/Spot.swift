/// A place that can be clicked.
public struct Spot: Hashable, Sendable {
    public enum Meaning: Hashable, Sendable {
        /// The same as pressing this key.
        case key(Key)
        /// A row of the list that is shown, counted from its first.
        case row(Int)
        /// A strip along which a position is chosen, from its left end to its right.
        case strip
    }

    public var region: Region
    public var meaning: Meaning

    public init(_ region: Region, _ meaning: Meaning) {
        self.region = region
        self.meaning = meaning
    }
}

extension Frame {
    /// What lies at a place; the topmost where several do.
    public func spot(at point: Point) -> Spot? { spots.last { $0.region.contains(point) } }
}
