import TimeSeries

/// The checksum of a row, computed from its values in the order of the columns.
///
/// NULL is encoded as the byte 0; an integer as the byte 1 and eight bytes, little-endian; text as the byte 2, its
/// length in bytes as eight bytes, and its UTF-8 bytes; data as the byte 3, its length as eight bytes, and its bytes.
struct RowChecksum {
    private var bytes: [UInt8] = []

    mutating func add(_ value: Int64?) {
        guard let value else { return bytes.append(0) }
        bytes.append(1)
        append(value)
    }

    mutating func add(_ text: String?) {
        guard let text else { return bytes.append(0) }
        bytes.append(2)
        append(Int64(text.utf8.count))
        bytes += text.utf8
    }

    mutating func add(_ data: [UInt8]) {
        bytes.append(3)
        append(Int64(data.count))
        bytes += data
    }

    private mutating func append(_ value: Int64) {
        withUnsafeBytes(of: value.littleEndian) { bytes += $0 }
    }

    /// The CRC-32C of the encoded values.
    var value: Int64 { Int64(Checksum.of(bytes)) }
}
