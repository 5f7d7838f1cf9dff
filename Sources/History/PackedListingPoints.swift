import Market
import TimeSeries

/// The points of a listing in little memory: usually five to eight bytes for each, instead of a hundred. The last point
/// isn't encoded, because readings change it.
///
/// Points are encoded as differences to the one before, in chunks that are decoded to read a point.
struct PackedListingPoints: Sendable {
    private struct Chunk: Sendable {
        /// The time of the first point, in seconds.
        var first: Int64
        var count = 0
        var bytes: [UInt8] = []
    }

    /// The number of points per chunk. Reading a point decodes half of a chunk on average.
    private static let chunkLength = 64
    /// The number of units of an average rating. The store rounds averages to five decimals.
    private static let starUnits = 100_000.0

    private var chunks: [Chunk] = []
    /// The number of points of the first chunk that were removed.
    private var removed = 0
    /// The versions and prices that the points refer to, in order of first appearance.
    private var details: [Details] = []
    /// The values of the last encoded point, which the next one is encoded as differences to.
    private var base = Base(seen: 0)
    private var lastPoint: LastPoint?

    private struct Details: Hashable, Sendable {
        var version: String?
        var price: Price?
    }

    /// The values that differences are computed to; 0 for no data.
    private struct Base: Sendable {
        var seen: Int64
        var ratings: Int64 = 0
        var units: Int64 = 0
    }

    /// The last point with the position of its version and price in `details`, which takes less memory than they do.
    private struct LastPoint: Sendable {
        var since: Timestamp
        var seen: Timestamp
        var ratings: Int64
        var stars: Double
        var details: Int32
        var hasRatings: Bool
        var hasStars: Bool
    }

    /// The last point; `nil` if there are no points.
    var last: ListingPoint? {
        lastPoint.map { point in
            let details = details[Int(point.details)]
            let state = ListingState(
                ratingCount: point.hasRatings ? point.ratings : nil,
                averageRating: point.hasStars ? point.stars : nil,
                version: details.version,
                price: details.price
            )
            return ListingPoint(since: point.since, seen: point.seen, state)
        }
    }

    /// The number of points.
    var count: Int {
        guard let chunk = chunks.last else { return lastPoint == nil ? 0 : 1 }
        return (chunks.count - 1) * Self.chunkLength + chunk.count - removed + 1
    }

    /// The number of bytes of the encoded points.
    var byteCount: Int { chunks.reduce(0) { $0 + $1.bytes.count } }

    /// Adds a point after the last one.
    mutating func append(_ point: ListingPoint) {
        if let last { store(last) }
        replaceLast(with: point)
    }

    /// Replaces the last point.
    mutating func replaceLast(with point: ListingPoint) {
        let state = point.state
        lastPoint = LastPoint(
            since: point.since,
            seen: point.seen,
            ratings: state.ratingCount ?? 0,
            stars: state.averageRating ?? 0,
            details: Int32(clamping: number(of: Details(version: state.version, price: state.price))),
            hasRatings: state.ratingCount != nil,
            hasStars: state.averageRating != nil
        )
        forgetUnusedDetails()
    }

    /// Removes the first points, but never the last point.
    mutating func removeFirst(_ number: Int) {
        removed += max(0, min(number, count - 1))
        while let first = chunks.first, removed >= first.count, chunks.count > 1 || first.count == Self.chunkLength {
            removed -= first.count
            chunks.removeFirst()
        }
        forgetUnusedDetails()
    }

    /// Forgets versions and prices of points that were removed or replaced.
    private mutating func forgetUnusedDetails() {
        guard details.count > 2 * count else { return }
        var rest = PackedListingPoints()
        for point in all { rest.append(point) }
        self = rest
    }

    /// All points, oldest first.
    ///
    /// - Complexity: O(points).
    var all: [ListingPoint] { self[0..<count] }

    /// Returns the points at some positions.
    ///
    /// - Complexity: O(points in the range).
    subscript(range: Range<Int>) -> [ListingPoint] {
        var points: [ListingPoint] = []
        points.reserveCapacity(range.count)
        var position = range.lowerBound + removed
        while position < range.upperBound + removed, position / Self.chunkLength < chunks.count {
            let number = position / Self.chunkLength
            let start = number * Self.chunkLength
            let decoded = decode(chunks[number])
            guard position - start < decoded.count else { break }
            points += decoded[(position - start)..<min(decoded.count, range.upperBound + removed - start)]
            position = start + decoded.count
            if decoded.count < Self.chunkLength { break }
        }
        if range.upperBound == count, !range.isEmpty, let last { points.append(last) }
        return points
    }

    /// Returns the position of the point that applies at an instant; `nil` before the first one.
    ///
    /// - Complexity: O(log points).
    func index(asOf instant: Timestamp) -> Int? {
        guard let lastPoint else { return nil }
        if lastPoint.since <= instant { return count - 1 }
        let number = chunks.partitioningIndex { $0.first > instant.seconds } - 1
        guard number >= 0 else { return nil }
        let found = decode(chunks[number]).partitioningIndex { $0.since > instant } - 1
        let position = number * Self.chunkLength + found - removed
        return position >= 0 ? position : nil
    }

