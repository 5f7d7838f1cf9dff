public import Market

/// The position in time, the time range shown, and the playback state of a page.
///
/// Live mode and replays share this type. In live mode, the cursor is `nil`, and the position follows the end of the
/// bounds, which is the current time.
public struct Playhead: Hashable, Sendable {
    /// The preset speeds, in seconds of history per second of real time.
    public static let speeds = [1, 60, 600, 3600, 21_600, 86_400]

    /// The time range of the data.
    public var bounds: TimeRange
    /// The part of the bounds that a replay plays first and stops at; `nil` if it plays everything.
    public let passage: TimeRange?
    /// The part of the bounds that axes and the timeline show.
    public private(set) var window: TimeRange
    /// The position in time; `nil` to follow the end of `bounds`.
    public private(set) var cursor: Timestamp?
    public private(set) var isPlaying = false
    /// The speed in seconds of history per second of real time, from 1 to 86,400.
    public private(set) var speed: Int
    /// The milliseconds of history that were played but don't yet add up to a second.
    private var carriedMilliseconds: Int64 = 0
    /// The quiet period being skipped, if any.
    private(set) var quiet: TimeRange?

    /// The longest quiet period that is played, in seconds of real time. Longer periods are skipped.
    private static let longestWait: Int64 = 8
    /// The time it takes to skip a quiet period, in seconds of real time.
    private static let quietSeconds: Int64 = 2

    public init(
        bounds: TimeRange,
        passage: TimeRange? = nil,
        window: TimeRange? = nil,
        cursor: Timestamp? = nil,
        speed: Int? = nil
    ) {
        self.bounds = bounds
        self.passage = passage.map { TimeRange(bounds.clamped($0.start), bounds.clamped($0.end)) }
        self.window = window ?? bounds
        self.cursor = cursor.map(bounds.clamped)
        // By default, the window plays in about a minute.
        let required = Int((window ?? bounds).duration / 60)
        self.speed = speed ?? Self.speeds.first { $0 >= required } ?? 86_400
    }

    /// The instant that pages show.
    public var instant: Timestamp { cursor ?? bounds.end }

    public var isAtEnd: Bool { instant >= bounds.end }

    /// The instant at which playback starts.
    public var start: Timestamp { passage?.start ?? bounds.start }

    /// Returns the instant at which playback from `instant` stops.
    public func stop(after instant: Timestamp) -> Timestamp {
        passage.flatMap { instant < $0.end ? $0.end : nil } ?? bounds.end
    }

    /// Whether the cursor is at an instant at which playback stops.
    var isAtStop: Bool { isAtEnd || instant == passage?.end }

    /// Toggles playback. At the end of the bounds, playback restarts at ``start``.
    public mutating func togglePlaying() {
        if isPlaying {
            isPlaying = false
            return
        }
        play(from: isAtEnd ? start : instant)
    }

    public mutating func play(from instant: Timestamp) {
        move(to: instant)
        isPlaying = bounds.duration > 0
        quiet = nil
        carriedMilliseconds = 0
    }

    public mutating func pause() { isPlaying = false }

    /// Moves the cursor to an instant, clamped to the bounds. The window follows.
    public mutating func move(to instant: Timestamp) {
        cursor = bounds.clamped(instant)
        follow()
    }

    /// Pauses and moves back to ``start``, or to the start of the bounds if the playhead isn't after ``start``.
    public mutating func moveToStart() {
        isPlaying = false
        move(to: instant > start ? start : bounds.start)
    }

    /// Pauses and moves to the next instant at which playback stops. If that is the end of the bounds, the playhead
    /// follows it from then on.
    public mutating func moveToEnd() {
        let stop = stop(after: instant)
        cursor = stop < bounds.end ? stop : nil
        isPlaying = false
        follow()
    }

    /// The current speed, including skipping, in seconds of history per second of real time.
    private var pace: Int64 {
        guard let quiet else { return Int64(speed) }
        return max(Int64(speed), quiet.duration / Self.quietSeconds)
    }

