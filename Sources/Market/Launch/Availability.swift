/// When an app came to storefronts that did not have it on day 0.
public struct Availability: Hashable, Sendable {
    public var day: Day
    /// Sorted; empty means all that did not have it yet.
    public var storefronts: [Storefront]
    /// Sorted, not empty.
    public var stores: [Store]
    public var source: Source
    public var note: String?

    public init(day: Day, storefronts: [Storefront], stores: [Store], source: Source, note: String? = nil) {
        self.day = day
        self.storefronts = storefronts.sorted()
        self.stores = stores.sorted()
        self.source = source
        self.note = note
    }

    /// "Available in Germany and Italy on Google Play", with the note.
    public var sentence: String {
        let names = storefronts.map(\.name)
        let place =
            switch names.count {
            case 0: "everywhere"
            case 1: "in \(names[0])"
            case 2...6: "in \(names.dropLast().joined(separator: ", ")) and \(names[names.count - 1])"
            default: "in \(names.prefix(5).joined(separator: ", ")) and \(names.count - 5) more"
            }
        let outlets = Scope(stores: stores, storefronts: storefronts).outlets
        return "Available \(place) on \(outlets)\(note.map { "; \($0)" } ?? "")"
    }
}
