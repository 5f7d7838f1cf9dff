import Market

/// A text table read row by row under its header: the one reader for every format in separated values.
///
/// A row that can't be used costs itself: it is left out with a warning that names its line, and the reading goes on.
struct CSVTable {
    let dialect: CSVDialect
    let header: CSVHeader
    /// Records before the header.
    let preamble: [CSVReader.Record]
    var warnings: Warnings
    /// Rows below the header, with those that were left out.
    private(set) var rowCount = 0
    /// Rows that were left out.
    private(set) var faultCount = 0
    private var reader: CSVReader
    /// What separates fields in most files of the format. Errors name the dialect of other files.
    private let usual: UInt8
    private var hasNamedDialect = false

    /// Most records that may be before the header.
    private static let preambleLimit = 32

    /// - Parameters:
    ///   - usual: what separates fields in most files of the format.
    ///   - isHeader: recognises the header by the fields of a record; by default the first record is the header.
    /// - Throws: where there is no header.
    init(
        _ document: Document,
        usual: UInt8 = CSVDialect.comma,
        quoting: CSVReader.Quoting = .standard,
        isHeader: ((CSVHeader) -> Bool)? = nil
    ) throws(IngestError) {
        dialect = CSVDialect(of: document.body, encoding: document.encoding)
        self.usual = usual
        warnings = Warnings(origin: document.origin)
        reader = CSVReader(document.body, dialect: dialect, quoting: quoting)
        let place = dialect.encoding == .utf8 && dialect.separator == usual ? nil : " (\(dialect.words))"
        var preamble: [CSVReader.Record] = []
        while preamble.count < Self.preambleLimit, let record = reader.next() {
            let header = CSVHeader(record, place: "line \(record.line)\(place ?? "")")
            guard let isHeader, !isHeader(header) else {
                self.header = header
                self.preamble = preamble
                return
            }
            preamble.append(record)
        }
        throw IngestError(document.origin, preamble.isEmpty ? "is empty" : "has no header\(place ?? "")")
    }

    var origin: String { warnings.origin }

    /// Gives every row to `body`, in order.
    ///
    /// - Parameters:
    ///   - unreadable: called for a record that isn't even a row.
    ///   - body: reads a row; it returns what has to be said of a row that it takes, and throws for one that must be
    ///     left out.
    mutating func forEachRow(unreadable: () -> Void = {}, read body: (CSVRow) throws(RowError) -> String?) {
        while let record = reader.next() {
            rowCount += 1
            endsInsideLine = record.isUnterminated
            let row: CSVRow
            do throws(RowError) {
                row = try CSVRow(record, header: header, encoding: dialect.encoding)
            } catch {
                unreadable()
                leaveOut(record.line, error)
                continue
            }
            do throws(RowError) {
                if let note = try body(row) { warn(record.line, note) }
            } catch {
                leaveOut(record.line, error)
            }
        }
    }

    private mutating func leaveOut(_ line: Int, _ fault: RowError) {
        faultCount += 1
        warn(line, "row left out: \(fault.problem)")
    }

    /// Whether the file ends without a line end, which may mean that it was cut off.
    private(set) var endsInsideLine = false

    /// Adds a warning about a line. The first one names the dialect, unless it is the format's usual one.
    mutating func warn(_ line: Int, _ problem: @autoclosure () -> String) {
        let isUsual = hasNamedDialect || (dialect.encoding == .utf8 && dialect.separator == usual)
        hasNamedDialect = true
        warnings.add(at: isUsual ? "line \(line)" : "line \(line) (\(dialect.words))", problem())
    }

    /// Why a table gives nothing: the first warning, or that it has no rows.
    var nothingFound: IngestError {
        warnings.first ?? IngestError(origin, at: header.place, "the header has no rows below it")
    }
}

extension CSVTable {
    /// Says of a table whose rows are added up that a sum may lack a row that was left out.
    mutating func warnOfIncompleteSums() {
        guard faultCount > 0 else { return }
        let rows = faultCount == 1 ? "1 row was" : "\(faultCount) rows were"
        warnings.add(at: nil, "\(rows) left out, so the sums of their days may be too small")
    }

    /// Says of a table with counts in its last column that the last of them may be cut off, if no line end follows it.
    mutating func warnOfCut(in column: String) {
        guard endsInsideLine, header.names.last == column.lowercased() else { return }
        warnings.add(at: nil, "ends without a line break; if the file was cut off, the last count is too small")
    }
}
