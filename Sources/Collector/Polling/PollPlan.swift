public import Market

/// A type that schedules the polls of many sources. `docs/polling.md` describes the rules.
///
/// The plan is a value type without a clock or randomness of its own. The caller calls `next(at:)` at the time of
/// `wakeUp` and after each `record`, and records the outcome of each poll exactly once.
public struct PollPlan: Sendable {
    /// An action for the caller to take.
    public enum Action: Hashable, Sendable {
        case poll(SourceID)
    }

    /// The reason for the due time of a source.
    enum Cause: Hashable, Sendable {
        case new, interval, failures, permanentFailure, wake
    }

    struct Source: Sendable {
        var polled: PolledSource
        /// The position of the source's polls within its interval, from 0 up to but not including 1.
        var phase: Double
        var due: Timestamp
        var cause = Cause.new
        var failures = 0
        /// The number of successful polls of the host when the source was last rate-limited; `nil` if the source hasn't
        /// been rate-limited since its last success.
        var successesAtRateLimit: UInt64?
    }

    /// A running poll, whose source may be removed before the poll ends.
    struct Poll: Sendable {
        var host: String?
    }

    public let limits: PollLimits
    /// The time from which phases are measured.
    var anchor: Timestamp
    var latest: Timestamp
    /// The random offset of all phases, from 0 up to but not including 1.
    let offset: Double
    var sources: [SourceID: Source] = [:]
    var hosts: [String: PollHost] = [:]
    /// Sources that aren't due yet.
    var waiting = DueQueue<SourceID>()
    /// Sources without a host that are due.
    var ready = DueQueue<SourceID>()
    /// Hosts with due sources, by the earliest time of the next poll.
    var turns = DueQueue<String>()
    var polls: [SourceID: Poll] = [:]

    /// Creates a plan without sources.
    ///
    /// - Parameter generator: The random number generator for the offset of all phases. The offset prevents copies of
    ///   this program on different machines from sending requests in the same second.
    public init(limits: PollLimits = PollLimits(), start: Timestamp, using generator: inout some RandomNumberGenerator)
    {
        self.limits = limits
        anchor = start
        latest = start
        offset = Double.random(in: 0..<1, using: &generator)
    }

    /// Adds a source, which is due immediately, or changes an existing source. O(log n).
    public mutating func set(_ polled: PolledSource, as number: SourceID, at now: Timestamp) {
        adjust(to: now)
        guard let old = sources[number] else {
            sources[number] = Source(polled: polled, phase: join(polled), due: now)
            return enqueueWaiting(number)
        }
        guard old.polled != polled else { return }
        dequeue(number)
        leave(number, old.polled, at: now)
        var source = old
        source.polled = polled
        source.phase = join(polled)
        if old.polled.host != polled.host {
            // The history of the old host doesn't apply to the new one.
            source = Source(polled: polled, phase: source.phase, due: now)
        } else {
            source.due = min(source.due, now + wait(of: source, from: now))
        }
        sources[number] = source
        enqueueWaiting(number)
    }

    /// Removes a source. A running poll of the source still counts toward the limits until its outcome is recorded.
    /// O(log n).
    public mutating func remove(_ number: SourceID, at now: Timestamp) {
        adjust(to: now)
        guard let source = sources[number] else { return }
        dequeue(number)
        sources[number] = nil
        leave(number, source.polled, at: now)
    }

    /// Adds a source's load to its host.
    ///
    /// - Returns: The phase of the source: the plan's offset plus a multiple of the golden ratio, modulo 1. Such phases
    ///   are spread evenly for any number of sources.
    private mutating func join(_ polled: PolledSource) -> Double {
        guard let host = polled.host else { return 0 }
        hosts[host, default: PollHost()].sources += 1
        hosts[host]?.load += limits.cost / Double(polled.interval)
        hosts[host]?.added += 1
        let phase = offset + 0.618_033_988_749_895 * Double(hosts[host]?.added ?? 0)
        return phase - phase.rounded(.down)
    }

    private mutating func leave(_ number: SourceID, _ polled: PolledSource, at now: Timestamp) {
        guard let host = polled.host else { return }
        hosts[host]?.sources -= 1
        hosts[host]?.unreachable.remove(number)
        hosts[host]?.load -= limits.cost / Double(polled.interval)
        // Repeated additions and subtractions of floating-point numbers don't cancel out exactly.
        if hosts[host]?.sources == 0 { hosts[host]?.load = 0 }
        // Hosts with recent requests are kept, so that removing and adding a source doesn't bypass the limit.
        if hosts.count > sources.count + 16 {
            hosts = hosts.filter { !$0.value.isRemovable(limits, at: now) }
        }
    }

    /// Shifts all due times by the same amount if the clock was set back, so that no source waits longer than before.
    /// O(n) in that case, otherwise O(1).
    mutating func adjust(to now: Timestamp) {
        defer { latest = now }
        guard now < latest else { return }
        let seconds = now - latest
        anchor = anchor + seconds
        waiting.shift(by: seconds)
        ready.shift(by: seconds)
        turns.shift(by: seconds)
        for host in hosts.keys { hosts[host]?.shift(by: seconds) }
        for number in sources.keys {
            if let due = sources[number]?.due { sources[number]?.due = due + seconds }
        }
    }
}
