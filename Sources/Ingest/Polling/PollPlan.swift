public import Market

/// When to look at which of many feeds, decided as a value: what was seen goes in, with the time, and looks come out.
///
/// The rules are in `docs/polling.md`. The plan reads no clock and has no chance of its own; whoever acts on it calls
/// `next(at:)` when `wakeUp` has come and after each `note`, and tells of each look exactly once how it ended.
public struct PollPlan: Sendable {
    /// What is to be done.
    public enum Action: Hashable, Sendable {
        case poll(SourceID)
    }

    /// Why a feed is due when it is.
    enum Cause: Hashable, Sendable {
        case new, interval, failures, hopeless, resumption
    }

    struct Source: Sendable {
        var polled: PolledSource
        /// Where in its interval its turn is, 0 to below 1.
        var phase: Double
        var due: Timestamp
        var cause = Cause.new
        var failures = 0
        /// How many looks at its host had ended well when it was last refused; `nil` where it was not.
        var successesAtRefusal: UInt64?
    }

    /// A look under way, which may outlive its feed.
    struct Poll: Sendable {
        var host: String?
    }

    public let limits: PollLimits
    /// From where phases are counted.
    var anchor: Timestamp
    var latest: Timestamp
    /// Where in their intervals the first feeds of all hosts are.
    let offset: Double
    var sources: [SourceID: Source] = [:]
    var hosts: [String: PollHost] = [:]
    /// Feeds that are not due yet.
    var waiting = DueQueue<SourceID>()
    /// Feeds without a host that are due.
    var ready = DueQueue<SourceID>()
    /// Hosts of which a feed is due and may begin, by the instant from which on it may.
    var turns = DueQueue<String>()
    var polls: [SourceID: Poll] = [:]

    /// - Parameter generator: whose chance decides where in its interval the first feed is, so that not all who run
    ///   this program ask at the same second.
    public init(limits: PollLimits = PollLimits(), start: Timestamp, using generator: inout some RandomNumberGenerator)
    {
        self.limits = limits
        anchor = start
        latest = start
        offset = Double.random(in: 0..<1, using: &generator)
    }

    public var count: Int { sources.count }

    /// Adds a feed, which is due at once, or changes one. O(log n).
    public mutating func set(_ polled: PolledSource, as number: SourceID, at now: Timestamp) {
        follow(now)
        guard let old = sources[number] else {
            sources[number] = Source(polled: polled, phase: join(polled), due: now)
            return settle(number)
        }
        guard old.polled != polled else { return }
        withdraw(number)
        leave(old.polled, at: now)
        var source = old
        source.polled = polled
        source.phase = join(polled)
        if old.polled.host != polled.host {
            // Another host's past says nothing of this one.
            source = Source(polled: polled, phase: source.phase, due: now)
        } else {
            source.due = min(source.due, now + wait(of: source, from: now))
        }
        sources[number] = source
        settle(number)
    }

    /// Takes a feed out. A look at it that is under way still counts until it is noted. O(log n).
    public mutating func remove(_ number: SourceID, at now: Timestamp) {
        follow(now)
        guard let source = sources[number] else { return }
        withdraw(number)
        sources[number] = nil
        leave(source.polled, at: now)
    }

    /// Takes a feed's load to its host.
    ///
    /// - Returns: its phase. Multiples of the golden ratio lie evenly, however many there are.
    private mutating func join(_ polled: PolledSource) -> Double {
        guard let host = polled.host else { return 0 }
        hosts[host, default: PollHost()].sources += 1
        hosts[host]?.load += limits.cost / Double(polled.interval)
        hosts[host]?.added += 1
        let phase = offset + 0.618_033_988_749_895 * Double(hosts[host]?.added ?? 0)
        return phase - phase.rounded(.down)
    }

    private mutating func leave(_ polled: PolledSource, at now: Timestamp) {
        guard let host = polled.host else { return }
        hosts[host]?.sources -= 1
        hosts[host]?.load -= limits.cost / Double(polled.interval)
        // Differences of sums are not exact.
        if hosts[host]?.sources == 0 { hosts[host]?.load = 0 }
        // One that was asked just now is remembered: feeds that go and come back are no way around its limit.
        if hosts.count > sources.count + 16 {
            hosts = hosts.filter { !$0.value.isForgettable(limits, at: now) }
        }
    }

    /// Follows a clock that went back: everything that is to come moves with it, so that nothing waits longer. O(n),
    /// and nothing where it did not.
    mutating func follow(_ now: Timestamp) {
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
