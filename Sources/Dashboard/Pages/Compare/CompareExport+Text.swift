import Canvas
import Growth
import Market

extension CompareExport {
    static func text(of export: CompareExport) -> String {
        let report = export.report
        let names = report.launches.map { compared in
            let isSurge = compared.launch?.kind == .surge
            let verb = compared.start == nil ? "first seen" : isSurge ? "counted from" : "launched"
            let alignment = report.alignment.label
            let isAligned = report.alignment != .day0 && compared.missingOrigin == nil
            return "\(compared.name.full), \(verb) \(TimeFormat.long(compared.day0.day))"
                + (isAligned ? ", aligned at \(alignment): \(text(of: compared.origin))" : "")
        }
        var lines = [names.joined(separator: "; "), ""]
        lines += report.table(theme: .mono, focus: 0, view: export.view).content.lines
        var notes = report.leadLines + report.caveats
        let explained = Set(report.launches.indices.filter { report.missingLeads[$0] != nil })
        notes += report.differences(except: explained).map { "\(Symbol.conflict) \($0)" } + report.claimLines
        if let measure = report.measure(focus: 0) {
            notes += CompareReport.text(report.band(in: measure, days: LaunchCurve.longest)).map { [$0] } ?? []
        }
        if !notes.isEmpty { lines += [""] + notes }
        return lines.map { DisplayText($0).text }.joined(separator: "\n")
    }

    /// Returns an origin as text: "Oct 3, 2025, 14:00 UTC", or only the day if the time is midnight UTC.
    private static func text(of origin: Timestamp) -> String {
        origin.secondOfDay == 0 ? TimeFormat.long(origin.day) : TimeFormat.instant(origin)
    }
}