    /// Advances the cursor during playback. Stops at the end of the passage and at the end of the bounds.
    ///
    /// - Parameters:
    ///   - milliseconds: The elapsed real time.
    ///   - next: The time of the next data. If playback until then would take too long, the time is skipped in two
    ///     seconds. `nil` disables skipping.
    ///   - isLast: Whether `next` is the instant at which playback stops and has no data. If so, the wait never exceeds
    ///     two seconds.
    public mutating func advance(milliseconds: Int64, next: Timestamp? = nil, isLast: Bool = false) {
        guard isPlaying, let cursor else { return }
        let stop = stop(after: cursor)
        let longestWait = isLast ? Self.quietSeconds : Self.longestWait
        if let quiet, cursor >= quiet.end || cursor < quiet.start || next == nil { self.quiet = nil }
        if quiet == nil, let next, next - cursor > Int64(speed) * longestWait { quiet = TimeRange(cursor, next) }
        let elapsed = carriedMilliseconds + milliseconds * pace
        carriedMilliseconds = elapsed % 1000
        // Skipping stops exactly at the end of the quiet period, so that the user sees the data there arrive.
        let reached = min(cursor + elapsed / 1000, quiet?.end ?? stop)
        if reached >= stop {
            isPlaying = false
            move(to: stop)
        } else {
            move(to: reached)
        }
    }

    /// Changes the speed by a number of presets. A negative number makes the replay slower.
    public mutating func changeSpeed(by steps: Int) {
        let position = Self.speeds.lastIndex { $0 <= speed } ?? 0
        speed = Self.speeds[min(Self.speeds.count - 1, max(0, position + steps))]
    }

    public mutating func setSpeed(_ speed: Int) { self.speed = max(1, min(86_400, speed)) }

    /// Zooms around the cursor by multiplying the window's length by `factor`. The new length is at least an hour and
    /// otherwise at most that of the bounds.
    public mutating func zoom(by factor: Double) {
        let requested = Int64((Double(window.duration) * factor).rounded())
        let length = min(max(3600, requested), max(3600, bounds.duration))
        let share = window.duration > 0 ? Double(instant - window.start) / Double(window.duration) : 0.5
        let start = instant - Int64(Double(length) * min(1, max(0, share)))
        window = fitted(TimeRange(start, start + length))
    }

    public mutating func zoomToFit() { window = bounds }

    /// Moves the window by a number of quarters of its length. A negative number moves the window to earlier times. The
    /// cursor stays within the window.
    public mutating func pan(byQuarters quarters: Int64) {
        let distance = max(1, window.duration / 4) * quarters
        let length = window.duration
        let latest = bounds.end - length
        let start = max(bounds.start, min(latest, window.start + distance))
        guard length < bounds.duration else { return }
        window = TimeRange(start, start + length)
        if !window.contains(instant) {
            isPlaying = false
            cursor = instant < window.start ? window.start : window.end
        }
    }

    /// Updates the bounds when data arrives or time passes. A window that showed everything is extended, and any other
    /// window follows the cursor.
    public mutating func extend(to bounds: TimeRange) {
        let showedAll = window == self.bounds
        self.bounds = bounds
        if let cursor { self.cursor = bounds.clamped(cursor) }
        if showedAll { window = bounds } else { follow() }
    }

    /// Moves the window by quarters of its length until it contains the cursor, without leaving the bounds.
    private mutating func follow() {
        guard !window.contains(instant) else { return }
        let quarter = max(1, window.duration / 4)
        let distance = instant < window.start ? instant - window.start : instant - window.end
        let steps = distance < 0 ? (distance - quarter + 1) / quarter : (distance + quarter - 1) / quarter
        window = fitted(TimeRange(window.start + steps * quarter, window.end + steps * quarter))
    }

    private func fitted(_ range: TimeRange) -> TimeRange {
        guard range.duration < bounds.duration else { return range.contains(instant) ? bounds : range }
        if range.start < bounds.start { return TimeRange(bounds.start, bounds.start + range.duration) }
        if range.end > bounds.end { return TimeRange(bounds.end - range.duration, bounds.end) }
        return range
    }
}
