import Market

/// The export of an App page, with or without a documented launch.
struct AppExport: ExportedReport {
    let report: AppReport
    /// The launch that the page is about; `nil` if the page is about an app without a documented launch.
    let launch: Launch?
    let options: GrowthOptions
    /// The charts that don't list the app and the time of the last check, as text; `nil` if a chart has listed it.
    var absence: String?

    /// Returns the number of a launch's figures or of an app's rank readings, within the range and in total.
    func exportedRows(as format: ExportFormat) -> ExportedRows {
        var whole = report
        whole.range = nil
        return ExportedRows(count(in: report), of: count(in: whole))
    }

    private func count(in report: AppReport) -> Int {
        launch == nil ? report.readings.count : report.shownObservations.count
    }

    var exportedRange: String? {
        report.range.map { "\(TimeFormat.long($0.start.day)) to \(TimeFormat.long($0.end.day))" }
    }

    func exported(as format: ExportFormat) -> String {
        switch format {
        case .text:
            launch.map { Self.text(of: $0, report: report, options) }
                ?? Self.text(of: report, options, absence: absence).joined(separator: "\n")
        case .json:
            (launch.map { Self.json(of: $0, report: report, options) } ?? Self.json(of: report, options))
                .line
        case .csv:
            launch == nil
                ? [report.readingColumn].csv(report.readings) : Observation.columns.csv(report.shownObservations)
        }
    }
}
