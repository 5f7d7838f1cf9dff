import Canvas
import Growth
import History
import Market
import TimeSeries

extension AppExport {
    /// Returns the lines of an app's text export. The text export of a launch contains the same lines.
    static func text(of report: AppReport, _ options: GrowthOptions, absence: String? = nil) -> [String] {
        var lines = ["\(report.name)\(report.developer.map { ", \($0)" } ?? ""), id \(report.app.text)"]
        lines.append("as of \(TimeFormat.instant(report.instant, in: report.zone))")
        if let absence { lines.append(absence) }
        for chart in report.charts {
            let record = report.ledger.rankRecord(of: report.app, in: chart, asOf: report.instant)
            let best = record.map { record in
                ", best #\(record.best) on \(TimeFormat.instant(Timestamp(seconds: record.bestAt), in: report.zone))"
            }
            lines.append(report.rankText(in: chart) + (best ?? ""))
        }
        let days = report.shownObservations.filter { report.isOfOwnCurve($0) && isDaily($0) }
        let total = report.totalText
        if total != nil || !days.isEmpty { lines += ["", total.map { "downloads: \($0)" } ?? "downloads"] }
        lines += days.map { "  \(report.text(of: $0))" }
        if !report.counted.isEmpty { lines += ["", "imported counts"] + report.counted.map { "  \($0.text)" } }
        lines += report.countConflicts.map { "  \(Symbol.conflict) \($0)" }
        let ratings = report.ratings.text
        if !ratings.isEmpty {
            lines += ["", "ratings, observed in the \(RatingReport.publisher)"] + ratings.map { "  \($0)" }
        }
        let estimates = report.downloadsFromRatings.text
        if !estimates.isEmpty { lines += ["", "downloads estimated from ratings"] + estimates.map { "  \($0)" } }
        let reviews = report.reviews(since: report.launchTime ?? report.launch?.day0.start).text
        if !reviews.isEmpty {
            lines += ["", "reviews, observed in the \(ReviewSummary.publisher)"] + reviews.map { "  \($0)" }
        }
        let growth = options.report(of: report).text
        if !growth.isEmpty { lines += ["", "growth"] + growth }
        if options.fitsDiffusion { lines += ["", "Bass diffusion"] + BassReport(of: report).lines.map { "  \($0)" } }
        let milestones = report.allMilestones
        if !milestones.isEmpty { lines += ["", "milestones"] }
        lines += milestones.map { milestone in
            let cells = report.cells(of: milestone, theme: .mono)
            return "  \(cells[0].text) \(cells[1].text)  \(cells[2].text)  (\(cells[3].text))"
        }
        let otherClaims = (report.claims + report.disagreements).map { "  \(report.citedText(of: $0))" }
        if !otherClaims.isEmpty { lines += ["", "other claims"] + otherClaims }
        if !report.comparisons.isEmpty { lines += ["", "comparisons"] + report.comparisons.map { "  \($0)" } }
        return lines.map { DisplayText($0).text }
    }

    private static func isDaily(_ observation: Observation) -> Bool {
        switch observation.period {
        case .through, .total: false
        case .day, .days, .within: true
        }
    }

    private static func estimates(of report: AppReport) -> [(key: String, value: JSONText)] {
        let estimates = report.downloadsFromRatings
        return estimates.relations.isEmpty ? [] : [("downloadsFromRatings", estimates.json)]
    }

    private static func reviews(of report: AppReport) -> [(key: String, value: JSONText)] {
        let reviews = report.reviews(since: report.launchTime ?? report.launch?.day0.start)
        return reviews.isEmpty ? [] : [("reviews", reviews.json)]
    }

    static func json(of report: AppReport, _ options: GrowthOptions) -> JSONText {
        let names = report.ledger.registry.names(of: report.app, asOf: report.instant).sorted {
            ($0.key?.code ?? "") < ($1.key?.code ?? "")
        }
        return .object(
            [
                (
                    "app",
                    .object([
                        ("id", .text(report.app.text)),
                        ("store", .of(report.ledger.registry.store(of: report.app)?.rawValue)),
                        ("names", .object(names.map { ($0.key?.code ?? "any", .text($0.value)) })),
                    ])
                ),
                ("asOf", .of(report.instant)),
                ("ranks", [report.chartColumn].json(report.charts)),
                (
                    "downloads",
                    .list(
                        report.shownObservations.filter { $0.metric == .downloads && isDaily($0) && $0.kind != .claim }
                            .map(\.json) + report.counted.filter { $0.counter.metric == .downloads }.flatMap(\.json)
                    )
                ),
                ("milestones", [Milestone.column].json(report.allMilestones.reversed())),
                ("conflicts", .list(report.countConflicts.map { .text($0) })),
            ] + (report.ratings.rows.isEmpty ? [] : [("ratings", report.ratings.json)]) + estimates(of: report)
                + reviews(of: report) + options.json(of: report)
        )
    }
}
