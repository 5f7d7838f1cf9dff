import Growth
import History
import Market

/// The JSON of a comparison has these parts:
/// - `launches`: each launch with what it counts and where (`measure`).
/// - `days`: per day, numbered from 0, each launch's total since day 0 at the end of the day (`values`), or `null` if
///   it isn't known exactly; bounds are in `ranges`. Totals of different scopes can't be divided.
/// - `common`: totals in a measure that all launches share.
/// - `ratios`: totals as shares of the first launch's total in the same scope.
/// - `leads`: the first launch compared with each of the others. `share` is its total divided by the other's; `ahead`
///   is `share` minus one.
/// - `ranks`: the best rank per day, and per hour with a snapshot.
/// - `library`: the distribution of all launches.
///
/// Ranges that the page omits as too wide are included.
extension CompareExport {
    static func json(of export: CompareExport) -> JSONText {
        let (report, days) = (export.report, export.days)
        return .object([
            ("asOf", .of(report.instant)), ("align", .text(report.alignment.typed)),
            ("launches", .list(zip(report.launches, report.curves).map { json(of: $0, $1) })),
            ("days", .list(days.map { day(report.comparison.curves.map(\.own), $0, of: report) })),
            ("common", common(of: report, days)), ("ratios", .list(ratios(of: report))),
            ("leads", .list(leads(of: report))), ("ranks", ranks(of: export)),
            ("remarks", .list((report.originNotes + report.differences).map { .text($0) })),
            ("library", library(of: report)),
            (
                "claims",
                .list(report.curves.flatMap { curve in curve.claims.map { json($0, of: curve) } })
            ),
        ])
    }

    private static func json(of compared: ComparedLaunch, _ curve: LaunchCurve) -> JSONText {
        let own = curve.own
        return .object([
            ("id", .text(compared.id)), ("name", .text(curve.name)), ("app", .text(compared.app.text)),
            ("day0", .of(compared.day0)), ("origin", compared.missingOrigin == nil ? .of(curve.origin) : .null),
            ("absence", .of(compared.missingOrigin?.reason)), ("measure", curve.home.map(json) ?? .null),
            ("kind", .of(own?.kind.rawValue)), ("series", .of(own?.series)),
            ("sources", .list((own?.sources ?? []).map { .text($0) })),
        ])
    }

    private static func json(_ measure: Measure) -> JSONText {
        .object([
            ("metric", .text(measure.metric.rawValue)), ("unit", .text(measure.metric.unit)),
            (
                "scope",
                .object([
                    ("store", .text(measure.scope.stores.map(\.rawValue).joined(separator: "+"))),
                    ("storefronts", measure.scope.storefronts?.json ?? .null),
                ])
            ),
        ])
    }

    private static func day(_ totals: [LaunchTotals?], _ day: Int, of report: CompareReport) -> JSONText {
        let ranges = totals.map { $0?.total(atEndOf: day) }
        let added = totals.map { $0?.added(on: day) }
        func keyed(_ value: (Int) -> JSONText) -> JSONText {
            .object(report.launches.indices.map { (report.launches[$0].id, value($0)) })
        }
        return .object([
            ("day", .int(Int64(day))), ("values", keyed { exact(ranges[$0]) }), ("ranges", keyed { json(ranges[$0]) }),
            ("daily", keyed { exact(added[$0]) }), ("dailyRanges", keyed { json(added[$0]) }),
        ])
    }

    /// Returns a number, or `null` if only bounds are known.
    private static func exact(_ range: ClosedRange<Double>?) -> JSONText {
        guard let range, range.lowerBound == range.upperBound else { return .null }
        return .of(range.lowerBound)
    }

    private static func json(_ range: ClosedRange<Double>?) -> JSONText {
        range.map { .list([.of($0.lowerBound), .of($0.upperBound)]) } ?? .null
    }

    private static func common(of report: CompareReport, _ days: Range<Int>) -> JSONText {
        guard let measure = report.comparison.common else { return .null }
        let totals = report.comparison.totals(in: measure)
        let kinds = zip(report.launches, totals).map { ($0.id, JSONText.of($1?.kind.rawValue)) }
        let sources = zip(report.launches, totals).map { compared, totals in
            (compared.id, JSONText.list((totals?.sources ?? []).map { .text($0) }))
        }
        return .object([
            ("measure", json(measure)), ("kinds", .object(kinds)), ("sources", .object(sources)),
            ("days", .list(days.map { day(totals, $0, of: report) })),
        ])
    }

    /// Returns the distribution of the library's launches in the drawn measure, at each age with enough data.
    private static func library(of report: CompareReport) -> JSONText {
        guard let measure = report.measure(focus: 0) else { return .null }
        let ages = report.band(in: measure, days: LaunchCurve.longest).ages.map { age -> JSONText in
            .object([
                ("days", .int(Int64(age.days))), ("launches", .int(Int64(age.launches))),
                ("minimum", json(age.minimum)),
                ("lowerQuartile", json(age.lowerQuartile)), ("median", json(age.median)),
                ("upperQuartile", json(age.upperQuartile)), ("maximum", json(age.maximum)),
            ])
        }
        return .object([("measure", json(measure)), ("ages", .list(ages))])
    }

