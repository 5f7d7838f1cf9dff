import History

/// The rules that decide what to read next from an engine that is shown: first what the screen needs, then changes, then
/// the charts that aren't loaded yet.
struct EngineSchedule: Equatable {
    enum Action: Equatable {
        /// Read evicted blocks that a page needs.
        case readBlocks
        /// Read names, counts, listings and sources.
        case readFacts
        /// Look for new batches.
        case follow
        case load(LoadQueue.Step)
        /// Read changed blocks again, so that they can be evicted.
        case evict(EngineLoader.Request)
        case wait(until: ContinuousClock.Instant)
    }

    /// The data that can be read now.
    struct Work: Equatable {
        var needsBlocks = false
        var needsFacts = false
        var step: LoadQueue.Step?
        var evictable: EngineLoader.Request?
    }

    /// The time of the next look for new batches.
    private var followsAt: ContinuousClock.Instant
    /// The time before which nothing is read, because the last request failed.
    private var waitsUntil: ContinuousClock.Instant?
    /// Whether blocks have been read again since the last look for new batches. Once is enough, even if there are more.
    private var hasEvicted = false

    /// The time between two looks for new batches, and the time to wait after an error.
    static let interval = Duration.seconds(2)

    init(startingAt now: ContinuousClock.Instant) { followsAt = now + Self.interval }

    /// Returns what to do at a time.
    func action(at now: ContinuousClock.Instant, _ work: Work) -> Action {
        if let waitsUntil, now < waitsUntil { return .wait(until: waitsUntil) }
        if work.needsBlocks { return .readBlocks }
        if work.needsFacts { return .readFacts }
        if now >= followsAt { return .follow }
        if let step = work.step { return .load(step) }
        guard let request = work.evictable, !hasEvicted else { return .wait(until: followsAt) }
        return .evict(request)
    }

    /// Records that an action has ended.
    ///
    /// - Parameter hasFailed: Whether the engine couldn't be read.
    mutating func finish(_ action: Action, hasFailed: Bool, at now: ContinuousClock.Instant) {
        waitsUntil = hasFailed ? now + Self.interval : nil
        switch action {
        case .follow: (followsAt, hasEvicted) = (now + Self.interval, false)
        case .evict: hasEvicted = true
        default: break
        }
    }
}
