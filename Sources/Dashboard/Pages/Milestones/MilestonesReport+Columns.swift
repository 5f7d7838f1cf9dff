import Canvas
import Growth
import History
import Market

/// The counters as a table for exports. On screen, counters are blocks with large digits.
extension MilestonesReport {
    private typealias Projection = MilestoneCounter.Projection

    var columns: [Column<MilestoneCounter>] { subjectColumns + totalColumns + outlookColumns }

    private var subjectColumns: [Column<MilestoneCounter>] {
        [
            Column("app", 10...30) { row in
                RoleText(row.conflicts.isEmpty ? row.name : "\(Symbol.conflict) \(row.name)", .heading)
            }
            .field("asOf", .csv) { _ in .of(instant) }
            .field("app") { .text($0.app.text) }
            .field("name") { .text($0.name) }
            .sorted("name") { $0.name.lowercased() },
            .shown("metric", 10...36) { RoleText($0.subject) }
                .field("metric") { .of($0.figures?.metric.rawValue) }
                .figure("where") { .text($0.area) }
                .figure("kind") { .text($0.kind.rawValue) },
            .shown("source", 10...60, at: 8) { RoleText("\($0.kind.rawValue), \($0.source)", .faint) }
                .figure("source") { .text($0.source) }
                .field("conflicts", .json) { row in
                    row.conflicts.isEmpty ? nil : .list(row.conflicts.map { .text($0) })
                },
        ]
    }

    private var totalColumns: [Column<MilestoneCounter>] {
        [
            .shown("as of", 12...12, at: 3) { RoleText(TimeFormat.long($0.pace.lastDay)) }
                .figure("since") { .of($0.curve.day0) }
                .figure("to") { .of($0.total?.day ?? $0.pace.lastDay) },
            .shown("total", 10...28, isRightAligned: true, at: 2) { figures in
                let total = figures.total.map { "\(figures.kind.mark)\(NumberFormat.range($0.range))" }
                return RoleText(total ?? figures.largeTexts[0], .heading)
            }
            .figure("total", .json) { $0.total.map { .range($0.range) } ?? .null }
            .figure("atLeast", .json) { .of($0.pace.minimum) }
            .figure("totalMinimum", .csv) { .of($0.total?.range.lowerBound) }
            .figure("totalMaximum", .csv) { .of($0.total?.range.upperBound) }
            .figure("now", .json) { figures in
                figures.running.map {
                    .object([
                        ("expected", .range($0.expected)), ("range", .range($0.range)),
                        ("kind", .text($0.kind.rawValue)),
                    ])
                } ?? .null
            }
            .sorted("total") { $0.figures.map { -$0.pace.minimum } },
            .shown("per day", 8...24, isRightAligned: true) { RoleText(orNoData: $0.dailyPace) }
                .figure("perDay", .json) { $0.pace.mean.map { .range($0) } ?? .null }
                .figure("perHour", .json) { figures in
                    figures.pace.hourlyVelocity(days: figures.pace.daysInMean).map { .range($0) } ?? .null
                }
                .figure("daysInMean", .json) { .of($0.pace.daysInMean) }
                .figure("perDayMinimum", .csv) { .of($0.pace.mean?.lowerBound) }
                .figure("perDayMaximum", .csv) { .of($0.pace.mean?.upperBound) },
        ]
    }

    private var outlookColumns: [Column<MilestoneCounter>] {
        [
            .shown("14 days", 14...14) { figures in RoleText(figures.recent(asOf: instant)?.text ?? "", .bar) },
            .shown("next", 5...5, isRightAligned: true) { figures in
                RoleText(orNoData: figures.outlook.map { NumberFormat.short(Double($0.threshold)) })
            }
            .figure("next") { .of($0.outlook?.threshold) },
            .shown("progress", 8...10, isRightAligned: true) { RoleText(orNoData: $0.done.isEmpty ? nil : $0.done) }
                .figure("share", .json) { $0.outlook?.share.map { .range($0) } ?? .null }
                .figure("shareMinimum", .csv) { .of($0.outlook?.share?.lowerBound) }
                .figure("shareMaximum", .csv) { .of($0.outlook?.share?.upperBound) }
                // Sort by the lower bound of the progress, largest first.
                .sorted("share", "progress to the next milestone", isDefault: true) { row in
                    row.figures.map { -($0.outlook?.minimumShare ?? 1) }
                },
            .shown("expected", 12...60) { figures in
                RoleText(orNoData: figures.outlook.map { _ in figures.arrival(asOf: instant, in: zone) }, .milestone)
            }
            .figure("arrival", .json) { figures in
                figures.outlook?.arrival.map { arrival in
                    .object([
                        ("earliest", .of(arrival.earliest)),
                        ("expected", .list([.of(arrival.expected.start), .of(arrival.expected.end)])),
                        ("latest", .of(arrival.latest)),
                    ])
                } ?? .null
            }
            .figure("left", .json) { .of($0.end?.day) }
            .figure("earliest", .csv) { .of($0.outlook?.arrival?.earliest) }
            .figure("expected", .csv) { .of($0.outlook?.arrival?.expected.start) }
            .figure("latest", .csv) { .of($0.outlook?.arrival?.latest) }
            .sorted("eta", "time to the next milestone") { $0.figures?.outlook?.arrival?.expected.start },
        ]
    }
}

extension Column<MilestoneCounter> {
    /// Creates a column of a counter's figures. The cell is `·` for a counter without figures.
    fileprivate static func shown(
        _ title: String,
        _ width: ClosedRange<Int>,
        isRightAligned: Bool = false,
        at position: Int? = nil,
        cell: @escaping (MilestoneCounter.Projection) -> RoleText
    ) -> Column {
        Column(title, width, isRightAligned: isRightAligned, at: position) { row in
            row.figures.map(cell) ?? RoleText(Symbol.noData, .faint)
        }
    }

    /// Returns the column with an export field of a counter's figures, which is omitted for a counter without figures.
    fileprivate func figure(
        _ key: String,
        _ use: FieldUse = .all,
        _ value: @escaping (MilestoneCounter.Projection) -> JSONText
    ) -> Column {
        field(key, use) { $0.figures.map(value) }
    }
}

extension JSONText {
    /// Returns a range as a pair of its lower and upper bound.
    fileprivate static func range(_ range: ClosedRange<Double>) -> JSONText {
        .list([.of(range.lowerBound), .of(range.upperBound)])
    }
}
