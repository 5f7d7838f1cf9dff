import Canvas
import Growth
public import History
public import Market

extension PageExport {
    /// Exports the Launches page.
    public static func launches(_ ledger: LedgerSnapshot, asOf instant: Timestamp, as format: Format) -> String {
        LaunchListReport(ledger, asOf: instant).exported(as: format)
    }

    fileprivate static func json(_ row: LaunchListReport.Row) -> JSONText {
        let launch = row.launch
        return .object([
            ("id", .text(launch.id)), ("name", .text(launch.name)), ("kind", .text(launch.kind.rawValue)),
            ("store", .of(launch.store?.rawValue)), ("day0", .of(launch.day0)),
            ("storefronts", storefronts(launch.storefronts)),
            ("access", .text(launch.access)), ("day1", number(row.summary.day1)), ("day7", number(row.summary.day7)),
            ("peak", .of(row.summary.peak)), ("sources", .of(row.summary.sources)),
            ("last", row.last?.json ?? .null),
        ])
    }

    /// Returns a number, or `null` if only bounds are known.
    private static func number(_ range: ClosedRange<Double>?) -> JSONText {
        guard let range, range.lowerBound == range.upperBound else { return .null }
        return .of(range.lowerBound)
    }

    fileprivate static func csvRow(_ row: LaunchListReport.Row) -> [String] {
        let launch = row.launch
        func text(_ range: ClosedRange<Double>?) -> String {
            guard let range, range.lowerBound == range.upperBound else { return "" }
            return JSONText.of(range.lowerBound).line
        }
        return [
            launch.id, launch.name, launch.store?.rawValue ?? "", launch.day0.iso8601,
            launch.storefronts.map(\.code).joined(separator: " "), launch.access, text(row.summary.day1),
            text(row.summary.day7), row.summary.peak.map(String.init) ?? "", "\(row.summary.sources)",
            row.last?.metric.rawValue ?? "", row.last.map { JSONText.of($0.value).line } ?? "",
            row.last?.kind.rawValue ?? "", row.last?.period.lastDay.iso8601 ?? "",
        ]
    }
}

extension LaunchListReport: ExportedReport {
    func exportedRows(as format: PageExport.Format) -> ExportedRows { ExportedRows(rows.count, of: total) }

    func exported(as format: PageExport.Format) -> String {
        switch format {
        case .text where total == 0: return "no documented launches"
        case .text: return content(theme: .mono).lines.joined(separator: "\n")
        case .json: return JSONText.list(rows.map(PageExport.json)).line
        case .csv:
            let header = [
                "id", "name", "store", "day0", "storefronts", "access", "day1", "day7", "peak", "sources", "lastMetric",
                "lastValue", "lastKind", "lastDate",
            ]
            return ([header] + rows.map(PageExport.csvRow)).map(CSVText.line).joined(separator: "\n")
        }
    }
}
