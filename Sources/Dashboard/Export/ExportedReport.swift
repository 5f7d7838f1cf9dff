/// A report that can be exported. It contains the rows of a page in the order of the page.
///
/// Pages, `launchtop show` and exports use the same reports. `show` creates them unfiltered and in the default order;
/// pages and their exports use the filter and order on the screen.
protocol ExportedReport {
    /// Returns the number of rows in an export of the given format.
    func exportedRows(as format: ExportFormat) -> ExportedRows
    /// The time or age range that limits the rows, in addition to the filter; `nil` if there is none.
    var exportedRange: String? { get }
    /// Returns a note about what a format omits; `nil` if it omits nothing.
    func exportRemark(as format: ExportFormat) -> String?
    /// Returns the content of the file without a trailing newline.
    func exported(as format: ExportFormat) -> String
}

extension ExportedReport {
    var exportedRange: String? { nil }
    func exportRemark(as format: ExportFormat) -> String? { nil }
}

/// A report whose formats have no options.
protocol PlainReport: ExportedReport {
    var text: String { get }
    var json: JSONText { get }
    var csv: String { get }
}

extension PlainReport {
    func exported(as format: ExportFormat) -> String {
        switch format {
        case .text: text
        case .json: json.line
        case .csv: csv
        }
    }
}

/// The number of exported rows, and the total number of rows without the filter and range.
struct ExportedRows: Hashable, Sendable {
    let count: Int
    let total: Int

    init(_ count: Int, of total: Int) {
        self.count = count
        self.total = total
    }
}
