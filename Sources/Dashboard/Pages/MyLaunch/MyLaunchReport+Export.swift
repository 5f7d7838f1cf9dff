import Alerts
import Canvas
import History
import Market

extension MyLaunchReport: ExportedReport {
    /// Returns the number of exported rows: one per app and storefront.
    func exportedRows(as format: ExportFormat) -> ExportedRows {
        let count = allDetails().reduce(0) { $0 + $1.rows.count }
        return ExportedRows(count, of: count)
    }

    func exported(as format: ExportFormat) -> String {
        switch format {
        case .text: text
        case .json: json.line
        // One row per app and storefront.
        case .csv: Self.columns.csv(allDetails().flatMap(\.exportRows))
        }
    }

    private var text: String {
        let asOf = "my launch as of \(TimeFormat.instant(inputs.instant, in: inputs.zone))"
        guard details != nil else {
            return "\(asOf)\n\nthe watchlist is empty; run launchtop watch 1559935726 --storefront us,jp to add an app"
        }
        let lines = [asOf] + allDetails().flatMap { [""] + text(of: $0) }
        return lines.map { DisplayText($0).text }.joined(separator: "\n")
    }

    private func text(of details: MyLaunchDetails) -> [String] {
        func joined(_ pieces: [StyledText]) -> String { pieces.map(\.text).joined() }
        let age = details.age.map { ", \($0.text)" } ?? ""
        var lines = ["\(details.name)\(age), \(details.idText)", details.rankSummary, ""]
        lines += MyLaunchTable(details: details, theme: .mono, width: nil).content.lines
        let downloads = details.downloadLines(width: 72, theme: .mono)
        lines += ["", "downloads"] + downloads.map { "  \(joined($0))" }
        lines += ["", "at the same age\(details.sameAge.dayText.map { ", \($0)" } ?? "")"]
        lines +=
            details.sameAge.day == nil
            ? ["  \(details.sameAge.reason.map(SameAge.advice) ?? "")"]
            : details.sameAge.content(theme: .mono).lines.map { "  \($0)" }
        lines += details.sameAge.notes.map { "  \($0)" }
        let since = TimeFormat.instant(details.inputs.since, in: details.zone)
        let events = details.events.map { joined($0.pieces(of: details, theme: .mono)) }
        lines += ["", "alerts and milestones since \(since)"]
        lines += events.isEmpty ? ["  none"] : events.map { "  \($0)" }
        let neighbors = (details.neighborChart.map { details.neighbors(in: $0, reach: 2) } ?? [])
            .map { "  #\($0.rank.value) \($0.name)" }
        let title = details.neighborChart.map { details.neighborTitle(of: $0).lowercasedFirst } ?? "neighbors"
        return lines + ["", title] + (neighbors.isEmpty ? ["  no data"] : neighbors)
    }

    private var json: JSONText {
        .object([
            ("asOf", .of(inputs.instant)), ("since", .of(inputs.since)),
            ("lastPoll", .of(polls.last)), ("nextPoll", .of(polls.next)),
            ("apps", .list(allDetails().map(\.json))),
        ])
    }
}

extension String {
    /// The string with a lowercase first letter, as used for headings in exported text.
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
