import Growth
import Market

/// The export of a Compare page. CSV and text contain the current view, and JSON contains all views.
struct CompareExport: ExportedReport {
    let report: CompareReport
    /// The exported view.
    let view: PageView
    /// The best rank of each launch per day in the compared chart.
    let bestRanks: [[Rank?]]
    /// The range of ages to export, in seconds; `nil` for all.
    private let ages: ClosedRange<Int64>?

    /// Creates the export of a comparison.
    ///
    /// - Parameters:
    ///   - view: The view of the page.
    ///   - ages: The range of ages shown on the page, in seconds; `nil` for all.
    init(report: CompareReport, view: PageView, ages: ClosedRange<Int64>? = nil) {
        self.report = report
        self.view = view
        self.ages = ages
        bestRanks = report.curves.map { curve in
            curve.tracks.first?.bestByDay(since: curve.origin, limit: ComparedLaunch.maximumDays) ?? []
        }
    }

    /// Returns whether a day overlaps the range of ages.
    func isShown(day: Int) -> Bool {
        guard let ages else { return true }
        let start = Int64(day) * Day.secondsPerDay
        return start <= ages.upperBound && start + Day.secondsPerDay > ages.lowerBound
    }

    /// The exported days that have totals, counted from the origin.
    var days: Range<Int> { shown(upTo: report.dayCount) }

    /// The days that have ranks.
    var rankDays: Range<Int> { shown(upTo: allRankDays) }

    private var allRankDays: Int { min(bestRanks.map(\.count).max() ?? 0, max(report.dayCount, 31)) }

    private func shown(upTo count: Int) -> Range<Int> {
        let shown = (0..<count).filter(isShown)
        return (shown.first ?? 0)..<((shown.last ?? -1) + 1)
    }

    func exportedRows(as format: ExportFormat) -> ExportedRows {
        view == .rank && format == .csv
            ? ExportedRows(rankDays.count, of: allRankDays) : ExportedRows(days.count, of: report.dayCount)
    }

    var exportedRange: String? { ages.map { CompareReport.text(ages: $0) } }

    func exported(as format: ExportFormat) -> String {
        switch format {
        case .text: Self.text(of: self)
        case .json: json.line
        case .csv: csv
        }
    }
}
