/// A chart as somebody saw it at an instant.
public struct ChartSnapshot: Hashable, Sendable {
    /// How much of the chart the entries are.
    public enum Coverage: Hashable, Sendable {
        /// Every place from 1 to the depth: an app that is not here is off the chart.
        case full
        /// Some places, such as one rank quoted by a newspaper: nothing is known of the others.
        case partial
    }

    public var chart: Chart
    /// When it was seen: the poll's time, or for a file the time the file speaks of.
    public var observedAt: Timestamp
    /// The feed's own stamp, which may stand still for a year.
    public var feedUpdated: Timestamp?
    public var coverage: Coverage
    /// By rank, each rank and each app at most once.
    public var entries: [RankEntry]

    public init(
        chart: Chart,
        observedAt: Timestamp,
        feedUpdated: Timestamp? = nil,
        coverage: Coverage = .full,
        entries: [RankEntry]
    ) {
        self.chart = chart
        self.observedAt = observedAt
        self.feedUpdated = feedUpdated
        self.coverage = coverage
        self.entries = entries
    }
}
