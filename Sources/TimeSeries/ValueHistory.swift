/// The number of seconds without a report of the current value after which an earlier value can replace it.
private let alternationTime: Int64 = 48 * 3600
/// The maximum number of spans searched for an earlier value.
private let recentLimit = 16

/// The history of a value that sources report repeatedly, such as a name: each value, with the time from which it
/// applied.
///
/// Two sources can spell one value differently, so that reports alternate. That isn't a change: an earlier value that
/// is seen again while the current one is still being seen is ignored. The earlier value replaces the current value
/// only if the current value hasn't been seen for 48 hours. The earlier value then applies from its first report after
/// the current value was last seen. A value that was never seen before replaces the current one immediately.
///
/// A late report is inserted by its time. Only the first and the last time of a span are kept, so a new value reported
/// between these two times applies until the span's last time.
///
/// Earlier values are searched for only in the last 16 spans. So even if a source never repeats a value, a report adds
/// one span and takes constant time.
public struct ValueHistory<Value: Hashable & Sendable>: Hashable, Sendable {
    /// A value and the time from which it applies, until the next span starts.
    public struct Span: Hashable, Sendable {
        public var value: Value
        /// The first time at which the value was seen, in seconds.
        public var since: Int64
        /// The last known time at which the value was seen before the next span starts.
        public var lastSeen: Int64
        /// The time at which an earlier value was first seen again after the current value was last seen; `nil` if it
        /// wasn't. Outdated if the current value has been seen since then.
        public var returned: Int64?

        public init(_ value: Value, since: Int64, lastSeen: Int64? = nil, returned: Int64? = nil) {
            self.value = value
            self.since = since
            self.lastSeen = lastSeen ?? since
            self.returned = returned
        }
    }

    /// The effect of a report.
    public enum Change: Hashable, Sendable {
        case nothing
        /// Only the times of the span at this position changed; the values are the same.
        case seenTime(Int)
        /// The spans at these positions are new or changed. If the last of them now starts earlier, `moved` is its
        /// former start.
        case spans(Range<Int>, moved: Int64? = nil)

        /// Whether a different value applies at some time.
        public var isNews: Bool { if case .spans = self { true } else { false } }
    }

    /// The spans in order of time.
    public private(set) var spans: [Span] = []

    /// The positions of the spans whose times can change without a late report.
    public var recentPositions: Range<Int> { max(0, spans.count - 1 - recentLimit)..<spans.count }

    public init() {}

    /// Creates the history from stored spans.
    ///
    /// - Parameter spans: The spans in order of time. Spans that are out of order are dropped.
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

    /// Returns the value at a time, or the first value if the time is before the first report; `nil` if there are no
    /// reports.
    ///
    /// - Complexity: O(log spans).
    public func value(at time: Int64) -> Value? { spans.isEmpty ? nil : spans[max(0, position(at: time))].value }

    /// Returns the value at a time; `nil` before the first report.
    public func knownValue(at time: Int64) -> Value? {
        let position = position(at: time)
        return position < 0 ? nil : spans[position].value
    }

    /// Adds a report of `value`.
    ///
    /// - Complexity: O(1) for reports in order of time; O(spans) for a late report that adds a span.
    @discardableResult
    public mutating func note(_ value: Value, at time: Int64) -> Change {
        let position = position(at: time)
        if position >= 0, spans[position].value == value {
            guard time > spans[position].lastSeen else { return .nothing }
            spans[position].lastSeen = time
            return .seenTime(position)
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

    /// Merges a stored history into this one. If both have the same spans, the later times are kept. Otherwise, the
    /// stored spans replace the spans of this history, and spans that start after the stored history ends are added
    /// again.
    ///
    /// - Returns: Whether anything changed except the times at which values were last seen or returned.
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

    /// Returns the position of the span that applies at a time; −1 before the first span.
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

    /// Records a report of an earlier value while the last span applies.
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
        return .seenTime(earlier)
    }

    /// Records a late report of a value that applied before the span at `position`.
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

    /// Records a late report of a value that was known only from a later time on.
    private mutating func noteLateBeginning(of later: Int, at time: Int64, after position: Int) -> Change {
        guard later == position + 1 else {
            // The same rule in reverse: the value alternates with the one seen next.
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

    /// Inserts a span for a value after the span at `position`. If the value at `position` was seen after `time`, it
    /// applies again from the time at which it was last seen.
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
            // Of two values at the same time, the one reported last is kept.
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
