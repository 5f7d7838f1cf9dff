import Growth
import Market

/// The JSON export of a comparison, with these parts:
/// - `launches`: each launch with the metric and storefronts that it counts (`measure`).
/// - `days`: per day, numbered from 0, each launch's total since day 0 at the end of the day (`values`), or `null` if
///   it isn't known exactly; bounds are in `ranges`. Totals of different scopes can't be divided.
/// - `common`: totals in a measure that all launches share.
/// - `ratios`: totals as shares of the first launch's total in the same scope.
/// - `leads`: the first launch compared with each of the others. `share` is its total divided by the other's; `ahead`
///   is `share` minus one.
/// - `ranks`: the best rank per day, and per hour with a snapshot.
/// - `library`: the distribution of all launches.
///
/// The JSON export also includes ranges that the page omits because they are too wide.
extension CompareExport {
    var json: JSONText {
        .object([
            ("asOf", .of(report.instant)), ("align", .text(report.alignment.typed)),
            ("launches", [launchColumn].json(Array(report.launches.indices))),
            ("days", dayColumns(own).json(Array(days))), ("common", common), ("ratios", [ratioColumn].json(ratios)),
            ("leads", .list(leads)), ("ranks", ranks),
            (
                "remarks",
                .list(
                    (report.caveats + report.missingLeads.compactMap { $0 } + report.differences()).map {
                        .text($0)
                    }
                )
            ),
            ("library", library), ("claims", [Self.claimColumn].json(claims)),
        ])
    }

    /// The CSV of the current view, with one row per day.
    var csv: String { view == .rank ? rankColumns.csv(Array(rankDays)) : dayColumns(own).csv(Array(days)) }

    private var own: [LaunchTotals?] { report.curves.map(\.own) }

    private var claims: [(id: String, claim: LaunchCurve.Claim)] {
        report.curves.flatMap { curve in curve.claims.map { (curve.id, $0) } }
    }

    private var common: JSONText {
        guard let measure = report.comparison.common else { return .null }
        let totals = report.comparison.totals(in: measure)
        return .object([
            ("measure", measure.json), ("kinds", keyed { .of(totals[$0]?.kind.rawValue) }),
            ("sources", keyed { .list((totals[$0]?.sources ?? []).map { .text($0) }) }),
            ("days", dayColumns(totals).json(Array(days))),
        ])
    }

    /// The distribution of the library's launches in the drawn measure, at each age with enough data.
    private var library: JSONText {
        guard let measure = report.measure(focus: 0) else { return .null }
        let ages = report.band(in: measure, days: LaunchCurve.longest).ages
        return .object([("measure", measure.json), ("ages", [Self.bandColumn].json(ages))])
    }

    private var ratios: [Compared<(age: Int, ratio: LaunchComparison.Ratio)>] {
        report.launches.indices.dropFirst().flatMap { index in
            report.comparison.rows[index].cells.compactMap { cell in cell.ratio.map { (index, (cell.age, $0)) } }
        }
    }

    private var leads: [JSONText] {
        report.launches.indices.dropFirst().flatMap { index in
            [
                report.leads[index].map { leadColumns.json((index, $0)) },
                report.rankLeads[index].map { rankLeadColumns.json((index, $0)) },
            ]
            .compactMap { $0 }
        }
    }

    /// The best ranks in the compared chart, per day and per hour.
    private var ranks: JSONText {
        guard let chart = report.chart else { return .null }
        return .object([
            ("chart", chart.json), ("days", rankColumns.json(Array(rankDays))), ("hours", .list(rankHours)),
        ])
    }

    /// The best rank of each launch in every hour with a snapshot, limited to the first 31 days.
    private var rankHours: [JSONText] {
        let hours = report.curves.map { $0.tracks.first?.hours(since: $0.origin, limit: 31 * 24) ?? [] }
        return (0..<(hours.map(\.count).max() ?? 0)).filter { isShown(day: $0 / 24) }.compactMap { hour in
            let bestInHour = hours.map { $0.indices.contains(hour) ? $0[hour] : nil }
            guard bestInHour.contains(where: { $0 != nil }) else { return nil }
            return .object([("hour", .of(hour)), ("best", keyed { .of(bestInHour[$0]?.best?.value) })])
        }
    }
}
