/// The identity of a series of counts: app, metric, scope and source.
public struct Counter: Hashable, Sendable {
    public var app: AppID
    public var metric: Metric
    public var scope: Scope
    public var kind: FigureKind
    /// The report, file or service that provides the counts.
    public var source: String

    public init(app: AppID, metric: Metric, scope: Scope, kind: FigureKind, source: String) {
        self.app = app
        self.metric = metric
        self.scope = scope
        self.kind = kind
        self.source = source
    }

    /// Hashes the parts that differ most between counters, because an import of sales reports looks up millions of them.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(app)
        hasher.combine(metric)
        hasher.combine(scope.storefronts?.first)
    }
}

/// A counter's value for one day, or for several days together.
public struct Count: Hashable, Sendable {
    /// The days that the count covers, sorted. There is at least one.
    public let days: [Day]
    /// The value in the metric's unit.
    public let value: Int64

    /// Creates a count for the given days, in any order.
    ///
    /// - Precondition: `days` isn't empty.
    public init(days: [Day], value: Int64) {
        precondition(!days.isEmpty, "a count needs at least one day")
        // The array is shared if there is nothing to sort.
        self.days = days.count == 1 ? days : days.sorted()
        self.value = value
    }
}

/// A count stated in a report, with its counter and the app's store.
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

extension Count {
    /// The range of valid counts, small enough that sums can't overflow.
    public static let valueRange: ClosedRange<Int64> = 0...1_000_000_000_000_000

    /// The range of valid net units, from which refunds are subtracted.
    public static let netUnitRange: ClosedRange<Int64> = -1_000_000_000_000...1_000_000_000_000
}

extension Counter {
    /// The value of `source` for counts read from App Store Connect's sales reports.
    public static let salesReports = "App Store Connect"

    /// Whether refunds are subtracted from the counts, as in App Store Connect, so that a day's count may be negative.
    public var isNetOfRefunds: Bool { kind == .exact && source == Self.salesReports }

    /// The number of seconds after midnight UTC at which the days of the counts begin. The days of sales reports are in
    /// Pacific time; standard time is used all year.
    public var dayOffset: Int64 { isNetOfRefunds ? 8 * 3600 : 0 }
}
