import Canvas
import Growth
import History
import Market

/// A milestone reached by an app.
struct ReachedMilestone: Sendable {
    let app: AppID
    let name: String
    /// The threshold as text: "#1", "top 10", "1M".
    let threshold: String
    /// The date as text: "Oct 3, 2025", "by Oct 5, 2025".
    let when: String
    /// The chart or scope, the kind and the publisher: "US Top Free, observed, chart snapshot".
    let source: String
    let kind: FigureKind
    /// The time by which the milestone was certainly reached.
    let instant: Timestamp
    /// The order of milestones at the same instant: ranks before counts, then by difficulty.
    let weight: Int

    /// A key that identifies duplicates.
    struct Key: Hashable {
        let app: AppID
        let threshold: String
        let source: String
        let instant: Timestamp
    }

    var key: Key { Key(app: app, threshold: threshold, source: source, instant: instant) }

    static func all(
        of counter: MilestoneCounter,
        in ledgers: [LedgerSnapshot],
        _ instant: Timestamp,
        _ zone: TimeZoneTable
    ) -> [ReachedMilestone] {
        var all: [ReachedMilestone] = []
        var charts: Set<Chart> = []
        for ledger in ledgers {
            let launch = counter.launch.flatMap { ledger.launch(id: $0.id) }
            guard let report = AppReport(of: counter.app, in: ledger, asOf: instant, zone: zone, launch: launch) else {
                continue
            }
            // If both ledgers have a chart, data from sources takes precedence over the library.
            let added = report.milestones.filter { milestone in
                milestone.chart.map { !charts.contains($0) } ?? true
            }
            charts.formUnion(report.charts)
            all += added.map { ReachedMilestone($0, of: report) }
        }
        return all + counted(counter)
    }

    private init(_ milestone: Milestone, of report: AppReport) {
        let cells = report.cells(of: milestone, theme: .mono)
        app = report.app
        name = report.name
        threshold = cells[1].text
        when = cells[2].text
        source = cells[3].text
        kind = milestone.kind
        instant = milestone.latest
        weight = milestone.metric == .rank ? .max - milestone.threshold : milestone.threshold
    }

    /// Returns the milestones reached by the user's own counts, or by a launch counted in a metric other than
    /// downloads.
    private static func counted(_ counter: MilestoneCounter) -> [ReachedMilestone] {
        guard let figures = counter.figures, figures.isCounted || figures.metric != .downloads else { return [] }
        return figures.thresholds.compactMap { threshold in
            figures.curve.days(passing: Double(threshold)).map { days in
                ReachedMilestone(counter, figures, threshold: threshold, days: days)
            }
        }
    }

    private init(
        _ counter: MilestoneCounter,
        _ figures: MilestoneCounter.Projection,
        threshold: Int,
        days: ClosedRange<Day>
    ) {
        app = counter.app
        name = counter.name
        let unit = figures.metric == .downloads ? "" : " \(figures.metric.unit)"
        self.threshold = NumberFormat.short(Double(threshold)) + unit
        when =
            TimeFormat.span([days.lowerBound, days.upperBound])
        source = "\(figures.area), \(figures.kind.rawValue), \(figures.source)"
        kind = figures.kind
        instant = days.upperBound.lastSecond
        weight = threshold
    }
}

extension MilestonesReport {
    /// Returns the table of milestones reached. Its columns are no wider than their cells, so that the sources get the
    /// rest. Two spaces separate them if there is room.
    ///
    /// - Parameter hasApps: Whether there is a column with the names of the apps.
    static func content(of reached: [ReachedMilestone], hasApps: Bool = true, theme: Theme) -> TableContent {
        func column(_ title: String, _ width: ClosedRange<Int>, _ text: (ReachedMilestone) -> String)
            -> TableLayout.Column
        {
            let widest = max(displayWidth(title), reached.map { displayWidth(text($0)) }.max() ?? 0)
            return .init(title, minimum: min(width.lowerBound, widest), maximum: min(width.upperBound, widest) + 1)
        }
        let apps = hasApps ? [column("app", 12...32, \.name)] : []
        return TableContent(
            columns: [.init("", minimum: 1), column("reached", 8...12, \.threshold)] + apps + [
                column("when", 18...25, \.when), .init("source", minimum: 14, maximum: 80, priority: 1),
            ],
            rows: reached.map { milestone in
                let style = milestone.kind == .claim ? theme.claim : theme.milestone
                return [
                    StyledText(milestone.kind == .claim ? FigureKind.claim.mark : Symbol.milestone, style),
                    StyledText(milestone.threshold, style),
                ] + (hasApps ? [StyledText(milestone.name, theme.text)] : []) + [
                    StyledText(milestone.when, theme.text), StyledText(milestone.source, theme.faint),
                ]
            }
        )
    }
}
