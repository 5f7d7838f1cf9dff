/// Whose count of what, where, and by whom: the identity of a series of counts.
public struct Counter: Hashable, Sendable {
    public var app: AppID
    public var metric: Metric
    public var scope: Scope
    public var kind: FigureKind
    /// Who counts: a report, a file, a service.
    public var source: String

    public init(app: AppID, metric: Metric, scope: Scope, kind: FigureKind, source: String) {
        self.app = app
        self.metric = metric
        self.scope = scope
        self.kind = kind
        self.source = source
    }
}

/// One count of a counter: of a day, or of several together.
public struct Count: Hashable, Sendable {
    /// Sorted, at least one.
    public let days: [Day]
    /// In the metric's unit.
    public let value: Int64

    /// - Precondition: there is a day.
    public init(days: [Day], value: Int64) {
        precondition(!days.isEmpty, "a count needs at least one day")
        self.days = days.sorted()
        self.value = value
    }
}

/// A count as somebody told it: of which counter, and where the app is sold, which names it.
public struct ReportedCount: Hashable, Sendable {
    public var counter: Counter
    public var store: Store
    public var count: Count

    public init(_ count: Count, of counter: Counter, in store: Store) {
        self.count = count
        self.counter = counter
        self.store = store
    }
}
