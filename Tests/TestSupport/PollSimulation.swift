public import Collector
public import Market

/// A simulation of a poll plan. Tests decide how each poll ends and how long it takes.
public struct PollSimulation {
    /// A finished or running poll.
    public struct Event: Hashable, Sendable {
        public var source: SourceID
        public var begin: Timestamp
        public var end: Timestamp
        public var outcome: PollOutcome
    }

    public var plan: PollPlan
    public private(set) var events: [Event] = []
    public private(set) var now: Timestamp
    private var generator: SeededGenerator
    private var running: [Event] = []
    /// A closure that returns the outcome of a poll of a source that starts at a given time, and the poll's duration in
    /// seconds.
    private let answer: (SourceID, Timestamp, inout SeededGenerator) -> (PollOutcome, Int64)

    public init(
        limits: PollLimits = PollLimits(),
        start: Timestamp = Timestamp(seconds: 1_000_000),
        seed: UInt64,
        answer: @escaping (SourceID, Timestamp, inout SeededGenerator) -> (PollOutcome, Int64) = { _, _, _ in
            (.success, 0)
        }
    ) {
        generator = SeededGenerator(seed: seed)
        plan = PollPlan(limits: limits, start: start, using: &generator)
        now = start
        self.answer = answer
    }

    public mutating func set(_ host: String?, _ interval: Int64, as number: Int) {
        plan.set(PolledSource(host: host, interval: interval), as: SourceID(number), at: now)
    }

    /// Runs the plan for a number of simulated seconds. Polls that are still running end in a later call.
    public mutating func run(_ seconds: Int64) {
        let end = now + seconds
        while now <= end {
            settle()
            let next = [plan.wakeUp, running.map(\.end).min()].compactMap { $0 }.min() ?? end + 1
            // Advance by at least a second; otherwise, a plan that wakes up without doing anything would loop forever.
            now = max(next, now + 1)
        }
        now = end
    }

    /// Advances the clock without running the plan, as when a computer sleeps, and delays the ends of running polls by
    /// the same time.
    public mutating func jump(_ seconds: Int64) {
        now = now + seconds
        for index in running.indices { running[index].end = running[index].end + seconds }
    }

    /// Ends and starts polls that are due, until none are left.
    private mutating func settle() {
        while true {
            let ended = running.filter { $0.end <= now }
            running.removeAll { $0.end <= now }
            for event in ended {
                events.append(event)
                plan.record(event.outcome, of: event.source, at: now, using: &generator)
            }
            let actions = plan.next(at: now)
            for case .poll(let source) in actions {
                let (outcome, seconds) = answer(source, now, &generator)
                running.append(Event(source: source, begin: now, end: now + seconds, outcome: outcome))
            }
            if actions.isEmpty && ended.isEmpty { return }
        }
    }

    /// The finished and running polls, ordered by start time.
    public var polls: [Event] { (events + running).sorted { ($0.begin, $0.source) < ($1.begin, $1.source) } }

    public func polls(at source: Int) -> [Event] { polls.filter { $0.source == SourceID(source) } }

    /// Draws a source's polls: each column stands for this many seconds; `o` success, `x` failure or no response, `r` rate limited,
    /// `m` incomplete, `h` permanent failure, `a` canceled, a digit for several, `.` none.
    public func marbles(of source: Int, from start: Timestamp, columns: Int, of seconds: Int64) -> String {
        let polls = polls(at: source)
        return (0..<columns).map { column in
            let from = start + Int64(column) * seconds
            let inside = polls.filter { $0.begin >= from && $0.begin < from + seconds }
            guard let first = inside.first else { return "." }
            return inside.count > 1 ? String(min(9, inside.count)) : Self.marble(first.outcome)
        }.joined()
    }

    private static func marble(_ outcome: PollOutcome) -> String {
        switch outcome {
        case .success: "o"
        case .incomplete: "m"
        case .idle: "i"
        case .unusable, .failed, .unreachable: "x"
        case .rateLimited: "r"
        case .permanentFailure: "h"
        case .canceled: "a"
        }
    }
}
