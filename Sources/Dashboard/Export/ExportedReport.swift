/// A report that can be exported: the rows of a page in its order.
///
/// Pages, `launchtop show` and exports use the same reports. `show` creates them unfiltered and in the default order;
/// pages and their exports use the filter and order on the screen.
protocol ExportedReport {
    /// Returns the number of rows in a format.
    func exportedRows(as format: ExportFormat) -> ExportedRows
    /// The time or age range that limits the rows, in addition to the filter; `nil` if there is none.
    var exportedRange: String? { get }
    /// Returns a note about what a format omits.
    func exportRemark(as format: ExportFormat) -> String?
    /// Returns the content of the file without a trailing newline.
    func exported(as format: ExportFormat) -> String
}

extension ExportedReport {
    var exportedRange: String? { nil }
    func exportRemark(as format: ExportFormat) -> String? { nil }
}

/// The number of exported rows, and the total without filter and range.
struct ExportedRows: Hashable, Sendable {
    let count: Int
    let total: Int

    init(_ count: Int, of total: Int) {
        self.count = count
        self.total = total
    }
}
