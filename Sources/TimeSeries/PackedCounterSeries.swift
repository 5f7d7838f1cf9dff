/// The reports of a counter in little memory: about two bytes for each report of a single day.
public struct PackedCounterSeries: Hashable, Sendable {
    /// For each 32 days with reports, the number of the first day as eight bytes, little-endian, and the encoding of the
    /// values (``DailyValues``).
    private var bytes: [UInt8] = []
    /// All reports that aren't in ``bytes``.
    private var others = CounterSeries()
    /// The number of the first day in any report; `nil` if there are no reports.
    public private(set) var firstDay: Int?
    /// The number of the last day in any report; `nil` if there are no reports.
    public private(set) var lastDay: Int?

    public init() {}

    /// The number of bytes that the reports take in memory, without the fixed size of the value.
    public var byteCount: Int { bytes.count + others.reports.count * MemoryLayout<CounterSeries.Segment>.stride }

    /// Adds a report, replacing an earlier one for the same days that was added by this function.
    ///
    /// - Complexity: O(log reports) if it is the last, otherwise O(reports).
    public mutating func add(_ report: CounterSeries.Segment) {
        others.add(report)
        extend(from: report.days[0], to: report.lastDay)
    }

    /// Adds reports of single days, which replace earlier ones for the same days.
    ///
    /// - Parameters:
    ///   - encoded: The encoding of the values (``DailyValues``).
    ///   - firstDay: The number of the first of the 32 days.
    /// - Returns: `false` if the encoding is damaged. Nothing is added then.
    public mutating func add(_ encoded: [UInt8], from firstDay: Int) -> Bool {
        var position = 0
        var known: (first: Int, last: Int)?
        let isIntact = encoded.withUnsafeBytes { encoded in
            DailyValues.decode(encoded, from: &position) { day, _ in known = (known?.first ?? day, day) }
        }
        guard isIntact, position == encoded.count else { return false }
        guard let known else { return true }
        withUnsafeBytes(of: Int64(firstDay).littleEndian) { bytes += $0 }
        bytes += encoded
        extend(from: firstDay + known.first, to: firstDay + known.last)
        return true
    }

    private mutating func extend(from first: Int, to last: Int) {
        firstDay = min(firstDay ?? first, first)
        lastDay = max(lastDay ?? last, last)
    }

    /// Calls `body` with the last day of each report. A day may occur several times.
    ///
    /// - Complexity: O(reports).
    public func forEachLastDay(_ body: (Int) -> Void) {
        for report in others.reports { body(report.lastDay) }
        forEachSingleDay { first, day, _ in body(first + day) }
    }

    /// Calls `body` with the first day of the 32 days, the day among them, and the value of each report in ``bytes``.
    private func forEachSingleDay(_ body: (_ first: Int, _ day: Int, _ value: Int64) -> Void) {
        bytes.withUnsafeBytes { bytes in
            var position = 0
            while position + 8 <= bytes.count {
                let number = bytes.loadUnaligned(fromByteOffset: position, as: Int64.self)
                let first = Int(Int64(littleEndian: number))
                position += 8
                guard DailyValues.decode(bytes, from: &position, { body(first, $0, $1) }) else { return }
            }
        }
    }

    /// Returns the reports.
    ///
    /// - Parameter days: The arrays of days that the reports share with those of other counters.
    /// - Complexity: O(reports), if the single days were added in order.
    public func series(sharing days: inout SharedDays) -> CounterSeries {
        var singles: [CounterSeries.Segment] = []
        singles.reserveCapacity(bytes.count / 2)
        forEachSingleDay { first, day, value in
            singles.append(CounterSeries.Segment(days: days.list(of: first, offset: day), value: value))
        }
        guard !others.reports.isEmpty else { return CounterSeries(singles) }
        var series = CounterSeries()
        var rest = others.reports[...]
        for single in singles {
            while let next = rest.first, !CounterSeries.Segment.precedes(single, next) {
                series.add(next)
                rest = rest.dropFirst()
            }
            series.add(single)
        }
        for report in rest { series.add(report) }
        return series
    }
}

/// Arrays with one day each, which the reports of many counters share.
public struct SharedDays {
    private var first: Int?
    private var lists: [[Int]] = []
    /// The arrays of earlier spans of 32 days, by the first day.
    private var earlier: [Int: [[Int]]] = [:]

    public init() {}

    /// Returns an array with the day that is `offset` days after `first`.
    ///
    /// - Precondition: `offset` is from 0 to 31.
    mutating func list(of first: Int, offset: Int) -> [Int] {
        if first != self.first {
            if let known = self.first { earlier[known] = lists }
            lists = earlier[first] ?? (0..<DailyValues.dayCount).map { [first + $0] }
            self.first = first
        }
        return lists[offset]
    }
}
