/// What a page shows, ready to be written to a file: the rows of the page, in its order.
///
/// The page, `launchtop show` and an export all draw from the same report. They differ only in how it was made: `show`
/// makes it without filter and order, the page and its export with those on the screen.
protocol ExportedReport {
    /// How many rows a format writes.
    func exportedRows(as format: PageExport.Format) -> ExportedRows
    /// What limits the rows besides the filter, in a few words: the time or the ages on the screen.
    var exportedRange: String? { get }
    /// What a format cannot write, as a phrase.
    func exportRemark(as format: PageExport.Format) -> String?
    /// The text of the file, without a line break at its end.
    func exported(as format: PageExport.Format) -> String
}

extension ExportedReport {
    var exportedRange: String? { nil }
    func exportRemark(as format: PageExport.Format) -> String? { nil }
}

/// Rows that an export writes, and rows there would be without filter and range.
struct ExportedRows: Hashable, Sendable {
    let count: Int
    let total: Int

    init(_ count: Int, of total: Int) {
        self.count = count
        self.total = total
    }
}
