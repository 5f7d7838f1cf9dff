public import Market

extension PollPlan {
    /// Notes how a look ended that `next(at:)` asked for, and decides when the next is. O(log n). A look that was not
    /// asked for is nothing.
    public mutating func note(
        _ outcome: PollOutcome,
        of number: SourceID,
        at now: Timestamp,
        using generator: inout some RandomNumberGenerator
    ) {
        follow(now)
        guard let poll = polls.removeValue(forKey: number) else { return }
        if let host = poll.host {
            let isForSource = isForSource(outcome, of: number, host: host)
            hosts[host]?.running -= 1
            if outcome == .success || outcome == .unfinished { hosts[host]?.successes += 1 }
            hosts[host]?.circuit.note(outcome, of: number, isForSource: isForSource, at: now, using: &generator)
            place(host)
        }
        // Removed meanwhile, or moved to another host, of which this look told nothing.
        guard var source = sources[number] else { return }
        if source.polled.host == poll.host {
            let successes = poll.host.flatMap { hosts[$0]?.successes } ?? 0
            decide(outcome, of: &source, successes: successes, at: now, using: &generator)
            sources[number] = source
        }
        settle(number)
    }

    /// Whether a refusal means this feed and not its host: it was refused before, and others were not in between.
    private func isForSource(_ outcome: PollOutcome, of number: SourceID, host: String) -> Bool {
        guard case .refused = outcome, let then = sources[number]?.successesAtRefusal else { return false }
        return hosts[host].map { $0.successes > then } ?? false
    }

    private func decide(
        _ outcome: PollOutcome,
        of source: inout Source,
        successes: UInt64,
        at now: Timestamp,
        using generator: inout some RandomNumberGenerator
    ) {
        let interval = stretchedInterval(of: source)
        switch outcome {
        case .success:
            source.failures = 0
            source.successesAtRefusal = nil
            source.cause = .interval
            source.due = now + wait(of: source, from: now) + Int64.random(in: 0...(interval / 10), using: &generator)
        case .unfinished:
            source.failures = 0
            source.successesAtRefusal = nil
            source.cause = .new
            source.due = now
        case .unusable, .failed, .refused:
            source.failures += 1
            source.cause = .failures
            var wait = Backoff.source(failures: source.failures, interval: interval, using: &generator)
            if case .refused = outcome {
                if let then = source.successesAtRefusal, successes > then {
                    source.cause = .hopeless
                    wait = Backoff.hopeless(interval: interval, using: &generator)
                }
                source.successesAtRefusal = successes
            }
            source.due = now + wait
        case .hopeless:
            source.failures += 1
            source.cause = .hopeless
            source.due = now + Backoff.hopeless(interval: interval, using: &generator)
        case .abandoned:
            source.due = now + wait(of: source, from: now)
        }
    }

    func stretchedInterval(of source: Source) -> Int64 {
        let stretch = source.polled.host.flatMap { hosts[$0]?.stretch } ?? 1
        return Int64((Double(source.polled.interval) * stretch - 1e-6).rounded(.up))
    }

    /// Seconds until the feed's turn in its interval comes round, which is half an interval at least, and one at most.
    ///
    /// Where it is nearer, two equal waits lead to the one after.
    func wait(of source: Source, from now: Timestamp) -> Int64 {
        guard source.polled.host != nil else { return source.polled.interval }
        let interval = stretchedInterval(of: source)
        let place = Int64(Double(interval) * source.phase)
        let passed = (now - anchor - place) % interval
        let left = interval - (passed < 0 ? passed + interval : passed)
        return max(1, 2 * left >= interval ? left : (left + interval) / 2)
    }
}
