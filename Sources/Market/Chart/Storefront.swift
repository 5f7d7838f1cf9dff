/// A country's shop, by its two-letter code as Apple writes it: `us`, `gb`, `xk`.
///
/// Any two ASCII letters are accepted. Which of them a store really serves changes from year to year,
/// so that is the poller's question and not the vocabulary's.
public struct Storefront: Hashable, Comparable, Sendable {
    /// Lower case, two ASCII letters.
    public let code: String

    public init?(_ text: String) {
        guard text.utf8.count == 2, text.utf8.allSatisfy({ (0x41...0x5A).contains($0 & 0xDF) }) else { return nil }
        code = text.lowercased()
    }

    /// Upper case, as screens show it: `US`.
    public var label: String { code.uppercased() }

    public static func < (left: Storefront, right: Storefront) -> Bool { left.code < right.code }
}
