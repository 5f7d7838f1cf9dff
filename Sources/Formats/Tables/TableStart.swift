import Foundation

/// The beginning of a text table, used to detect its format.
struct TableStart {
    /// The bytes without a byte order mark.
    let bytes: Data
    let dialect: CSVDialect
    /// The first records, each interpreted as a header.
    let records: [CSVHeader]

    /// Maximum number of records to examine.
    private static let recordLimit = 12

    init(_ document: Document) {
        var bytes = document.body.prefix(CSVDialect.prefixLength)
        dialect = CSVDialect(of: bytes, encoding: document.encoding)
        var reader = CSVReader(bytes, dialect: dialect, quoting: .lenient)
        var records: [CSVHeader] = []
        while records.count < Self.recordLimit, let record = reader.next() { records.append(CSVHeader(record)) }
        self.records = records
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        self.bytes = bytes
    }

    /// The fields of the first record.
    var names: [String] { records.first?.names ?? [] }

    func has(_ name: String) -> Bool { names.contains(name) }
}
