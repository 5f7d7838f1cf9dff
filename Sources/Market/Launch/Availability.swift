/// The release of an app in storefronts that didn't have it on day 0.
public struct Availability: Hashable, Sendable {
    public var day: Day
    /// The storefronts, sorted. An empty array means all storefronts that didn't have the app yet.
    public var storefronts: [Storefront]
    /// The stores, sorted. There is at least one.
    public var stores: [Store]
    public var source: Citation
    public var note: String?

    public init(day: Day, storefronts: [Storefront], stores: [Store], source: Citation, note: String? = nil) {
        self.day = day
        self.storefronts = storefronts.sorted()
        self.stores = stores.sorted()
        self.source = source
        self.note = note
    }

    /// A sentence such as "Available in Germany and Italy on Google Play", followed by the note.
    public var sentence: String {
        let place = storefronts.isEmpty ? "everywhere" : "in \(Storefront.list(storefronts))"
        let outlets = Scope(stores: stores, storefronts: storefronts).outlets
        return "Available \(place) on \(outlets)\(note.map { "; \($0)" } ?? "")"
    }

    /// The release as a launch event.
    public var event: LaunchEvent { LaunchEvent(day: day, text: sentence, source: source) }
}
