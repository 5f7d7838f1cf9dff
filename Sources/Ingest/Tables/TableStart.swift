import Foundation

/// The beginning of a text table, by which its format is recognised.
struct TableStart {
    /// As it was found, without a byte order mark.
    let bytes: Data
    let dialect: CSVDialect
    /// The first records as headers, whatever they are.
    let records: [CSVHeader]

    /// How many records are looked at.
    private static let recordLimit = 12

    init(_ document: Document) {
        var bytes = document.body.prefix(CSVDialect.prefix)
        dialect = CSVDialect(of: bytes, encoding: document.encoding)
        var reader = CSVReader(bytes, dialect: dialect, quoting: .whereClosed)
        var records: [CSVHeader] = []
        while records.count < Self.recordLimit, let record = reader.next() { records.append(CSVHeader(record)) }
        self.records = records
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        self.bytes = bytes
    }

    /// The names in the first record.
    var names: [String] { records.first?.names ?? [] }

    func has(_ name: String) -> Bool { names.contains(name) }
}
