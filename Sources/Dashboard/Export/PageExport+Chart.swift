import Canvas
public import History
public import Market

extension PageExport {
    /// Exports the Charts page.
    ///
    /// - Parameters:
    ///   - window: The change window in seconds.
    ///   - anchors: The anchors that relate ranks to downloads; without an applicable one, downloads aren't estimated.
    /// - Returns: `nil` if there is no snapshot of the chart at or before `instant`.
    public static func chart(
        _ chart: Chart,
        in ledger: LedgerSnapshot,
        asOf instant: Timestamp,
        window: Int64,
        anchors: [DemandAnchor] = [],
        zone: TimeZoneTable = .utc,
        as format: Format
    ) -> String? {
        ChartReport(
            of: chart,
            in: ledger,
            asOf: instant,
            window: window,
            zone: format.zone(zone),
            anchors: anchors
        )?
        .exported(as: format)
    }

    fileprivate static func text(of report: ChartReport, _ movement: ChartMovement?) -> String {
        let content = report.content(sparkColumns: 21, theme: .mono)
        let header = [report.chart.title, report.snapshotText, movement?.details, ""].compactMap { $0 }
        return (header + content.lines).joined(separator: "\n")
    }

    fileprivate static func json(of report: ChartReport, _ movement: ChartMovement?) -> JSONText {
        let ranking = report.table.ranking
        return .object([
            ("chart", report.chart.json),
            ("asOf", .of(report.instant)),
            ("observedAt", .of(ranking.observedAt)),
            ("confirmedUntil", .of(ranking.confirmedUntil)),
            ("comparedTo", .of(report.table.comparedTo)),
            ("complete", .bool(ranking.coverage == .full && !report.isFiltered)),
            ("depth", .of(ranking.entries.last?.rank.value)),
            ("volatility", movement?.volatilityJSON ?? .null),
            ("churn", movement?.churnJSON ?? .null),
            (
                "entries",
                .list(
                    report.apps.map { app in
                        .object([
                            ("rank", .of(app.rank.value)), ("app", .text(app.app.text)), ("name", .of(app.name)),
                            ("developer", .of(app.developer)), ("previousRank", .of(app.previousRank?.value)),
                            ("change", .of(app.change)), ("state", .of(app.state?.rawValue)),
                            ("moved", .bool(report.moved.contains(app.app))),
                            ("demand", report.demand(at: app.rank).map { json(of: $0) } ?? .null),
                        ])
                    }
                )
            ),
            (
                "dropped",
                .list(
                    report.dropped.map {
                        .object([
                            ("app", .text($0.app.text)), ("name", .of($0.name)), ("lastRank", .of($0.lastRank.value)),
                            ("confirmed", .bool($0.isConfirmed)),
                        ])
                    }
                )
            ),
        ])
    }

    /// Returns the estimated downloads per day.
    private static func json(of demand: ClosedRange<Double>) -> JSONText {
        .object([
            ("low", .of(demand.lowerBound)), ("high", .of(demand.upperBound)),
            ("kind", .text(FigureKind.estimate.rawValue)),
        ])
    }

    /// Returns launchtop's chart CSV format with more columns, so that exports can be imported again.
    fileprivate static func csv(of report: ChartReport) -> String {
        let chart = report.chart
        let header = [
            "time", "store", "storefront", "chart", "genre", "rank", "app", "name", "developer", "edition",
            "coverage", "previousRank", "change", "state", "demandLow",
            "demandHigh", "demandKind",
        ]
        // An export of some rows must not be imported as the whole chart.
        let isWhole = report.table.ranking.coverage == .full && !report.isFiltered
        let rows = report.apps.map { app in
            let demand = report.demand(at: app.rank)
            let fields: [String] = [
                report.table.ranking.observedAt.iso8601, chart.store.rawValue, chart.storefront.code, chart.kind.slug,
                chart.genre?.id ?? "", "\(app.rank.value)", app.app.text, app.name ?? "", app.developer ?? "",
                chart.edition.rawValue, isWhole ? "full" : "partial",
                app.previousRank.map { "\($0.value)" } ?? "", app.change.map(String.init) ?? "",
                app.state?.rawValue ?? "",
            ]
            return fields + [
                number(demand?.lowerBound), number(demand?.upperBound),
                demand == nil ? "" : FigureKind.estimate.rawValue,
            ]
        }
        return ([header] + rows).map(CSVText.line).joined(separator: "\n")
    }

    /// Returns an empty string for `nil`.
    private static func number(_ value: Double?) -> String { value.map { JSONText.of($0).line } ?? "" }
}

extension ChartReport: ExportedReport {
    /// Rows of CSV are chart entries, so dropped apps are only in text and JSON.
    func exportedRows(as format: PageExport.Format) -> ExportedRows {
        format == .csv
            ? ExportedRows(apps.count, of: table.apps.count)
            : ExportedRows(rowCount, of: table.apps.count + table.dropped.count)
    }

    func exportRemark(as format: PageExport.Format) -> String? {
        guard format == .csv, !dropped.isEmpty else { return nil }
        return "\(NumberFormat.count(dropped.count, "dropped app")) not in CSV; use JSON"
    }

    func exported(as format: PageExport.Format) -> String {
        switch format {
        case .text: PageExport.text(of: self, ChartMovement(of: table, in: ledger))
        case .json: PageExport.json(of: self, ChartMovement(of: table, in: ledger)).line
        case .csv: PageExport.csv(of: self)
        }
    }
}
