import Canvas
import Growth
import History
import Market

/// A milestone that was reached: which, by whom, when, and according to whom.
struct ReachedMilestone: Sendable {
    let app: AppID
    let name: String
    /// "#1", "top 10", "1M".
    let threshold: String
    /// "3 Oct 2025", "by 5 Oct 2025".
    let when: String
    /// "US Top Free, observed, chart feed".
    let source: String
    let kind: FigureKind
    /// From when on it certainly was.
    let instant: Timestamp
    /// Of several at one instant ranks weigh more than counts, and then what is harder.
    let weight: Int

    /// What makes two of them the same.
    struct Key: Hashable {
        let app: AppID
        let threshold: String
        let source: String
        let instant: Timestamp
    }

    var key: Key { Key(app: app, threshold: threshold, source: source, instant: instant) }

    static func all(
        of tally: MilestoneCounter,
        in ledgers: [LedgerSnapshot],
        _ instant: Timestamp,
        _ zone: TimeZoneTable
    ) -> [ReachedMilestone] {
        var all: [ReachedMilestone] = []
        var charts: Set<Chart> = []
        for ledger in ledgers {
            let launch = tally.launch.flatMap { ledger.launch(id: $0.id) }
            guard let report = AppReport(of: tally.app, in: ledger, asOf: instant, zone: zone, launch: launch) else {
                continue
            }
            // Of a chart that both know, what sources gave goes before what the library quotes.
            let news = report.milestones.filter { milestone in
                milestone.chart.map { !charts.contains($0) } ?? true
            }
            charts.formUnion(report.charts)
            all += news.map { ReachedMilestone($0, of: report) }
        }
        return all + own(tally)
    }

    private init(_ milestone: Milestone, of report: AppReport) {
        let words = report.words(of: milestone, theme: .mono)
        app = report.app
        name = report.name
        threshold = words[1].text
        when = words[2].text
        source = words[3].text
        kind = milestone.kind
        instant = milestone.latest
        weight = milestone.metric == .rank ? .max - milestone.threshold : milestone.threshold
    }

    /// What one's own counts have passed, and what a launch has that is counted in something else than downloads.
    private static func own(_ tally: MilestoneCounter) -> [ReachedMilestone] {
        guard let figures = tally.figures, figures.isOwn || figures.metric != .downloads else { return [] }
        return figures.thresholds.compactMap { threshold in
            figures.curve.days(passing: Double(threshold)).map { days in
                ReachedMilestone(tally, figures, threshold: threshold, days: days)
            }
        }
    }

    private init(
        _ tally: MilestoneCounter,
        _ figures: MilestoneCounter.Projection,
        threshold: Int,
        days: ClosedRange<Day>
    ) {
        app = tally.app
        name = tally.name
        let unit = figures.metric == .downloads ? "" : " \(figures.metric.unit)"
        self.threshold = NumberFormat.short(Double(threshold)) + unit
        when =
            days.lowerBound == days.upperBound
            ? TimeFormat.long(days.upperBound)
            : "\(TimeFormat.short(days.lowerBound)) to \(TimeFormat.long(days.upperBound))"
        source = "\(figures.place), \(figures.kind.rawValue), \(figures.source)"
        kind = figures.kind
        instant = days.upperBound.lastSecond
        weight = threshold
    }
}
