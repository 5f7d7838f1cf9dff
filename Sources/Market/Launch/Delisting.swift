/// The removal of an app from storefronts.
public struct Delisting: Hashable, Sendable {
    /// The day of the removal. The app may have been available for part of that day.
    public var day: Day
    /// The storefronts, sorted. An empty array means all storefronts that had the app.
    public var storefronts: [Storefront]
    /// The stores, sorted. There is at least one.
    public var stores: [Store]
    /// The kind of evidence for the removal.
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

    /// A phrase such as "removed from all storefronts" or "removed from Germany and Italy".
    public var phrase: String { "removed from \(area)" }

    /// A sentence such as "Removed from App Store in all storefronts (claim)", followed by the note.
    public var sentence: String {
        let outlets = Scope(stores: stores, storefronts: storefronts).outlets
        return "Removed from \(outlets) in \(area) (\(kind.rawValue))\(note.map { "; \($0)" } ?? "")"
    }

    private var area: String { storefronts.isEmpty ? "all storefronts" : Storefront.list(storefronts) }

    /// The removal as a launch event.
    public var event: LaunchEvent { LaunchEvent(day: day, text: sentence, source: source) }
}

extension Storefront {
    /// Returns the names of storefronts as text, such as "Germany and Italy". If there are more than six, only the
    /// first five are named.
    static func list(_ storefronts: [Storefront]) -> String {
        let names = storefronts.map(\.name)
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return names.count > 6
            ? "\(names.prefix(5).joined(separator: ", ")) and \(names.count - 5) more"
            : "\(names.dropLast().joined(separator: ", ")) and \(last)"
    }
}
