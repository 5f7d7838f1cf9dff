extension Storefront {
    /// The 175 storefronts that Apple listed in 2026, by code.
    public static let all: [Storefront] = all(in: .appStore)

    /// Returns the storefronts of a store. Those of Google Play are Apple's, followed by all other countries of ISO
    /// 3166-1.
    public static func all(in store: Store) -> [Storefront] {
        StorefrontNames.rows(in: store).compactMap { Storefront(stored: $0.code) }
    }

    /// The English name of the country, or the uppercase code if the name isn't known.
    public var name: String { StorefrontNames.byCode[code]?.name ?? label }

    /// Returns the storefront with a code (`jp`), three-letter code (`JPN`), English name or alias (`uk`), ignoring
    /// case, accents and punctuation: "Cote d'Ivoire", `united-states`, "TURKEY".
    ///
    /// - Returns: The storefront; `nil` if the store has no such storefront.
    public static func named(_ text: String, in store: Store = .appStore) -> Storefront? {
        StorefrontNames.code(of: FoldedText.folded(text), in: store).flatMap { Storefront(stored: $0) }
    }

    /// Returns the error message for text that isn't a storefront of the store: `unknown storefront "japn"; did you
    /// mean jp (Japan)?`.
    public static func objection(to text: String, in store: Store = .appStore) -> String {
        let usage = "use a code such as us, usa or united-states"
        let folded = FoldedText.folded(text)
        guard !folded.isEmpty || text.contains(where: { !$0.isWhitespace }) else {
            return "the storefront is missing; \(usage)"
        }
        if let code = StorefrontNames.code(of: folded, in: .googlePlay), let row = StorefrontNames.byCode[code] {
            return "\(InvalidText.quoted(text)) isn't a storefront of the App Store, which doesn't serve \(row.name)"
        }
        let near =
            StorefrontNames.meant[folded]?.compactMap { StorefrontNames.byCode[$0] } ?? similar(to: text, in: store)
        guard !near.isEmpty else { return "unknown storefront \(InvalidText.quoted(text)); \(usage)" }
        let question = Suggestion.question(naming: near.map { "\($0.code) (\($0.name))" })
        return "unknown storefront \(InvalidText.quoted(text)); \(question)"
    }

    /// Parses a storefront by code (`jp`), three-letter code (`JPN`), English name or alias (`uk` for `gb`). All
    /// formats, settings, filters and commands use this parser.
    ///
    /// - Parameter store: The store. The App Store has 175 storefronts; Google Play also accepts the other countries of
    ///   ISO 3166-1.
    /// - Throws: `InvalidText` if there is no such storefront, with a suggestion if there is a similar name.
    public static func parse(_ text: String, in store: Store = .appStore) throws(InvalidText) -> Storefront {
        guard let storefront = named(text, in: store) else { throw InvalidText(storefront: text, in: store) }
        return storefront
    }

    private static func similar(to text: String, in store: Store) -> [StorefrontNames.Row] {
        // Two letters are similar to about twenty codes, too many to suggest.
        guard FoldedText.folded(text).count > 2 else { return [] }
        let rows = StorefrontNames.rows(in: store)
        let names = Suggestion.suggestions(for: String(text.prefix(40)), among: rows.map(\.name))
        return names.compactMap { name in rows.first { $0.name == name } }
    }
}
