import Canvas
import Growth
import Market

extension Twin {
    static func text(of report: CompareReport) -> String {
        let names = report.entrants.map { entrant in
            let start = entrant.launch.map { $0.kind == .surge ? "counted from" : "launched" } ?? "first seen"
            let at = report.alignment.words
            let isAligned = report.alignment != .day0 && entrant.absence == nil
            return "\(entrant.name.full), \(start) \(Dates.long(entrant.day0.day))"
                + (isAligned ? ", aligned at \(at): \(when(entrant.origin))" : "")
        }
        var lines = [names.joined(separator: "; "), ""]
        lines += report.table(theme: .mono, focus: 0, view: report.openingView).content.lines
        var words = report.ghostSentences + report.originSentences
        words += report.remarks.map { "≠ \($0)" } + report.claimSentences
        if let measure = report.measure(focus: 0) {
            words += CompareReport.words(report.band(in: measure, days: LaunchCurve.longest)).map { [$0] } ?? []
        }
        if !words.isEmpty { lines += [""] + words }
        return lines.map { DisplayText($0).text }.joined(separator: "\n")
    }

    /// "3 Oct 2025 14:00 UTC", and only the day where an origin is a day.
    private static func when(_ origin: Timestamp) -> String {
        origin.secondOfDay == 0 ? Dates.long(origin.day) : Dates.instant(origin)
    }

    /// A row for each day, and of each launch the total and its bounds.
    static func csv(of report: CompareReport) -> String {
        let header = ["day"] + report.entrants.flatMap { [$0.id, "\($0.id) least", "\($0.id) most", "\($0.id) scope"] }
        let own = report.comparison.curves.map(\.own)
        let rows = (0..<report.dayCount).map { day in
            ["\(day)"]
                + own.flatMap { totals -> [String] in
                    let range = totals?.total(atEndOf: day)
                    func text(_ value: Double?) -> String { value.map { JSONText.of($0).line } ?? "" }
                    let isExact = range.map { $0.lowerBound == $0.upperBound } ?? false
                    return [
                        isExact ? text(range?.lowerBound) : "", text(range?.lowerBound), text(range?.upperBound),
                        totals.map { CompareReport.words($0.measure) } ?? "",
                    ]
                }
        }
        return ([header] + rows).map(CSVText.line).joined(separator: "\n")
    }
}
