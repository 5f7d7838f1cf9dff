import Canvas
import Growth
public import History
public import Market

extension PageExport {
    /// Exports the Milestones page.
    ///
    /// - Parameters:
    ///   - data: The data of sources, limited to the watchlist and apps with imported counts; `nil` to export the documented
    ///     launches.
    ///   - library: The documented launches.
    public static func milestones(
        _ data: LedgerSnapshot?,
        library: LedgerSnapshot,
        asOf instant: Timestamp,
        zone: TimeZoneTable = .utc,
        as format: Format
    ) -> String {
        MilestonesReport(
            of: data == nil ? .library : .watchlist,
            data: data ?? LedgerSnapshot(),
            library: library,
            asOf: instant,
            zone: format.zone(zone)
        )
        .exported(as: format)
    }

    static func milestones(_ report: MilestonesReport, as format: Format) -> String { report.exported(as: format) }

    fileprivate static func text(of report: MilestonesReport) -> String {
        var lines = ["milestones as of \(TimeFormat.instant(report.instant, in: report.zone))", ""]
        guard !report.isEmpty else {
            return (lines + ["no milestones: the watchlist is empty, and no counts were imported"]).joined(
                separator: "\n"
            )
        }
        lines += report.content(theme: .mono).lines
        for row in report.rows {
            guard let figures = row.figures, let running = figures.running else { continue }
            let now = "\(running.kind.mark)\(MilestoneCounter.Projection.rounded(running.expected))"
            lines.append("\(row.name), \(figures.subject): \(now) by now, extrapolated from the \(figures.basis)")
        }
        let reached = report.reached
        lines += ["", "dates: \(MilestoneOutlook.method)", "", "reached, newest first"]
        lines += reached.isEmpty ? ["none yet"] : MilestonesReport.content(of: reached, theme: .mono).lines
        return lines.map { DisplayText($0).text }.joined(separator: "\n")
    }

    fileprivate static func json(of report: MilestonesReport) -> JSONText {
        .object([
            ("asOf", .of(report.instant)), ("method", .text(MilestoneOutlook.method)),
            ("counters", .list(report.rows.map(json))),
            (
                "reached",
                .list(
                    report.reached.map { milestone in
                        .object([
                            ("app", .text(milestone.app.text)), ("name", .text(milestone.name)),
                            ("reached", .text(milestone.threshold)),
                            ("when", .text(milestone.when)), ("latest", .of(milestone.instant)),
                            ("kind", .text(milestone.kind.rawValue)),
                            ("source", .text(milestone.source)),
                        ])
                    }
                )
            ),
        ])
    }

    /// Ranges are pairs of the lower and upper bound; no data is `null`.
    private static func json(_ row: MilestoneCounter) -> JSONText {
        let appFields: [(key: String, value: JSONText)] = [("app", .text(row.app.text)), ("name", .text(row.name))]
        guard let figures = row.figures else { return .object(appFields + [("metric", .null)]) }
        let outlook = figures.outlook
        let arrival: JSONText =
            outlook?.arrival.map { arrival in
                .object([
                    ("earliest", .of(arrival.earliest)),
                    ("expected", .list([.of(arrival.expected.start), .of(arrival.expected.end)])),
                    ("latest", .of(arrival.latest)),
                ])
            } ?? .null
        let running: JSONText =
            figures.running.map {
                .object([
                    ("expected", range($0.expected)), ("range", range($0.range)), ("kind", .text($0.kind.rawValue)),
                ])
            } ?? .null
        return .object(
            appFields + [
                ("metric", .text(figures.metric.rawValue)), ("where", .text(figures.area)),
                ("kind", .text(figures.kind.rawValue)), ("source", .text(figures.source)),
                ("since", .of(figures.curve.day0)), ("to", .of(figures.total?.day ?? figures.pace.lastDay)),
                ("total", figures.total.map { range($0.range) } ?? .null), ("atLeast", .of(figures.pace.least)),
                ("now", running), ("perDay", figures.pace.mean.map(range) ?? .null),
                ("perHour", figures.pace.hourlyVelocity(days: figures.pace.daysInMean).map(range) ?? .null),
                ("daysInMean", .of(figures.pace.daysInMean)), ("next", .of(outlook?.threshold)),
                ("share", outlook?.share.map(range) ?? .null), ("arrival", arrival),
                ("left", .of(figures.end?.day)),
            ]
        )
    }

    private static func range(_ range: ClosedRange<Double>) -> JSONText {
        .list([.of(range.lowerBound), .of(range.upperBound)])
    }

    /// Returns one row per counter.
    fileprivate static func csv(of report: MilestonesReport) -> String {
        let header = [
            "asOf", "app", "name", "metric", "where", "kind", "source", "since", "to", "totalLeast", "totalMost",
            "perDayLeast",
            "perDayMost", "next", "shareLeast", "shareMost", "earliest", "expected", "latest",
        ]
        return ([header] + report.rows.map { csvRow($0, asOf: report.instant) }).map(CSVText.line).joined(
            separator: "\n"
        )
    }

    private static func csvRow(_ row: MilestoneCounter, asOf instant: Timestamp) -> [String] {
        guard let figures = row.figures else {
            return [instant.iso8601, row.app.text, row.name] + Array(repeating: "", count: 16)
        }
        func number(_ value: Double?) -> String { value.map { JSONText.of($0).line } ?? "" }
        let (total, mean, outlook) = (figures.total?.range, figures.pace.mean, figures.outlook)
        let fields: [String] = [
            instant.iso8601, row.app.text, row.name, figures.metric.rawValue, figures.area, figures.kind.rawValue,
            figures.source, figures.curve.day0.iso8601, (figures.total?.day ?? figures.pace.lastDay).iso8601,
        ]
        let counts: [String] = [
            number(total?.lowerBound), number(total?.upperBound), number(mean?.lowerBound), number(mean?.upperBound),
        ]
        let goal: [String] = [
            outlook.map { "\($0.threshold)" } ?? "", number(outlook?.share?.lowerBound),
            number(outlook?.share?.upperBound), outlook?.arrival?.earliest.iso8601 ?? "",
            outlook?.arrival?.expected.start.iso8601 ?? "", outlook?.arrival?.latest?.iso8601 ?? "",
        ]
        return fields + counts + goal
    }
}

extension MilestonesReport: ExportedReport {
    func exportedRows(as format: PageExport.Format) -> ExportedRows { ExportedRows(rows.count, of: total) }

    func exported(as format: PageExport.Format) -> String {
        switch format {
        case .text: PageExport.text(of: self)
        case .json: PageExport.json(of: self).line
        case .csv: PageExport.csv(of: self)
        }
    }
}
