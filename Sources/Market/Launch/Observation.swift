/// One published figure about an app, with everything needed to assess it.
public struct Observation: Hashable, Sendable {
    public var metric: Metric
    /// The value in `metric.unit`; a rank is a whole number of at least 1.
    public var value: Double
    /// Whether the publisher says "at least" or "over".
    public var isAtLeast: Bool
    /// Whether the publisher says that the rank was first reached on the figure's day.
    public var isFirst: Bool
    public var period: Period
    public var scope: Scope
    /// The chart of a rank; `nil` for other metrics.
    public var chart: Chart?
    public var kind: FigureKind
    /// The series of the figure. Figures of one series come from the same model and version and may share an axis.
    /// `nil` if the figure isn't part of a series.
    public var series: String?
    /// The bounds of each single day's value, if the figure is a sum over several days; `nil` if no bounds are
    /// published.
    public var eachBetween: ClosedRange<Double>?
    /// The disagreement between publishers that affects this figure, as a sentence; `nil` if there is none.
    public var conflict: String?
    /// Whether the period starts before day 0 because the publisher counts from an earlier day.
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
