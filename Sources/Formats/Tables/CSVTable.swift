import Input
import Market

/// A text table with a header, read row by row.
///
/// An invalid row is skipped with a warning that names its line.
struct CSVTable {
    let dialect: CSVDialect
    let header: CSVHeader
    /// Records before the header.
    let preamble: [CSVReader.Record]
    var warnings: Warnings
    /// Number of rows below the header, including skipped ones.
    private(set) var rowCount = 0
    /// Number of rows that were skipped.
    private(set) var skippedRowCount = 0
    private var reader: CSVReader
    /// The format's usual separator. Errors mention the dialect of files with a different one.
    private let usualSeparator: UInt8
    private var hasReportedDialect = false

    /// Maximum number of records before the header.
    private static let preambleLimit = 32

    /// Creates a table from a document and finds its header.
    ///
    /// - Parameters:
    ///   - usualSeparator: The separator that most files of the format use.
    ///   - isHeader: A closure that returns whether a record is the header (default: the first record is the header).
    /// - Throws: An error if there is no header.
    init(
        _ document: Document,
        usualSeparator: UInt8 = CSVDialect.comma,
        quoting: CSVReader.Quoting = .standard,
        isHeader: ((CSVHeader) -> Bool)? = nil
    ) throws(InputError) {
        dialect = CSVDialect(of: document.body, encoding: document.encoding)
        self.usualSeparator = usualSeparator
        warnings = Warnings(origin: document.origin)
        reader = CSVReader(document.body, dialect: dialect, quoting: quoting)
        let isUsual = dialect.encoding == .utf8 && dialect.separator == usualSeparator
        let named = isUsual ? nil : dialect.description
        var preamble: [CSVReader.Record] = []
        while preamble.count < Self.preambleLimit, let record = reader.next() {
            let header = CSVHeader(record, dialect: named)
            guard let isHeader, !isHeader(header) else {
                self.header = header
                self.preamble = preamble
                return
            }
            preamble.append(record)
        }
        throw InputError(
            document.origin,
            at: preamble.isEmpty ? nil : named,
            preamble.isEmpty ? "document is empty" : "no header row found"
        )
    }

    var origin: String { warnings.origin }

    /// Leaves out the contents of all other columns, which is faster. Their number is still checked.
    mutating func read(only columns: [CSVHeader.Column]) { reader.keptFields = Set(columns.compactMap(\.index)) }

    /// Calls `body` with every row in order.
    ///
    /// - Parameters:
    ///   - malformed: A closure that is called for each record that isn't a valid row.
    ///   - body: A closure that reads a row. It returns a warning about an accepted row, or `nil`, and throws if the
    ///     row must be skipped.
    mutating func forEachRow(malformed: () -> Void = {}, read body: (CSVRow) throws(RowError) -> String?) {
        while let record = reader.next() {
            rowCount += 1
            endsInsideLine = record.isUnterminated
            let row: CSVRow
            do throws(RowError) {
                row = try CSVRow(record, header: header, encoding: dialect.encoding)
            } catch {
                malformed()
                skip(record.line, error)
                continue
            }
            do throws(RowError) {
                if let note = try body(row) { warn(record.line, note) }
            } catch {
                skip(record.line, error)
            }
        }
    }

    private mutating func skip(_ line: Int, _ error: RowError) {
        skippedRowCount += 1
        warn(line, cause: error, "row skipped: \(error.problem)")
    }

    /// Whether the file has no line break at the end, so it may be truncated.
    private(set) var endsInsideLine = false

    /// Adds a warning about a line. The first warning names the dialect unless it's the format's usual one.
    mutating func warn(_ line: Int, cause: RowError? = nil, _ problem: @autoclosure () -> String) {
        let isUsual = hasReportedDialect || (dialect.encoding == .utf8 && dialect.separator == usualSeparator)
        hasReportedDialect = true
        warnings.add(line: line, at: isUsual ? nil : dialect.description, cause: cause, problem())
    }

    /// The error for a table without valid rows: the first warning, or a message that there are no rows.
    var noRowsError: InputError {
        warnings.first ?? InputError(origin, line: header.line, at: header.dialect, "no rows below the header")
    }
}

extension CSVTable {
    /// Adds a warning about incomplete totals if any rows were skipped.
    mutating func warnAboutIncompleteSums() {
        guard skippedRowCount > 0 else { return }
        let rows = NumberFormat.count(skippedRowCount, "row")
        warnings.add("\(rows) skipped; totals for the affected days may be too low")
    }

    /// Adds a warning about a possibly truncated last count if `column` is the last column and the file doesn't end
    /// with a line break.
    mutating func warnIfTruncated(in column: String) {
        guard endsInsideLine, header.names.last == column.lowercased() else { return }
        warnings.add("no line break at the end; if the file was truncated, the last count is too low")
    }
}
