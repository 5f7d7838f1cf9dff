/// The store of one country, identified by Apple's two-letter code: `us`, `gb`, `xk`.
public struct Storefront: Hashable, Comparable, Sendable {
    /// The code, two lowercase ASCII letters.
    public let code: String

    /// Creates a storefront from a code that launchtop stored itself, or from a constant. Accepts any two ASCII
    /// letters, so that archives of earlier versions can be read. Parse external text with ``parse(_:in:)``.
    public init?(stored text: String) {
        guard text.utf8.count == 2, text.utf8.allSatisfy({ (0x41...0x5A).contains($0 & 0xDF) }) else { return nil }
        code = text.lowercased()
    }

    /// The uppercase code shown on screens: `US`.
    public var label: String { code.uppercased() }

    public static func < (left: Storefront, right: Storefront) -> Bool { left.code < right.code }
}
