/// Seconds without a sighting of the value in force after which an earlier value can replace it.
private let alternationTime: Int64 = 48 * 3600
/// Spans that are searched for an earlier value.
private let recentLimit = 16

/// A value that sources report again and again, such as a name, and from when on it was in force.
///
/// Two sources can spell one value differently, so that sightings alternate. That isn't a change: a value that was in force
/// before and is seen again while the current one is still being seen adds nothing. It replaces the current one only when
/// that one hasn't been seen for 48 hours, and then from its own first sighting after the current value's last. A value
/// that was never seen before is a change at once.
///
/// A sighting that arrives late goes where its time says. Only the first and the last sighting of a span are kept, so a new
/// value between the two holds until the last one.
///
/// An earlier value is recognized among the last 16 spans, so a source that never repeats a value costs one span for each
/// sighting, and constant time.
public struct ValueHistory<Value: Hashable & Sendable>: Hashable, Sendable {
    /// A value and the time from which it was in force, until the next span begins.
    public struct Span: Hashable, Sendable {
        public var value: Value
        /// The first sighting, in seconds.
        public var since: Int64
        /// The last sighting before the next span begins, as far as it is known.
        public var lastSeen: Int64
        /// The first sighting of the value after the last one of the value in force now; out of date where it is earlier.
        public var returned: Int64?

        public init(_ value: Value, since: Int64, lastSeen: Int64? = nil, returned: Int64? = nil) {
            self.value = value
            self.since = since
            self.lastSeen = lastSeen ?? since
            self.returned = returned
        }
    }

    /// What a sighting changed.
    public enum Change: Hashable, Sendable {
        case nothing
        /// Only when the value of the span at this position was seen; the values in force are the same.
        case sighting(Int)
        /// The spans at these positions are new or differ; `moved` is the former beginning of the last one of them, where it
        /// begins earlier now.
        case spans(Range<Int>, moved: Int64? = nil)

        /// Whether another value than before is in force at some time.
        public var isNews: Bool { if case .spans = self { true } else { false } }
    }

    /// By time.
    public private(set) var spans: [Span] = []

    /// The spans whose sightings can change without a late one.
    public var recentPositions: Range<Int> { max(0, spans.count - 1 - recentLimit)..<spans.count }

    public init() {}

    /// The history of spans that were stored before.
    ///
    /// - Parameter spans: by time; those out of order are left out.
    public init(spans stored: [Span]) {
        spans.reserveCapacity(stored.count)
        for var span in stored {
            if let last = spans.indices.last {
                guard spans[last].since < span.since else { continue }
                spans[last].lastSeen = min(spans[last].lastSeen, span.since - 1)
            }
            span.lastSeen = max(span.lastSeen, span.since)
            spans.append(span)
        }
    }

    /// The value in force at an instant, the first one before all sightings; `nil` where there was no sighting.
    ///
    /// - Complexity: O(log spans).
    public func value(at time: Int64) -> Value? { spans.isEmpty ? nil : spans[max(0, position(at: time))].value }

    /// The value in force at an instant; `nil` before the first sighting.
    public func knownValue(at time: Int64) -> Value? {
        let position = position(at: time)
        return position < 0 ? nil : spans[position].value
    }

    /// Notes that `value` was seen.
    ///
    /// - Complexity: O(1) in the order of time, O(spans) for a late sighting that adds a span.
    @discardableResult
    public mutating func note(_ value: Value, at time: Int64) -> Change {
        let position = position(at: time)
        if position >= 0, spans[position].value == value {
            guard time > spans[position].lastSeen else { return .nothing }
            spans[position].lastSeen = time
            return .sighting(position)
        }
        let isLast = position == spans.count - 1
        if let earlier = recentPosition(of: value, before: position) {
            return isLast
                ? noteReturn(to: earlier, at: time) : noteLateReturn(of: value, at: time, after: position)
        }
        if !isLast, let later = nextPosition(of: value, after: position) {
            return noteLateBeginning(of: later, at: time, after: position)
        }
        return insert(value, at: time, after: position)
    }