    private static func ratios(of report: CompareReport) -> [JSONText] {
        report.launches.indices.dropFirst().flatMap { index in
            report.comparison.rows[index].cells.compactMap { cell in
                cell.ratio.map { ratio in
                    .object([
                        ("id", .text(report.launches[index].id)), ("of", .text(report.launches[0].id)),
                        ("days", .int(Int64(cell.age))), ("day", .int(Int64(cell.age - 1))),
                        ("ratio", exact(ratio.range)), ("range", json(ratio.range)), ("total", json(ratio.total)),
                        ("first", json(ratio.first)), ("measure", json(ratio.measure)),
                        ("oneModel", .bool(ratio.isOneModel)), ("kind", .text(FigureKind.derived.rawValue)),
                    ])
                }
            }
        }
    }

    private static func leads(of report: CompareReport) -> [JSONText] {
        report.launches.indices.dropFirst().flatMap { index -> [JSONText] in
            let pair: [(String, JSONText)] = [
                ("id", .text(report.launches[0].id)), ("against", .text(report.launches[index].id)),
            ]
            let byTotal = report.leads[index].map { lead -> JSONText in
                .object(
                    pair + [
                        ("by", .text("total")), ("age", .text(CompareReport.text(age: lead.age))),
                        ("ageHours", .of(Double(lead.age) / 3600)), ("measure", json(lead.measure)),
                        ("total", json(lead.mine)), ("other", json(lead.theirs)),
                        ("ahead", json(lead.ahead)),
                        ("share", json(lead.ahead.map { 1 + $0.lowerBound...1 + $0.upperBound })),
                        ("hoursAhead", lead.hours.map { .list([.of($0.minimum), .of($0.maximum)]) } ?? .null),
                        ("extrapolated", .bool(lead.isRunning)), ("oneModel", .bool(lead.isOneModel)),
                        ("kind", .text(FigureKind.derived.rawValue)),
                    ]
                )
            }
            let byRank = report.rankLeads[index].map { lead -> JSONText in
                .object(
                    pair + [
                        ("by", .text("rank")), ("age", .text(CompareReport.text(age: lead.age))),
                        ("ageHours", .of(Double(lead.age) / 3600)), ("chart", lead.chart.json),
                        ("rank", .of(lead.mine?.value)), ("other", .of(lead.theirs?.value)),
                        ("otherReachedAfterHours", .of(lead.theirFirst.map { Double($0) / 3600 })),
                        ("kind", .text(FigureKind.observed.rawValue)),
                    ]
                )
            }
            return [byTotal, byRank].compactMap { $0 }
        }
    }

    /// Returns the best rank per day in the drawn chart.
    private static func ranks(of export: CompareExport) -> JSONText {
        let report = export.report
        guard let chart = report.chart else { return .null }
        let best = export.bestRanks
        let days = export.rankDays.map { day -> JSONText in
            .object([
                ("day", .int(Int64(day))),
                (
                    "best",
                    .object(
                        zip(report.launches, best).map { compared, ranks in
                            (compared.id, .of(ranks.indices.contains(day) ? ranks[day]?.value : nil))
                        }
                    )
                ),
            ])
        }
        return .object([("chart", chart.json), ("days", .list(days)), ("hours", .list(rankHours(of: export)))])
    }

    /// Returns the best rank per hour with a snapshot, in the first month.
    private static func rankHours(of export: CompareExport) -> [JSONText] {
        let report = export.report
        let hours = report.curves.map { $0.tracks.first?.hours(since: $0.origin, limit: 31 * 24) ?? [] }
        return (0..<(hours.map(\.count).max() ?? 0)).filter { export.isShown(day: $0 / 24) }.compactMap { hour in
            let bestInHour = hours.map { $0.indices.contains(hour) ? $0[hour] : nil }
            guard bestInHour.contains(where: { $0 != nil }) else { return nil }
            let best = zip(report.launches, bestInHour).map { ($0.id, JSONText.of($1?.best?.value)) }
            return .object([("hour", .int(Int64(hour))), ("best", .object(best))])
        }
    }

    private static func json(_ claim: LaunchCurve.Claim, of curve: LaunchCurve) -> JSONText {
        .object([
            ("id", .text(curve.id)), ("day", .int(Int64(claim.day))), ("value", .of(claim.value)),
            ("atLeast", .bool(claim.isAtLeast)), ("measure", json(claim.measure)), ("kind", .text(claim.kind.rawValue)),
            ("source", .text(claim.source)),
        ])
    }
}
