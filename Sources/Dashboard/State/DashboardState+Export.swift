import Canvas
public import History
public import Market

extension DashboardState {
    /// Exports the page's rows to a file.
    ///
    /// - Parameter text: A format (`csv`, `json`, `text`), a file name, or both.
    mutating func export(_ text: String) -> [Effect] {
        let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
        let formats: [String: ExportFormat] = ["csv": .csv, "json": .json, "text": .text, "txt": .text]
        let explicitFormat = parts.first.flatMap { formats[$0.lowercased()] }
        let suffixFormat = parts.last.flatMap { $0.split(separator: ".").last }.flatMap {
            formats[String($0).lowercased()]
        }
        guard !parts.isEmpty else {
            begin(.command, text: "export csv \(fileStem).csv")
            return []
        }
        guard let format = explicitFormat ?? suffixFormat else {
            message =
                "unknown export format \"\(text)\"; use csv, json or text; \(commands.label(.save)) saves the screen as an image"
            return []
        }
        guard let report = exportedReport(ExportOptions(format, isWhole: false)) else {
            message = "nothing to export"
            return []
        }
        let fileExtension = format == .csv ? "csv" : format == .json ? "json" : "txt"
        let file =
            explicitFormat == nil ? parts[0] : parts.count > 1 ? Self.trimmed(parts[1]) : "\(fileStem).\(fileExtension)"
        exportMessage = message(about: report, as: format, in: file)
        return [.write(file: file, text: report.exported(as: format) + "\n")]
    }

    /// The end of the data about the page's app or chart, or of all data if the page is about neither; `nil` if there is
    /// none.
    public var dataEnd: Timestamp? {
        let subject = route.app.map { Subject.app($0) } ?? route.chart.map { .chart($0) } ?? .everything
        return ledger.span(of: subject)?.end
    }

    /// Returns the page's report for an export, with the instant, change window, filter and order of the page; `nil` if
    /// there is nothing to export.
    private func exportedReport(_ options: ExportOptions) -> (any ExportedReport)? {
        var state = self
        state.zone = options.format.zone(zone)
        // In a file, rows are in the order of the chart.
        state.userState.pinsWatched = false
        return state.page().exported(options)
    }

    /// Returns the page in an export format, without a trailing newline; `nil` if there is nothing to export.
    public func exported(_ options: ExportOptions) -> String? {
        exportedReport(options)?.exported(as: options.format)
    }

    /// Returns a page at an instant in an export format; `nil` if there is nothing to export.
    public static func export(
        _ subject: PageSubject,
        in ledger: LedgerSnapshot,
        at instant: Timestamp,
        anchors: [DemandAnchor] = [],
        zone: TimeZoneTable = .utc,
        as format: ExportFormat
    ) -> String? {
        var state = DashboardState.showing(subject, in: ledger, at: instant)
        state.anchors = anchors
        state.zone = zone
        return state.exported(ExportOptions(format))
    }

    /// Returns the status of the sources as JSON.
    public static func sourcesJSON(_ ledger: LedgerSnapshot, _ now: Timestamp) -> String {
        export(.sources, in: ledger, at: now, as: .json) ?? "[]"
    }

    /// Returns the message about a finished export: "exported 12 of 100 rows (filter: chat) to charts.csv".
    private func message(about report: any ExportedReport, as format: ExportFormat, in file: String) -> String {
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

    /// Shows a message that the file requested with ``Effect/write(file:text:)`` was written.
    mutating func noteWritten(_ file: String) {
        message = exportMessage ?? "saved \(file)"
        exportMessage = nil
    }
}
