import Canvas
import History
import Market

extension ChartReport: ExportedReport {
    /// Returns the number of exported rows. CSV rows are chart entries, so dropped apps are only in text and JSON.
    func exportedRows(as format: ExportFormat) -> ExportedRows {
        format == .csv
            ? ExportedRows(apps.count, of: table.apps.count)
            : ExportedRows(rows.count, of: table.apps.count + table.dropped.count)
    }

    func exportRemark(as format: ExportFormat) -> String? {
        guard format == .csv, !dropped.isEmpty else { return nil }
        return "\(NumberFormat.count(dropped.count, "dropped app")) not in CSV; use JSON"
    }

    func exported(as format: ExportFormat) -> String {
        switch format {
        case .text: text
        case .json: json.line
        // CSV is launchtop's chart format with more columns, so that exports can be imported again.
        case .csv: columns.csv(rows.filter { $0.ranked != nil })
        }
    }

    private var text: String {
        let movement = ChartMovement(of: table, in: ledger)
        let header = [chart.title, snapshotText, movement?.details, ""].compactMap { $0 }
        return (header + content(theme: .mono).lines).joined(separator: "\n")
    }

    private var json: JSONText {
        let ranking = table.ranking
        let movement = ChartMovement(of: table, in: ledger)
        let dropped = dropped.map { app in
            JSONText.object([
                ("app", .text(app.app.text)), ("name", .of(app.name)), ("lastRank", .of(app.lastRank.value)),
                ("confirmed", .bool(app.isConfirmed)),
            ])
        }
        return .object([
            ("chart", chart.json),
            ("asOf", .of(instant)),
            ("observedAt", .of(ranking.observedAt)),
            ("confirmedUntil", .of(ranking.confirmedUntil)),
            ("comparedTo", .of(table.comparedTo)),
            ("complete", .bool(ranking.coverage == .full && !isFiltered)),
            ("depth", .of(ranking.entries.last?.rank.value)),
            ("volatility", movement?.volatilityJSON ?? .null),
            ("churn", movement?.churnJSON ?? .null),
            ("entries", columns.json(rows.filter { $0.ranked != nil })),
            ("dropped", .list(dropped)),
        ])
    }
}
