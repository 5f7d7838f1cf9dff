/// One published figure about an app, with everything needed to judge it.
public struct Observation: Hashable, Sendable {
    public var metric: Metric
    /// In `metric.unit`; a rank is a whole number of at least 1.
    public var value: Double
    /// Whether the source says "at least" or "over".
    public var isAtLeast: Bool
    /// For a rank: whether the source says that it was reached on that day, and not only that it stood there.
    public var isFirst: Bool
    public var period: Period
    public var scope: Scope
    /// For a rank: the chart it was seen in.
    public var chart: Chart?
    public var kind: FigureKind
    /// Figures of one series come from one model at one time and may be laid on one axis. `nil` stands alone.
    public var series: String?
    /// For a sum over several days: the least and most that each of these days can have been.
    public var eachBetween: ClosedRange<Double>?
    /// Where sources disagree about this figure, in a sentence that is among the launch's conflicts.
    public var conflict: String?
    /// Whether the period begins before day 0 because the source counts so.
    public var beginsEarly: Bool
    public var source: Citation
    public var note: String?

    public init(
        metric: Metric,
        value: Double,
        isAtLeast: Bool = false,
        isFirst: Bool = false,
        period: Period,
        scope: Scope,
        chart: Chart? = nil,
        kind: FigureKind,
        series: String? = nil,
        eachBetween: ClosedRange<Double>? = nil,
        conflict: String? = nil,
        beginsEarly: Bool = false,
        source: Citation,
        note: String? = nil
    ) {
        self.metric = metric
        self.value = value
        self.isAtLeast = isAtLeast
        self.isFirst = isFirst
        self.period = period
        self.scope = scope
        self.chart = chart
        self.kind = kind
        self.series = series
        self.eachBetween = eachBetween
        self.conflict = conflict
        self.beginsEarly = beginsEarly
        self.source = source
        self.note = note
    }
}
