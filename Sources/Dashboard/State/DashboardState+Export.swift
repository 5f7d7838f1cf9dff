import Canvas
import History
import Market

extension DashboardState {
    /// Exports the page's rows to a file.
    ///
    /// - Parameter text: A format (`csv`, `json`, `text`), a file name, or both.
    mutating func export(_ text: String) -> [Effect] {
        let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
        let formats: [String: PageExport.Format] = ["csv": .csv, "json": .json, "text": .text, "txt": .text]
        let explicitFormat = parts.first.flatMap { formats[$0.lowercased()] }
        let suffixFormat = parts.last.flatMap { $0.split(separator: ".").last }.flatMap {
            formats[String($0).lowercased()]
        }
        guard !parts.isEmpty else {
            begin(.command, text: "export csv \(fileStem).csv")
            return []
        }
        guard let format = explicitFormat ?? suffixFormat else {
            message = "unknown export format \"\(text)\"; use csv, json or text"
            return []
        }
        guard let report = exportedReport(in: format.zone(zone)) else {
            message = "nothing to export"
            return []
        }
        let fileExtension = format == .csv ? "csv" : format == .json ? "json" : "txt"
        let file =
            explicitFormat == nil ? parts[0] : parts.count > 1 ? Self.trimmed(parts[1]) : "\(fileStem).\(fileExtension)"
        exportMessage = message(about: report, as: format, in: file)
        return [.write(file: file, text: report.exported(as: format) + "\n")]
    }

    /// Returns exactly what the page shows: the same instant, change window, time range, filter and order.
    ///
    /// - Parameter zone: The time zone of clock times.
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
    private func message(about report: any ExportedReport, as format: PageExport.Format, in file: String) -> String {
        let rows = report.exportedRows(as: format)
        let filter = isFiltered ? "filter: \(route.filter)" : nil
        let limits = [filter, rows.count < rows.total ? report.exportedRange : nil].compactMap { $0 }
        let total = NumberFormat.count(rows.total, "row")
        let rowText =
            limits.isEmpty
            ? total : "\(NumberFormat.grouped(rows.count)) of \(total) (\(limits.joined(separator: ", ")))"
        let remark = report.exportRemark(as: format).map { "; \($0)" } ?? ""
        return "exported \(rowText) to \(file)\(remark)"
    }

    /// Whether a filter limits the page's rows.
    private var isFiltered: Bool {
        let page = route.page
        return commands.row(of: .filter)?.works(on: page) == true && !Filter(route.filter).isEmpty
    }

    /// Reports that the file of an effect was written.
    mutating func noteWritten(_ file: String) {
        message = exportMessage ?? "saved \(file)"
        exportMessage = nil
    }
}
