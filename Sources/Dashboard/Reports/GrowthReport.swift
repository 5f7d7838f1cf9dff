import Growth
import History
import Market
import TimeSeries

/// How fast an app grows as of an instant, as the App page and its twin show it: by what was counted of it, source by
/// source, and by its ranks.
///
/// What different sources count is never added, and nothing is reckoned where its formula has no value.
struct GrowthReport: Sendable {
    let downloads: [DownloadGrowth]
    let ranks: [RankGrowth]

    /// - Parameters:
    ///   - charts: those whose ranks are looked at.
    ///   - window: seconds over which ranks are compared.
    ///   - anchors: what ties ranks to downloads, of any charts and times; they may fit a chart's exponent.
    init(of report: AppReport, in charts: [Chart], window: Int64, anchors: [DemandAnchor]) {
        downloads = DownloadGrowth.all(of: report)
        ranks = charts.compactMap { RankGrowth(of: report, in: $0, window: window, anchors: anchors) }
    }
}

/// How fast the downloads of an app grow by one source.
struct DownloadGrowth: Sendable {
    /// "CA+US", "12 storefronts".
    let place: String
    /// How the downloads are known; what is reckoned from them is derived.
    let kind: FigureKind
    let source: String
    let pace: DownloadPace
    /// `nil` before four weeks are over, and where half of them is missing.
    let weekdays: WeekdayIndex?

    /// Days that no formula here looks beyond.
    private static let reach = 34

    /// Of each source: one's own counts first, then what was published of the launch.
    static func all(of report: AppReport) -> [DownloadGrowth] {
        let newest = report.counted.compactMap(\.series.lastDay).max() ?? 0
        // Only of the last weeks: years of counts in many countries would take long to add up.
        let first = Day(number: newest - reach)
        let own = OwnCount.all(report.counted.compactMap { $0.since(first) }).compactMap { count in
            count.firstDay.flatMap { first in
                DownloadGrowth(
                    DownloadCurve(counter: count.series, kind: count.kind, day0: first),
                    place: count.whereText,
                    source: count.source
                )
            }
        }
        guard let curve = report.curve, let launch = report.launch else { return own }
        let published = DownloadGrowth(curve, place: launch.homeScope.label, source: report.curveSource)
        return own + [published].compactMap { $0 }
    }

    /// - Returns: `nil` where nothing is known of any day.
    private init?(_ curve: DownloadCurve, place: String, source: String) {
        guard let pace = DownloadPace(of: curve) else { return nil }
        self.place = place
        kind = curve.kind
        self.source = source
        self.pace = pace
        weekdays = pace.last + 1 < WeekdayIndex.days ? nil : WeekdayIndex(of: curve, through: pace.lastDay)
    }

    /// Days of the window of which change is measured: a week against the week before.
    static let window = DownloadPace.meanDays

    var acceleration: ClosedRange<Double>? { pace.acceleration(days: Self.window) }
    var doublingTime: ClosedRange<Double>? { pace.doublingTime(days: Self.window) }
}

extension AppReport {
    /// Who published most of the figures of the launch's own curve.
    var curveSource: String {
        let names = Dictionary(grouping: observations.filter(isOfOwnCurve)) { $0.source.name }.mapValues(\.count)
        return names.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
    }
}
