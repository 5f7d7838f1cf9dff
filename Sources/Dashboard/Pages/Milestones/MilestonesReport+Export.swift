import Canvas
import Growth
import History
import Market

extension MilestonesReport: PlainReport {
    func exportedRows(as format: ExportFormat) -> ExportedRows { ExportedRows(rows.count, of: total) }

    var text: String {
        var lines = ["milestones as of \(TimeFormat.instant(instant, in: zone))", ""]
        guard !isEmpty else {
            return (lines + ["no milestones: the watchlist is empty, and no counts were imported"]).joined(
                separator: "\n"
            )
        }
        lines += content(theme: .mono).lines
        for row in rows {
            guard let figures = row.figures, let running = figures.running else { continue }
            let now = "\(running.kind.mark)\(MilestoneCounter.Projection.rounded(running.expected))"
            lines.append("\(row.name), \(figures.subject): \(now) by now, extrapolated from the \(figures.basis)")
        }
        let reached = reached
        lines += ["", "dates: \(MilestoneOutlook.method)", "", "reached, newest first"]
        lines += reached.isEmpty ? ["none yet"] : Self.content(of: reached, theme: .mono).lines
        return lines.map { DisplayText($0).text }.joined(separator: "\n")
    }

    var json: JSONText {
        let reached = reached.map { milestone in
            JSONText.object([
                ("app", .text(milestone.app.text)), ("name", .text(milestone.name)),
                ("reached", .text(milestone.threshold)), ("when", .text(milestone.when)),
                ("latest", .of(milestone.instant)), ("kind", .text(milestone.kind.rawValue)),
                ("source", .text(milestone.source)),
            ])
        }
        return .object([
            ("asOf", .of(instant)), ("method", .text(MilestoneOutlook.method)),
            ("counters", jsonRows), ("reached", .list(reached)),
        ])
    }
}
