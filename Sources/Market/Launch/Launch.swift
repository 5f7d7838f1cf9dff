/// A documented launch: the published figures for an app's first days, their publishers, and the figures that are
/// missing.
public struct Launch: Hashable, Sendable {
    /// The short id that users type: `sora`, `chatgpt`.
    public var id: String
    public var name: String
    public var kind: LaunchKind
    /// The app's store id, or a placeholder if the id was never published.
    public var app: AppID
    public var developer: String?
    /// The app's store; `nil` for a product without one, such as a web page.
    public var store: Store?
    /// The first day of public availability; for a surge, the day from which days are counted.
    public var day0: Day
    /// A note on the certainty of day 0; `nil` if none is needed.
    public var day0Note: String?
    /// The storefronts that had the app on day 0, sorted.
    public var storefronts: [Storefront]
    /// The app's releases in further storefronts and stores, sorted by day.
    public var availability: [Availability]
    /// The app's removals from storefronts, sorted by day.
    public var delistings: [Delisting]
    /// The kind of access at launch, such as "open" or "invitation only".
    public var access: String
    /// The name of the series of figures used for the launch's own curve; `nil` if there is none.
    public var series: String?
    /// The scope of the launch's own curve (default: its store and the storefronts of day 0).
    public var homeScope: Scope
    public var observations: [Observation]
    public var events: [LaunchEvent]
    /// Descriptions of disagreements between publishers, each a sentence.
    public var conflicts: [String]
    /// Descriptions of figures that were never published, each a sentence.
    public var missing: [String]

    public init(
        id: String,
        name: String,
        kind: LaunchKind = .launch,
        app: AppID,
        developer: String?,
        store: Store?,
        day0: Day,
        day0Note: String? = nil,
        storefronts: [Storefront],
        availability: [Availability] = [],
        delistings: [Delisting] = [],
        access: String,
        series: String?,
        homeScope: Scope? = nil,
        observations: [Observation],
        events: [LaunchEvent],
        conflicts: [String],
        missing: [String]
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.app = app
        self.developer = developer
        self.store = store
        self.day0 = day0
        self.day0Note = day0Note
        self.storefronts = storefronts.sorted()
        self.availability = availability.sorted { $0.day < $1.day }
        self.delistings = delistings.sorted { $0.day < $1.day }
        self.access = access
        self.series = series
        self.homeScope = homeScope ?? Scope(stores: store.map { [$0] } ?? [], storefronts: storefronts)
        self.observations = observations
        self.events = events
        self.conflicts = conflicts
        self.missing = missing
    }

    /// Returns the removal that ended the app's presence in a scope, as known at an instant.
    ///
    /// - Returns: The last removal; `nil` if the app is still available somewhere in the scope, or the scope has no
    ///   store.
    public func end(in scope: Scope, asOf instant: Timestamp) -> Delisting? {
        let known = delistings.filter { $0.day.lastSecond <= instant }
        var last: Delisting?
        for store in scope.stores {
            let ofStore = known.filter { $0.stores.contains(store) }
            let isGone = { (front: Storefront) in ofStore.contains { $0.storefronts.contains(front) } }
            let fronts = scope.storefronts ?? []
            guard let newest = ofStore.last,
                ofStore.contains(where: \.storefronts.isEmpty) || (!fronts.isEmpty && fronts.allSatisfy(isGone))
            else { return nil }
            if newest.day >= last?.day ?? newest.day { last = newest }
        }
        return last
    }

    /// The title in a list of launches: "Claude", "Claude (surge 2026)".
    public var title: String { kind == .launch ? name : "\(name) (surge \(day0.civil.year))" }
}

/// The kind of a documented launch.
public enum LaunchKind: String, CaseIterable, Hashable, Sendable {
    /// An app's first days of public availability.
    case launch
    /// A later rise of an existing app, counted from a chosen day 0.
    case surge
}
