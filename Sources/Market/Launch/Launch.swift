/// A documented launch: what is known of an app's first days, from whom, and what is not.
public struct Launch: Hashable, Sendable {
    /// What a person types: `sora`, `chatgpt`.
    public var id: String
    public var name: String
    public var app: AppID
    public var developer: String?
    public var store: Store
    /// The first day of public availability.
    public var day0: Day
    /// Where it was first available; sorted.
    public var storefronts: [Storefront]
    /// Who could use it: "open", "invitation only".
    public var access: String
    /// The series whose figures make the launch's own curve.
    public var series: String?
    public var observations: [Observation]
    public var events: [LaunchEvent]
    /// Where sources disagree, in sentences.
    public var conflicts: [String]
    /// What nobody published, in sentences.
    public var missing: [String]

    public init(
        id: String,
        name: String,
        app: AppID,
        developer: String?,
        store: Store,
        day0: Day,
        storefronts: [Storefront],
        access: String,
        series: String?,
        observations: [Observation],
        events: [LaunchEvent],
        conflicts: [String],
        missing: [String]
    ) {
        self.id = id
        self.name = name
        self.app = app
        self.developer = developer
        self.store = store
        self.day0 = day0
        self.storefronts = storefronts.sorted()
        self.access = access
        self.series = series
        self.observations = observations
        self.events = events
        self.conflicts = conflicts
        self.missing = missing
    }

    /// The scope in which the launch's own curve is drawn: its store, where it was first available.
    public var homeScope: Scope { Scope(stores: [store], storefronts: storefronts) }
}
