/// A price in a store, in the currency of its storefront.
public struct Price: Hashable, Sendable {
    /// The price in thousandths of the currency's unit. No currency has more than three decimals.
    public var thousandths: Int64
    /// The currency as an ISO 4217 code, such as `USD`.
    public var currency: String

    public init(thousandths: Int64, currency: String) {
        (self.thousandths, self.currency) = (thousandths, currency)
    }

    /// Parses an amount as a store writes it, such as `4.99`, `600` or `0.00000`, without converting it to binary.
    ///
    /// - Returns: `nil` if the amount isn't a number from 0 to a billion with at most three significant decimals, or the
    ///   currency isn't three letters.
    public init?(_ amount: String, currency: String) {
        let parts = amount.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let decimals = parts.count > 1 ? parts[1] : ""
        guard let whole = Int64(parts[0]), (0...1_000_000_000).contains(whole), !parts[0].hasPrefix("-"),
            parts.count == 1 || !decimals.isEmpty, decimals.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            decimals.dropFirst(3).allSatisfy({ $0 == "0" }),
            let fraction = Int64((decimals + "000").prefix(3)),
            currency.utf8.count == 3, currency.utf8.allSatisfy({ (0x41...0x5A).contains($0 & 0xDF) })
        else { return nil }
        self.init(thousandths: whole * 1000 + fraction, currency: currency.uppercased())
    }

    public var isFree: Bool { thousandths == 0 }

    /// The amount with the decimals that it needs: `4.99`, `600`, `0.990`.
    public var amount: String {
        let fraction = thousandths % 1000
        guard fraction != 0 else { return "\(thousandths / 1000)" }
        let digits = String(String(fraction + 1000).dropFirst())
        return "\(thousandths / 1000).\(fraction % 10 == 0 ? String(digits.dropLast()) : digits)"
    }

    /// The price for the screen: `4.99 USD`, or `free`.
    public var text: String { isFree ? "free" : "\(amount) \(currency)" }
}
