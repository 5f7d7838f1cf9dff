import Growth
import History
import Market
import TimeSeries

/// An app's growth as of an instant, by downloads (one entry per source) and by ranks, as shown on the App page and in
/// its export.
///
/// Counts from different sources are never added. A figure whose formula has no value is `nil`.
struct GrowthReport: Sendable {
    let downloads: [DownloadGrowth]
    let ranks: [RankGrowth]

    /// Creates a report about the growth of an app.
    ///
    /// - Parameters:
    ///   - charts: The charts whose ranks are included.
    ///   - window: The change window for ranks in seconds.
    ///   - anchors: Demand anchors for fitting the charts' exponents. Those for other charts and times are ignored.
    init(of report: AppReport, in charts: [Chart], window: Int64, anchors: [DemandAnchor]) {
        downloads = DownloadGrowth.all(of: report)
        ranks = charts.compactMap { RankGrowth(of: report, in: $0, window: window, anchors: anchors) }
    }
}

/// The growth of an app's downloads according to one source.
struct DownloadGrowth: Sendable {
    /// The storefronts counted: "CA+US", "12 storefronts".
    let area: String
    /// The kind of the download figures; figures calculated from them are derived.
    let kind: FigureKind
    let source: String
    let pace: DownloadPace
    /// The weekday index; `nil` in the first four weeks, or if more than half of the last 28 days are missing.
    let weekdays: WeekdayIndex?

    /// The number of past days to include, enough for all formulas.
    private static let dayLimit = 34

    /// Returns one entry per source: the user's own counts first, then the launch's published figures.
    static func all(of report: AppReport) -> [DownloadGrowth] {
        let newest = report.counted.compactMap(\.series.lastDay).max() ?? 0
        // Use only the last weeks, since adding up years of counts in many countries is slow.
        let first = Day(number: newest - dayLimit)
        let counts = CounterTotal.all(report.counted.compactMap { $0.since(first) }).compactMap { count in
            count.firstDay.flatMap { first in
                DownloadGrowth(
                    DownloadCurve(counter: count.series, kind: count.kind, day0: first),
                    area: count.area,
                    source: count.source
                )
            }
        }
        guard let curve = report.curve, let launch = report.launch else { return counts }
        let published = DownloadGrowth(curve, area: launch.homeScope.label, source: report.curveSource)
        return counts + [published].compactMap { $0 }
    }

    /// Computes the growth of a download curve.
    ///
    /// - Returns: `nil` if there is no figure for any day.
    private init?(_ curve: DownloadCurve, area: String, source: String) {
        guard let pace = DownloadPace(of: curve) else { return nil }
        self.area = area
        kind = curve.kind
        self.source = source
        self.pace = pace
        weekdays = pace.last + 1 < WeekdayIndex.days ? nil : WeekdayIndex(of: curve, through: pace.lastDay)
    }

    /// The change window in days: a week compared with the week before.
    static let window = DownloadPace.meanDays

    var acceleration: ClosedRange<Double>? { pace.acceleration(days: Self.window) }
    var doublingTime: ClosedRange<Double>? { pace.doublingTime(days: Self.window) }
}

extension AppReport {
    /// The publisher of most figures in the launch's download curve; empty if there are no figures.
    var curveSource: String {
        let names = Dictionary(grouping: observations.filter(isOfOwnCurve)) { $0.source.name }.mapValues(\.count)
        return names.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
    }
}
