public import Market

/// Where in time one stands, how much of it is shown, and whether it runs.
///
/// Live and replay are the same: live means that the cursor follows the end of what is known (`cursor == nil`), and
/// that this end is now.
public struct Playhead: Hashable, Sendable {
    /// Seconds of history that pass in a second while playing.
    public static let speeds = [1, 60, 600, 3600, 21_600, 86_400]

    /// All the time there is.
    public var bounds: TimeRange
    /// The part of it that is played: there one goes first, and there playing stops. What lies beyond is a step further.
    /// `nil` where all of it is played.
    public let passage: TimeRange?
    /// The part of it that axes and timeline show.
    public private(set) var window: TimeRange
    /// Where one stands; `nil` follows the end of `bounds`.
    public private(set) var cursor: Timestamp?
    public private(set) var isPlaying = false
    /// One of `speeds`, or what the command line asked for.
    public private(set) var speed: Int
    /// History that has passed but is less than a second.
    private var carriedMilliseconds: Int64 = 0
    /// A stretch in which nothing happens and which passes quickly.
    private(set) var quiet: TimeRange?

    /// Seconds of real time after which a quiet stretch is a long one, and in which it passes then.
    private static let patience: Int64 = 8
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
        // Fast enough to see the window pass within a minute.
        let wanted = Int((window ?? bounds).duration / 60)
        self.speed = speed ?? Self.speeds.first { $0 >= wanted } ?? 86_400
    }

    /// The instant that every page draws.
    public var instant: Timestamp { cursor ?? bounds.end }

    public var isAtEnd: Bool { instant >= bounds.end }

    /// Where playing begins.
    public var start: Timestamp { passage?.start ?? bounds.start }

    /// Where playing stops that is at `instant` now.
    public func stop(after instant: Timestamp) -> Timestamp {
        passage.flatMap { instant < $0.end ? $0.end : nil } ?? bounds.end
    }

    /// Whether it stands where playing stops.
    var isAtStop: Bool { isAtEnd || instant == passage?.end }

    /// Starts or stops. Playing goes on behind its passage, and from the end of all begins at the start.
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

    /// Stands at `instant`, or at the nearest there is. The window follows.
    public mutating func move(to instant: Timestamp) {
        cursor = bounds.clamped(instant)
        follow()
    }

    /// Goes to where playing begins; from there, and from before it, to the first instant there is.
    public mutating func moveToStart() {
        isPlaying = false
        move(to: instant > start ? start : bounds.start)
    }

    /// Goes to where playing stops; from there follows the end of all.
    public mutating func moveToEnd() {
        let stop = stop(after: instant)
        cursor = stop < bounds.end ? stop : nil
        isPlaying = false
        follow()
    }

    /// Seconds of history that pass in a second just now.
    private var pace: Int64 {
        guard let quiet else { return Int64(speed) }
        return max(Int64(speed), quiet.duration / Self.quietSeconds)
    }

    /// Lets real time pass. At the end of its passage, and at that of all, playing stops.
    ///
    /// - Parameters:
    ///   - next: when something happens next; where that would take long, the time until then passes in two seconds.
    ///     `nil` lets all time pass alike.
    ///   - isLast: whether nothing happens at `next` either, because playing stops there: then that time never takes
    ///     more than two seconds.
    public mutating func advance(milliseconds: Int64, next: Timestamp? = nil, isLast: Bool = false) {
        guard isPlaying, let cursor else { return }
        let stop = stop(after: cursor)
        let patience = isLast ? Self.quietSeconds : Self.patience
        if let quiet, cursor >= quiet.end || cursor < quiet.start || next == nil { self.quiet = nil }
        if quiet == nil, let next, next - cursor > Int64(speed) * patience { quiet = TimeRange(cursor, next) }
        let passed = carriedMilliseconds + milliseconds * pace
        carriedMilliseconds = passed % 1000
        // A quiet stretch ends where it ends, so that what happens there is seen to happen.
        let reached = min(cursor + passed / 1000, quiet?.end ?? stop)
        if reached >= stop {
            isPlaying = false
            move(to: stop)
        } else {
            move(to: reached)
        }
    }

    /// One step slower (negative) or faster.
    public mutating func changeSpeed(by steps: Int) {
        let position = Self.speeds.lastIndex { $0 <= speed } ?? 0
        speed = Self.speeds[min(Self.speeds.count - 1, max(0, position + steps))]
    }

    public mutating func setSpeed(_ speed: Int) { self.speed = max(1, min(86_400, speed)) }

    /// Shows `factor` times as much time around the cursor; at least an hour, at most all there is.
    public mutating func zoom(by factor: Double) {
        let wanted = Int64((Double(window.duration) * factor).rounded())
        let length = min(max(3600, wanted), max(3600, bounds.duration))
        let share = window.duration > 0 ? Double(instant - window.start) / Double(window.duration) : 0.5
        let start = instant - Int64(Double(length) * min(1, max(0, share)))
        window = fitted(TimeRange(start, start + length))
    }

    public mutating func zoomToFit() { window = bounds }

    /// Shows earlier (negative) or later time, by quarters of what is shown; the cursor goes along where it would be
    /// out of sight.
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

    /// New bounds, as data come in or the clock goes on. A window that showed the end, or everything, goes along.
    public mutating func extend(to bounds: TimeRange) {
        let showedAll = window == self.bounds
        self.bounds = bounds
        if let cursor { self.cursor = bounds.clamped(cursor) }
        if showedAll { window = bounds } else { follow() }
    }

    /// Keeps the cursor inside the window, moving it by whole quarters; at the ends of time it stops there.
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
