import Canvas
import Growth
import Market

extension CompareExport {
    static func text(of export: CompareExport) -> String {
        let report = export.report
        let names = report.launches.map { compared in
            let verb = compared.launch.map { $0.kind == .surge ? "counted from" : "launched" } ?? "first seen"
            let alignment = report.alignment.label
            let isAligned = report.alignment != .day0 && compared.missingOrigin == nil
            return "\(compared.name.full), \(verb) \(TimeFormat.long(compared.day0.day))"
                + (isAligned ? ", aligned at \(alignment): \(text(of: compared.origin))" : "")
        }
        var lines = [names.joined(separator: "; "), ""]
        lines += report.table(theme: .mono, focus: 0, view: export.view).content.lines
        var notes = report.leadLines + report.originNotes
        notes += report.differences.map { "\(Symbol.conflict) \($0)" } + report.claimLines
        if let measure = report.measure(focus: 0) {
            notes += CompareReport.text(report.band(in: measure, days: LaunchCurve.longest)).map { [$0] } ?? []
        }
        if !notes.isEmpty { lines += [""] + notes }
        return lines.map { DisplayText($0).text }.joined(separator: "\n")
    }

    /// Returns an origin as text: "Oct 3, 2025, 14:00 UTC", or the day alone at midnight.
    private static func text(of origin: Timestamp) -> String {
        origin.secondOfDay == 0 ? TimeFormat.long(origin.day) : TimeFormat.instant(origin)
    }

    /// Returns CSV with one row per day: each launch's total or daily value with its bounds, or its best rank.
    static func csv(of export: CompareExport) -> String {
        let (header, rows) = export.view == .rank ? ranks(of: export) : totals(of: export)
        return ([header] + rows).map(CSVText.line).joined(separator: "\n")
    }

    private static func totals(of export: CompareExport) -> (header: [String], rows: [[String]]) {
        let isByDay = export.view == .daily
        let report = export.report
        let own = report.comparison.curves.map(\.own)
        func text(_ value: Double?) -> String { value.map { JSONText.of($0).line } ?? "" }
        let header = report.launches.flatMap { compared in
            let name = compared.id + (isByDay ? " daily" : "")
            return [name, "\(name) minimum", "\(name) maximum", "\(compared.id) scope"]
        }
        let rows = export.days.map { day in
            ["\(day)"]
                + own.flatMap { totals -> [String] in
                    let range = isByDay ? totals?.added(on: day) : totals?.total(atEndOf: day)
                    let isExact = range.map { $0.lowerBound == $0.upperBound } ?? false
                    return [
                        isExact ? text(range?.lowerBound) : "", text(range?.lowerBound), text(range?.upperBound),
                        totals.map { CompareReport.label($0.measure) } ?? "",
                    ]
                }
        }
        return (["day"] + header, rows)
    }

    private static func ranks(of export: CompareExport) -> (header: [String], rows: [[String]]) {
        let best = export.bestRanks
        let rows = export.rankDays.map { day in
            ["\(day)"] + best.map { $0.indices.contains(day) ? $0[day].map { "\($0.value)" } ?? "" : "" }
        }
        return (["day"] + export.report.launches.map { "\($0.id) rank" }, rows)
    }
}
