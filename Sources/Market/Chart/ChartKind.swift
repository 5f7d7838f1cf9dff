/// The kind of a chart: `top-free`, `top-paid`, `top-grossing`, or another store's own kind.
///
/// The kind is a slug rather than an enumeration case, because stores and collectors keep adding charts, and charts of
/// unknown kinds are stored too.
public struct ChartKind: Hashable, Comparable, Sendable {
    /// The kind as a slug of 1 to 64 characters, each `a`–`z`, `0`–`9` or `-`.
    public let slug: String

    public init?(_ text: String) {
        let lowered = text.lowercased()
        let legal = lowered.utf8.allSatisfy {
            (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
        }
        guard legal, (1...64).contains(lowered.utf8.count) else { return nil }
        slug = lowered
    }

    private init(known: String) { slug = known }

    public static let topFree = ChartKind(known: "top-free")
    public static let topPaid = ChartKind(known: "top-paid")
    public static let topGrossing = ChartKind(known: "top-grossing")

    /// The display name: "Top Free" for `top-free`.
    public var name: String {
        slug.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
    }

    public static func < (left: ChartKind, right: ChartKind) -> Bool { left.slug < right.slug }
}
