/// A rank in a chart and how many downloads a day stood behind it: what ties ranks to downloads.
///
/// It is somebody's figure and no look of ours. It counts from the end of the days that it is about, since before it was
/// not yet true, and for four years: what rank 1 takes changed by half within three.
public struct DemandAnchor: Hashable, Sendable {
    /// For so many years after its last day it counts.
    public static let years = 4

    public var chart: Chart
    public var rank: Rank
    /// In one day; a mean or a median where it is about more than one.
    public var downloads: Double
    /// What it is about: a day, or all days of a year.
    public var days: ClosedRange<Day>
    public var kind: FigureKind
    public var source: Citation
    /// What contradicts it, in sentences.
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

    /// Whether it says something of the demand at an instant: from its last day's end, for four years.
    public func counts(at instant: Timestamp) -> Bool {
        let (year, month, day) = days.upperBound.civil
        // Of 29 February the 28th, where there is no other.
        let last =
            Day(year: year + Self.years, month: month, day: day)
            ?? Day(year: year + Self.years, month: month, day: min(day, 28))
        guard let last else { return false }
        return (days.upperBound.lastSecond...last.lastSecond).contains(instant)
    }

    /// As precise as it is known: "2022-04-26", or "2022" of a whole year.
    public var date: String {
        let (first, last) = (days.lowerBound, days.upperBound)
        if first == last { return first.iso8601 }
        let isYear =
            first == Day(year: first.civil.year, month: 1, day: 1)
            && last == Day(year: first.civil.year, month: 12, day: 31)
        return isYear ? "\(first.civil.year)" : "\(first.iso8601) to \(last.iso8601)"
    }
}
