/// When an app left storefronts.
public struct Delisting: Hashable, Sendable {
    /// The day on which it went: it may have been there on a part of it.
    public var day: Day
    /// Sorted; empty means all that had it.
    public var storefronts: [Storefront]
    /// Sorted, not empty.
    public var stores: [Store]
    /// How it is known.
    public var kind: FigureKind
    public var source: Citation
    public var note: String?

    public init(
        day: Day,
        storefronts: [Storefront],
        stores: [Store],
        kind: FigureKind,
        source: Citation,
        note: String? = nil
    ) {
        self.day = day
        self.storefronts = storefronts.sorted()
        self.stores = stores.sorted()
        self.kind = kind
        self.source = source
        self.note = note
    }

    /// "left all storefronts", "left Germany and Italy".
    public var words: String { "left \(storefronts.isEmpty ? "all storefronts" : Storefront.list(storefronts))" }

    /// "Left all storefronts on App Store (claim)", with the note.
    public var sentence: String {
        let outlets = Scope(stores: stores, storefronts: storefronts).outlets
        return "L\(words.dropFirst()) on \(outlets) (\(kind.rawValue))\(note.map { "; \($0)" } ?? "")"
    }

    /// The same among the launch's events.
    public var event: LaunchEvent { LaunchEvent(day: day, text: sentence, source: source) }
}

extension Storefront {
    /// "Germany", "Germany and Italy"; of more than six the first five.
    static func list(_ storefronts: [Storefront]) -> String {
        let names = storefronts.map(\.name)
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return names.count > 6
            ? "\(names.prefix(5).joined(separator: ", ")) and \(names.count - 5) more"
            : "\(names.dropLast().joined(separator: ", ")) and \(last)"
    }
}
