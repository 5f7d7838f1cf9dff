import Market

/// The export of an App page, with or without a documented launch.
struct AppExport: ExportedReport {
    let report: AppReport
    /// The launch the page is about, if any.
    let launch: Launch?
    let options: GrowthOptions

    /// Counts the figures of a launch, or the observations of an app's ranks.
    func exportedRows(as format: PageExport.Format) -> ExportedRows {
        var whole = report
        whole.range = nil
        return ExportedRows(count(in: report), of: count(in: whole))
    }

    private func count(in report: AppReport) -> Int {
        launch == nil
            ? report.charts.reduce(0) { $0 + report.observedRanks(in: $1).count } : report.shownObservations.count
    }

    var exportedRange: String? {
        report.range.map { "\(TimeFormat.long($0.start.day)) to \(TimeFormat.long($0.end.day))" }
    }

    func exported(as format: PageExport.Format) -> String {
        switch format {
        case .text:
            launch.map { PageExport.text(of: $0, report: report, options) }
                ?? PageExport.text(of: report, options).joined(separator: "\n")
        case .json:
            (launch.map { PageExport.json(of: $0, report: report, options) } ?? PageExport.json(of: report, options))
                .line
        case .csv: launch == nil ? PageExport.csv(of: report) : PageExport.csv(ofFigures: report)
        }
    }
}
