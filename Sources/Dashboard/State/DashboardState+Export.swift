import Canvas
import History
import Market

extension DashboardState {
    /// Writes the page's rows to a file.
    ///
    /// - Parameter text: `csv`, `json` or `text`, and perhaps the name of a file.
    mutating func export(_ text: String) -> [Effect] {
        let words = text.split(separator: " ", maxSplits: 1).map(String.init)
        let formats: [String: PageExport.Format] = ["csv": .csv, "json": .json, "text": .text, "txt": .text]
        let named = words.first.flatMap { formats[$0.lowercased()] }
        let suffix = words.last.flatMap { $0.split(separator: ".").last }.flatMap { formats[String($0).lowercased()] }
        guard !words.isEmpty else {
            begin(.command, text: "export csv \(fileStem).csv")
            return []
        }
        guard let format = named ?? suffix else {
            message = "the page can be exported as csv, json or text, not “\(text)”"
            return []
        }
        guard let report = exportedReport(in: format.zone(zone)) else {
            message = "there is nothing to export here"
            return []
        }
        let ending = format == .csv ? "csv" : format == .json ? "json" : "txt"
        let file = named == nil ? words[0] : words.count > 1 ? Self.trimmed(words[1]) : "\(fileStem).\(ending)"
        pendingExport = sentence(about: report, as: format, in: file)
        return [.write(file: file, text: report.exported(as: format) + "\n")]
    }

    /// What the page shows, and nothing else: the same instant, window of change, range of time, filter and order.
    ///
    /// - Parameter zone: in which clock times read.
    private func exportedReport(in zone: TimeZoneTable) -> (any ExportedReport)? {
        var state = self
        state.zone = zone
        switch route.page {
        case .charts: return state.chartReport
        case .app: return state.appExport
        case .countries: return state.countriesReport.flatMap { $0.all.isEmpty ? nil : $0 }
        case .launches: return state.launchListReport
        case .compare:
            return state.compareReport.map {
                CompareExport(report: $0, view: route.view ?? $0.openingView, ages: route.ages)
            }
        case .milestones: return state.milestonesReport
        case .sources: return state.sourceReport
        }
    }

    private var appExport: AppExport? {
        guard var report = appReport else { return nil }
        report.range = chartWindow == route.playhead.bounds ? nil : chartWindow
        return AppExport(
            report: report,
            launch: route.launch.flatMap { ledger.launch(id: $0) },
            options: GrowthOptions(window: changeSeconds, anchors: anchors)
        )
    }

    /// "exported 12 of 100 rows (filter: chat) to charts.csv".
    private func sentence(about report: any ExportedReport, as format: PageExport.Format, in file: String) -> String {
        let rows = report.exportedRows(as: format)
        let filter = isFiltered ? "filter: \(route.filter)" : nil
        let limits = [filter, rows.count < rows.total ? report.exportedRange : nil].compactMap { $0 }
        let total = NumberFormat.count(rows.total, "row")
        let what =
            limits.isEmpty
            ? total : "\(NumberFormat.grouped(rows.count)) of \(total) (\(limits.joined(separator: ", ")))"
        let remark = report.exportRemark(as: format).map { "; \($0)" } ?? ""
        return "exported \(what) to \(file)\(remark)"
    }

    /// Whether the page's rows are limited by a filter.
    private var isFiltered: Bool {
        let page = route.page
        return commands.row(of: .filter)?.works(on: page) == true && !Filter(route.filter).isEmpty
    }

    /// Says that a file was written which an effect asked for.
    mutating func noteWritten(_ file: String) {
        message = pendingExport ?? "saved as \(file)"
        pendingExport = nil
    }
}
