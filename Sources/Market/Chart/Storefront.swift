/// A country's shop, by its two-letter code as Apple writes it: `us`, `gb`, `xk`.
public struct Storefront: Hashable, Comparable, Sendable {
    /// Lower case, two ASCII letters.
    public let code: String

    /// Creates a storefront from a code that launchtop stored itself, or from a constant. Any two ASCII letters are
    /// accepted, so that archives of earlier versions open; text from outside goes through ``parse(_:in:)``.
    public init?(stored text: String) {
        guard text.utf8.count == 2, text.utf8.allSatisfy({ (0x41...0x5A).contains($0 & 0xDF) }) else { return nil }
        code = text.lowercased()
    }

    /// Upper case, as screens show it: `US`.
    public var label: String { code.uppercased() }

    public static func < (left: Storefront, right: Storefront) -> Bool { left.code < right.code }
}
