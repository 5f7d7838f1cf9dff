/// The values of a counter on up to 32 consecutive days, and their encoding: a bit for each day, and the known values.
public struct DailyValues: Hashable, Sendable {
    /// The number of days.
    public static let dayCount = 32

    /// The bit of each day with a value, the first day's being the lowest.
    public private(set) var days: UInt32 = 0
    private var values: [Int64]

    public init() { values = [Int64](repeating: 0, count: Self.dayCount) }

    /// The value of a day; `nil` if it has none.
    ///
    /// - Precondition: `day` is from 0 to 31.
    public subscript(day: Int) -> Int64? {
        get { days & (1 << UInt32(day)) == 0 ? nil : values[day] }
        set {
            if let newValue {
                values[day] = newValue
                days |= 1 << UInt32(day)
            } else {
                values[day] = 0
                days &= ~(1 << UInt32(day))
            }
        }
    }

    /// The number of days with a value.
    public var count: Int { days.nonzeroBitCount }

    /// The encoding: the days as four bytes, little-endian, and then each value in the order of days. The sign is moved to
    /// the lowest bit, and then each byte has seven bits, lowest first, with the highest bit set in all but the last byte.
    public var encoded: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(4 + 2 * count)
        for shift in [0, 8, 16, 24] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: days >> shift)) }
        for day in 0..<Self.dayCount where days & (1 << UInt32(day)) != 0 {
            var rest = UInt64(bitPattern: (values[day] << 1) ^ (values[day] >> 63))
            while rest >= 0x80 {
                bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
                rest >>= 7
            }
            bytes.append(UInt8(rest))
        }
        return bytes
    }

    /// Decodes values.
    ///
    /// - Returns: `nil` if the bytes are damaged.
    public init?(decoding bytes: UnsafeRawBufferPointer) {
        self.init()
        var position = 0
        let isIntact = Self.decode(bytes, from: &position) { day, value in
            days |= 1 << UInt32(day)
            values[day] = value
        }
        guard isIntact, position == bytes.count else { return nil }
    }

    /// Calls `body` with each encoded value, in the order of days.
    ///
    /// - Parameters:
    ///   - position: The position of the encoding in `bytes`, which this function moves to its end.
    ///   - body: A closure that is called with the day, from 0 to 31, and the value.
    /// - Returns: `false` if the bytes are damaged. `body` may have been called before.
    static func decode(
        _ bytes: UnsafeRawBufferPointer,
        from position: inout Int,
        _ body: (_ day: Int, _ value: Int64) -> Void
    ) -> Bool {
        guard position >= 0, bytes.count - position >= 4 else { return false }
        var days = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self))
        position += 4
        while days != 0 {
            var (value, shift) = (UInt64(0), UInt64(0))
            while true {
                guard position < bytes.count, shift < 64 else { return false }
                let byte = bytes[position]
                position += 1
                value |= UInt64(byte & 0x7F) << shift
                guard byte & 0x80 != 0 else { break }
                shift += 7
            }
            body(days.trailingZeroBitCount, Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1))
            days &= days - 1
        }
        return true
    }
}
