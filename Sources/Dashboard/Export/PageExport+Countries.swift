import Canvas
public import History
public import Market
import TimeSeries

extension PageExport {
    /// Exports the Countries page.
    ///
    /// - Parameters:
    ///   - chart: The chart; its storefront is ignored.
    ///   - app: The app whose ranks are exported; `nil` for the leaders.
    ///   - window: The change window in seconds.
    /// - Returns: `nil` if there are no data of this chart in any storefront.
    public static func countries(
        _ chart: Chart,
        app: AppID?,
        in ledger: LedgerSnapshot,
        asOf instant: Timestamp,
        window: Int64,
        zone: TimeZoneTable = .utc,
        as format: Format
    ) -> String? {
        let zone = format.zone(zone)
        let report = CountriesReport(of: chart, app: app, in: ledger, asOf: instant, window: window, zone: zone)
        return report.all.isEmpty ? nil : report.exported(as: format)
    }

    fileprivate static func text(of report: CountriesReport) -> String {
        let subject = report.app.map { report.ledger.name(of: $0, asOf: report.instant) } ?? "leaders"
        let head = [
            DisplayText("\(subject): \(report.chartTitle)").text,
            "as of \(TimeFormat.instant(report.instant, in: report.zone))",
            DisplayText(report.summary).text, "",
        ]
        return (head + report.content(sparkColumns: 21, theme: .mono).lines).joined(separator: "\n")
    }

    fileprivate static func json(of report: CountriesReport) -> JSONText {
        let chart = report.chart
        return .object([
            ("store", .text(chart.store.rawValue)), ("kind", .text(chart.kind.slug)), ("genre", .of(chart.genre?.id)),
            ("edition", .text(chart.edition.rawValue)), ("app", .of(report.app?.text)),
            ("name", .of(report.app.map { report.ledger.name(of: $0, asOf: report.instant) })),
            ("asOf", .of(report.instant)), ("window", .int(report.window)),
            ("storefronts", .list(report.rows.map { json($0, of: report) })),
        ])
    }

    private static func json(_ row: CountriesReport.Row, of report: CountriesReport) -> JSONText {
        let record = row.app.flatMap { report.ledger.rankRecord(of: $0, in: row.chart, asOf: report.instant) }
        let lead = report.view == .leaders ? report.ledger.lead(of: row.chart, asOf: report.instant) : nil
        return .object([
            ("storefront", .text(row.chart.storefront.code)), ("country", .text(row.chart.storefront.name)),
            ("app", .of(row.app?.text)), ("name", .of(row.name)), ("rank", .of(row.rankStatus?.rank?.value)),
            ("listed", row.rankStatus.map { .bool($0.rank != nil) } ?? .null),
            ("confirmed", row.rankStatus.map { .bool($0.isConfirmed) } ?? .null),
            ("observedAt", .of(row.rankStatus?.since)), ("confirmedUntil", .of(row.rankStatus?.seen)),
            ("comparedTo", .of(row.rankStatus?.comparedTo)),
            ("previousRank", .of(row.rankStatus?.previousRank?.value)), ("change", .of(row.rankStatus?.change)),
            ("state", .of(row.rankStatus?.state?.rawValue)), ("best", .of(record.map { Int($0.best) })),
            ("leadsSince", .of(lead?.since)),
        ])
    }

    /// Returns one row per storefront; fields without data are empty.
    fileprivate static func csv(of report: CountriesReport) -> String {
        let header = [
            "asOf", "store", "storefront", "chart", "genre", "edition", "app", "name", "rank", "listed", "observedAt",
            "confirmedUntil", "previousRank", "change", "state", "best",
        ]
        let rows = report.rows.map { csvRow($0, of: report) }
        return ([header] + rows).map(CSVText.line).joined(separator: "\n")
    }

    private static func csvRow(_ row: CountriesReport.Row, of report: CountriesReport) -> [String] {
        let (chart, rankStatus) = (row.chart, row.rankStatus)
        let record = row.app.flatMap { report.ledger.rankRecord(of: $0, in: chart, asOf: report.instant) }
        func text(_ number: Int?) -> String { number.map(String.init) ?? "" }
        let identity: [String] = [
            report.instant.iso8601, chart.store.rawValue, chart.storefront.code, chart.kind.slug, chart.genre?.id ?? "",
            chart.edition.rawValue, row.app?.text ?? "", row.name ?? "",
        ]
        let ranking: [String] = [
            text(rankStatus?.rank?.value), rankStatus.map { "\($0.rank != nil)" } ?? "",
            rankStatus?.since.iso8601 ?? "",
            rankStatus?.seen.iso8601 ?? "", text(rankStatus?.previousRank?.value), text(rankStatus?.change),
            rankStatus?.state?.rawValue ?? "", text(record.map { Int($0.best) }),
        ]
        return identity + ranking
    }
}

extension CountriesReport: ExportedReport {
    func exportedRows(as format: PageExport.Format) -> ExportedRows { ExportedRows(rows.count, of: all.count) }

    func exported(as format: PageExport.Format) -> String {
        switch format {
        case .text: PageExport.text(of: self)
        case .json: PageExport.json(of: self).line
        case .csv: PageExport.csv(of: self)
        }
    }
}
