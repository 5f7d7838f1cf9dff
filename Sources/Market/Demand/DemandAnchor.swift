/// A published number of downloads per day for a rank in a chart. Anchors relate ranks to downloads.
///
/// An anchor is valid for four years after its last day, because the number of downloads needed for a rank changes over
/// time: for rank 1, it changed by half within three years.
public struct DemandAnchor: Hashable, Sendable {
    /// The number of years for which an anchor is valid after its last day.
    public static let years = 4

    public var chart: Chart
    public var rank: Rank
    /// The downloads per day: a mean or median if the anchor describes several days.
    public var downloads: Double
    /// The days that the anchor describes: one day, or all days of a year.
    public var days: ClosedRange<Day>
    public var kind: FigureKind
    public var source: Citation
    /// Descriptions of figures that contradict the anchor, each a sentence.
    public var conflicts: [String]
    public var note: String?

    public init(
        chart: Chart,
        rank: Rank,
        downloads: Double,
        days: ClosedRange<Day>,
        kind: FigureKind,
        source: Citation,
        conflicts: [String] = [],
        note: String? = nil
    ) {
        self.chart = chart
        self.rank = rank
        self.downloads = downloads
        self.days = days
        self.kind = kind
        self.source = source
        self.conflicts = conflicts
        self.note = note
    }

    /// Returns whether the anchor is valid at an instant: between the end of its last day and ``years`` years later.
    public func counts(at instant: Timestamp) -> Bool {
        let (year, month, day) = days.upperBound.civil
        // February 29 becomes the 28th in years that don't have one.
        let last =
            Day(year: year + Self.years, month: month, day: day)
            ?? Day(year: year + Self.years, month: month, day: min(day, 28))
        guard let last else { return false }
        return (days.upperBound.lastSecond...last.lastSecond).contains(instant)
    }

    /// The days as text: "2022-04-26", or "2022" for a whole year.
    public var date: String {
        let (first, last) = (days.lowerBound, days.upperBound)
        if first == last { return first.iso8601 }
        let isYear =
            first == Day(year: first.civil.year, month: 1, day: 1)
            && last == Day(year: first.civil.year, month: 12, day: 31)
        return isYear ? "\(first.civil.year)" : "\(first.iso8601) to \(last.iso8601)"
    }
}