    private mutating func store(_ point: ListingPoint) {
        if (chunks.last?.count ?? Self.chunkLength) == Self.chunkLength {
            // The bytes of a full chunk get exactly the memory that they need.
            if let full = chunks.last { chunks[chunks.count - 1].bytes = full.bytes.withUnsafeBytes { [UInt8]($0) } }
            chunks.append(Chunk(first: point.since.seconds))
            base = Base(seen: point.since.seconds)
        }
        var writer = PointWriter(bytes: [])
        swap(&writer.bytes, &chunks[chunks.count - 1].bytes)
        writer.add(difference(point.since.seconds, base.seen))
        let details = number(of: Details(version: point.state.version, price: point.state.price))
        let ratings = point.state.ratingCount
        let stars = point.state.averageRating.map(Self.units)
        writer.add(
            flags: [
                ratings != nil, point.state.averageRating != nil, stars.map { $0 != nil } ?? false, details != 0,
                point.seen != point.since,
            ]
        )
        if point.seen != point.since { writer.add(difference(point.seen.seconds, point.since.seconds)) }
        if let ratings { writer.add(difference(ratings, base.ratings)) }
        switch stars {
        case nil: break
        case .some(let units?): writer.add(difference(units, base.units))
        case .some(nil): writer.add(raw: point.state.averageRating?.bitPattern ?? 0)
        }
        if details != 0 { writer.add(Int64(details)) }
        swap(&writer.bytes, &chunks[chunks.count - 1].bytes)
        chunks[chunks.count - 1].count += 1
        base = Base(seen: point.seen.seconds, ratings: ratings ?? 0, units: stars.flatMap { $0 } ?? 0)
    }

    private mutating func number(of wanted: Details) -> Int {
        if let known = details.lastIndex(of: wanted) { return known }
        details.append(wanted)
        return details.count - 1
    }

    private func decode(_ chunk: Chunk) -> [ListingPoint] {
        var points: [ListingPoint] = []
        points.reserveCapacity(chunk.count)
        chunk.bytes.withUnsafeBytes { bytes in
            var reader = PointReader(bytes: bytes)
            while points.count < chunk.count {
                let previous = points.last
                let since = (previous?.seen.seconds ?? chunk.first) &+ reader.number()
                let flags = reader.byte()
                let seen = flags & 16 != 0 ? since &+ reader.number() : since
                var state = ListingState()
                if flags & 1 != 0 { state.ratingCount = (previous?.state.ratingCount ?? 0) &+ reader.number() }
                if flags & 2 != 0 {
                    if flags & 4 != 0 {
                        let units = previous?.state.averageRating.flatMap(Self.units) ?? 0
                        state.averageRating = Double(units &+ reader.number()) / Self.starUnits
                    } else {
                        state.averageRating = Double(bitPattern: reader.raw())
                    }
                }
                let details = details[flags & 8 != 0 ? Int(reader.number()) : 0]
                (state.version, state.price) = (details.version, details.price)
                points.append(ListingPoint(since: Timestamp(seconds: since), seen: Timestamp(seconds: seen), state))
            }
        }
        return points
    }

    /// Returns an average rating in units; `nil` if it isn't a whole number of them.
    private static func units(_ stars: Double) -> Int64? {
        guard stars.magnitude <= 1000 else { return nil }
        let units = (stars * starUnits).rounded()
        return units / starUnits == stars && (units != 0 || stars.sign == .plus) ? Int64(units) : nil
    }

    private func difference(_ left: Int64, _ right: Int64) -> Int64 { left &- right }
}

extension PackedListingPoints: Hashable {
    static func == (left: PackedListingPoints, right: PackedListingPoints) -> Bool {
        left.last == right.last && left.count == right.count && left.all == right.all
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(count)
        hasher.combine(last)
    }
}

/// A type that encodes numbers. The sign is moved to the lowest bit, and each byte has seven bits, lowest first, with
/// the highest bit set in all but the last byte.
private struct PointWriter {
    var bytes: [UInt8]

    mutating func add(_ value: Int64) {
        var rest = UInt64(bitPattern: (value << 1) ^ (value >> 63))
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func add(raw value: UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
    }

    mutating func add(flags: [Bool]) {
        bytes.append(flags.enumerated().reduce(0) { $1.element ? $0 | 1 << UInt8($1.offset) : $0 })
    }
}

/// A type that decodes what ``PointWriter`` has written.
private struct PointReader {
    let bytes: UnsafeRawBufferPointer
    private var position = 0

    init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    mutating func byte() -> UInt8 {
        defer { position += 1 }
        return bytes[position]
    }

    mutating func number() -> Int64 {
        var (value, shift) = (UInt64(0), UInt64(0))
        while true {
            let byte = byte()
            value |= UInt64(byte & 0x7F) << shift
            guard byte & 0x80 != 0 else { break }
            shift += 7
        }
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    mutating func raw() -> UInt64 {
        (0..<8).reduce(UInt64(0)) { $0 | UInt64(byte()) << UInt64($1 * 8) }
    }
}
