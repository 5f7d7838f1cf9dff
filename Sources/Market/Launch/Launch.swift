/// A documented launch: what is known of an app's first days, from whom, and what is not.
public struct Launch: Hashable, Sendable {
    /// What a person types: `sora`, `chatgpt`.
    public var id: String
    public var name: String
    public var kind: LaunchKind
    /// The store's id of the app; where nobody published it, a stand-in that no store can give.
    public var app: AppID
    public var developer: String?
    /// `nil` for what no store sells, such as a web page.
    public var store: Store?
    /// The first day of public availability; of a surge, the day that is counted from.
    public var day0: Day
    /// How far day 0 is known, where it is not simply known.
    public var day0Note: String?
    /// Where it was first available; sorted.
    public var storefronts: [Storefront]
    /// Where it came later; by day.
    public var availability: [Availability]
    /// Where it is no longer; by day.
    public var delistings: [Delisting]
    /// Who could use it: "open", "invitation only".
    public var access: String
    /// The series whose figures make the launch's own curve.
    public var series: String?
    /// The scope in which the launch's own curve is drawn: its store, where it was first available, unless said
    /// otherwise.
    public var homeScope: Scope
    public var observations: [Observation]
    public var events: [LaunchEvent]
    /// Where sources disagree, in sentences.
    public var conflicts: [String]
    /// What nobody published, in sentences.
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

    /// What ended its presence in all of a scope, as far as it was known at an instant: the last of what did.
    ///
    /// - Returns: `nil` while it is to be had anywhere there, and where the scope does not say of which store it is.
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

    /// The name in a list of launches: "Claude", "Claude (surge 2026)".
    public var title: String { kind == .launch ? name : "\(name) (surge \(day0.civil.year))" }
}