    /// Takes over what was stored. Where both know of the same spans, the later sightings count; otherwise the stored spans
    /// replace these, of which only those after all that was stored are noted again.
    ///
    /// - Returns: whether the spans differ from those before in more than sightings.
    @discardableResult
    public mutating func merge(stored: ValueHistory) -> Bool {
        guard let last = stored.spans.last else { return false }
        let isSame = spans.elementsEqual(stored.spans) { $0.since == $1.since && $0.value == $1.value }
        if isSame {
            for position in spans.indices {
                let other = stored.spans[position]
                spans[position].lastSeen = max(spans[position].lastSeen, other.lastSeen)
                spans[position].returned = [spans[position].returned, other.returned].compactMap(\.self).max()
            }
            return false
        }
        let own = spans
        spans = stored.spans
        for span in own where span.since > last.lastSeen {
            note(span.value, at: span.since)
            note(span.value, at: span.lastSeen)
        }
        return true
    }

    /// The position of the span in force at an instant, -1 before the first.
    private func position(at time: Int64) -> Int {
        guard let last = spans.last, time < last.since else { return spans.count - 1 }
        var (low, high) = (0, spans.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if spans[middle].since <= time { low = middle + 1 } else { high = middle }
        }
        return low - 1
    }

    private func recentPosition(of value: Value, before position: Int) -> Int? {
        guard position > 0 else { return nil }
        return (max(0, position - recentLimit)..<position).last { spans[$0].value == value }
    }

    private func nextPosition(of value: Value, after position: Int) -> Int? {
        (position + 1..<min(spans.count, position + 1 + recentLimit)).first { spans[$0].value == value }
    }

    /// A sighting of an earlier value while the last span is in force.
    private mutating func noteReturn(to earlier: Int, at time: Int64) -> Change {
        let lastSeen = spans[spans.count - 1].lastSeen
        guard time > lastSeen else { return .nothing }
        let returned = spans[earlier].returned.map { $0 > lastSeen ? min($0, time) : time } ?? time
        if Self.isApart(lastSeen, time) {
            spans.append(Span(spans[earlier].value, since: returned, lastSeen: time))
            return .spans(spans.count - 1..<spans.count)
        }
        guard spans[earlier].returned != returned else { return .nothing }
        spans[earlier].returned = returned
        return .sighting(earlier)
    }

    /// A late sighting of a value that was in force before the span at `position`.
    private mutating func noteLateReturn(of value: Value, at time: Int64, after position: Int) -> Change {
        let lastSeen = spans[position].lastSeen
        if spans[position + 1].value == value {
            guard time > lastSeen else { return .nothing }
            let moved = spans[position + 1].since
            spans[position + 1].since = time
            return .spans(position + 1..<position + 2, moved: moved)
        }
        guard Self.isApart(lastSeen, time) else { return .nothing }
        spans.insert(Span(value, since: time), at: position + 1)
        return .spans(position + 1..<position + 2)
    }

    /// A late sighting of a value that was known only from later on.
    private mutating func noteLateBeginning(of later: Int, at time: Int64, after position: Int) -> Change {
        guard later == position + 1 else {
            // Backwards as forwards: alternation with the value that was seen next.
            return Self.isApart(time, spans[position + 1].since)
                ? insert(spans[later].value, at: time, after: position) : .nothing
        }
        if position >= 0 {
            guard time > spans[position].since else { return .nothing }
            if spans[position].lastSeen >= time { spans[position].lastSeen = spans[position].since }
        }
        let moved = spans[later].since
        spans[later].since = time
        return .spans(max(0, position)..<later + 1, moved: moved)
    }

    /// Adds a span after that at `position`, whose value is in force again where it was seen later.
    private mutating func insert(_ value: Value, at time: Int64, after position: Int) -> Change {
        guard position >= 0 else {
            spans.insert(Span(value, since: time), at: 0)
            return .spans(0..<1)
        }
        let (lastSeen, isReplaced) = (spans[position].lastSeen, spans[position].since == time)
        let isSplit = lastSeen >= time
        var added = [Span(value, since: time)]
        if lastSeen > time { added.append(Span(spans[position].value, since: lastSeen)) }
        if isReplaced {
            // Of two values of one instant the one that came last is kept.
            spans.replaceSubrange(position...position, with: added)
            return .spans(position..<position + added.count)
        }
        if isSplit { spans[position].lastSeen = spans[position].since }
        spans.insert(contentsOf: added, at: position + 1)
        return .spans(position + (isSplit ? 0 : 1)..<position + 1 + added.count)
    }

    private static func isApart(_ earlier: Int64, _ later: Int64) -> Bool {
        let (distance, overflow) = later.subtractingReportingOverflow(earlier)
        return overflow ? later > earlier : distance >= alternationTime
    }
}
