import Growth
import Market

/// A Compare page to be written to a file: its view decides what CSV and text hold, JSON holds all views.
struct CompareExport: ExportedReport {
    let report: CompareReport
    /// Totals, days or ranks.
    let view: PageView
    /// Best rank of each launch on each day, in the chart that is drawn.
    let bestRanks: [[Rank?]]
    /// The ages to which rows are limited, in seconds; `nil` for all of them.
    private let ages: ClosedRange<Int64>?

    /// - Parameters:
    ///   - view: as the page shows it; where that has no totals, ranks are meant by the opening view.
    ///   - ages: as they were zoomed on the page.
    init(report: CompareReport, view: PageView, ages: ClosedRange<Int64>? = nil) {
        self.report = report
        self.view = view
        self.ages = ages
        bestRanks = report.curves.map { curve in
            curve.tracks.first?.bestByDay(since: curve.origin, limit: ComparedLaunch.longestDays) ?? []
        }
    }

    /// Whether any of a day is in the ages that are shown.
    func isShown(day: Int) -> Bool {
        guard let ages else { return true }
        let start = Int64(day) * Day.secondsPerDay
        return start <= ages.upperBound && start + Day.secondsPerDay > ages.lowerBound
    }

    /// Days since what the launches are aligned at that have totals.
    var days: Range<Int> { shown(upTo: report.dayCount) }

    /// Days that have ranks.
    var rankDays: Range<Int> { shown(upTo: allRankDays) }

    private var allRankDays: Int { min(bestRanks.map(\.count).max() ?? 0, max(report.dayCount, 31)) }

    private func shown(upTo count: Int) -> Range<Int> {
        let shown = (0..<count).filter(isShown)
        return (shown.first ?? 0)..<((shown.last ?? -1) + 1)
    }

    func exportedRows(as format: PageExport.Format) -> ExportedRows {
        view == .rank && format == .csv
            ? ExportedRows(rankDays.count, of: allRankDays) : ExportedRows(days.count, of: report.dayCount)
    }

    var exportedRange: String? { ages.map { CompareReport.words($0) } }

    func exported(as format: PageExport.Format) -> String {
        switch format {
        case .text: PageExport.text(of: self)
        case .json: PageExport.json(of: self).line
        case .csv: PageExport.csv(of: self)
        }
    }
}
