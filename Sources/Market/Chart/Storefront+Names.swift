extension Storefront {
    /// The 175 storefronts that Apple listed in 2026, by code.
    public static let all: [Storefront] = StorefrontNames.rows.compactMap { Storefront(stored: $0.code) }

    /// The English name of the country, else the upper-case code.
    public var name: String { StorefrontNames.byCode[code]?.name ?? label }

    /// Reads a storefront of ``all`` by its code (`jp`), its three-letter code (`JPN`) or its English name, whatever
    /// the case, the accents and the punctuation: "Cote d'Ivoire", `united-states`, "TURKEY".
    public static func named(_ text: String) -> Storefront? {
        StorefrontNames.byName[FoldedText.folded(text)].flatMap { Storefront(stored: $0) }
    }

    /// What to answer to a text that names no storefront: "“uk” is no storefront; it is gb".
    public static func objection(to text: String) -> String {
        let folded = FoldedText.folded(text)
        let start = "“\(text.prefix(40))” is no storefront"
        if let meant = StorefrontNames.mistaken[folded] { return "\(start); it is \(meant)" }
        let names = StorefrontNames.rows.map(\.name)
        // Two letters are near to twenty codes at once, which helps nobody.
        let near = folded.count < 3 ? [] : NearMiss.suggestions(for: String(text.prefix(40)), among: names)
        let codes = near.compactMap { name in StorefrontNames.rows.first { $0.name == name } }
        guard !codes.isEmpty else { return "\(start) of Apple's; one is written us, usa or united-states" }
        return "\(start); did you mean \(codes.map { "\($0.code) (\($0.name))" }.joined(separator: " or "))?"
    }

    /// Reads a storefront by code (`jp`), three-letter code (`JPN`), English name or alias (`uk` for `gb`). The one check for
    /// every format, setting, filter and command.
    ///
    /// - Parameter store: Google Play also serves countries in which Apple has no storefront.
    /// - Throws: `InvalidText`, with a suggestion where a name is near.
    public static func parse(_ text: String, in store: Store = .appStore) throws(InvalidText) -> Storefront {
        guard let storefront = named(text) else { throw InvalidText(objection(to: text)) }
        return storefront
    }
}
