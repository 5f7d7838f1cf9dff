public import Market

extension PollPlan {
    /// Records the outcome of a poll that `next(at:)` started, and schedules the next poll of the source. Outcomes of
    /// other polls are ignored. O(log n).
    public mutating func record(
        _ outcome: PollOutcome,
        of number: SourceID,
        at now: Timestamp,
        using generator: inout some RandomNumberGenerator
    ) {
        adjust(to: now)
        guard let poll = polls.removeValue(forKey: number) else { return }
        var hasRecovered = false
        if let host = poll.host {
            let isForSource = isForSource(outcome, of: number, host: host)
            hosts[host]?.running -= 1
            let isUsable = outcome.isUsable
            if isUsable { hosts[host]?.successes += 1 }
            hasRecovered = isUsable && hosts[host].map { $0.circuit.isOpen || $0.unreachable.contains(number) } ?? false
            if outcome == .unreachable, sources[number]?.polled.host == host {
                hosts[host]?.unreachable.insert(number)
            } else if outcome != .canceled {
                hosts[host]?.unreachable.remove(number)
            }
            let interval = sources[number].map(stretchedInterval) ?? Backoff.first
            hosts[host]?.circuit.note(
                outcome,
                of: number,
                interval: interval,
                isForSource: isForSource,
                at: now,
                using: &generator
            )
            scheduleHost(host)
        }
        // The source may have been removed, or moved to another host, to which this outcome doesn't apply.
        guard var source = sources[number] else { return }
        if source.polled.host == poll.host {
            let successes = poll.host.flatMap { hosts[$0]?.successes } ?? 0
            schedule(outcome, of: &source, successes: successes, at: now, using: &generator)
            sources[number] = source
        }
        enqueueWaiting(number)
        if hasRecovered, let host = poll.host { resume(host, at: now) }
    }

    /// Schedules immediate polls of the sources that got no response from a host, since the host has recovered.
    /// O(k log n).
    private mutating func resume(_ host: String, at now: Timestamp) {
        for number in (hosts[host]?.unreachable ?? []).sorted() where waiting.contains(number) {
            sources[number]?.due = now
            enqueueWaiting(number)
        }
        hosts[host]?.unreachable = []
    }

    /// Returns whether a rate limit applies only to this source: the source was limited before, and polls of the host
    /// have succeeded since then.
    private func isForSource(_ outcome: PollOutcome, of number: SourceID, host: String) -> Bool {
        guard case .rateLimited = outcome, let then = sources[number]?.successesAtRateLimit else { return false }
        return hosts[host].map { $0.successes > then } ?? false
    }

    private func schedule(
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
            source.successesAtRateLimit = nil
            source.cause = .interval
            source.due = now + wait(of: source, from: now) + Int64.random(in: 0...(interval / 10), using: &generator)
        case .incomplete:
            source.failures = 0
            source.successesAtRateLimit = nil
            source.cause = .new
            source.due = now
        case .idle(let until):
            source.failures = 0
            source.successesAtRateLimit = nil
            source.cause = .interval
            source.due = max(now + 1, until) + Int64.random(in: 0...(interval / 10), using: &generator)
        case .unusable, .failed, .unreachable, .rateLimited:
            source.failures += 1
            source.cause = .failures
            var wait = Backoff.source(
                failures: source.failures,
                interval: interval,
                isUnreachable: outcome == .unreachable,
                using: &generator
            )
            if case .rateLimited = outcome {
                if let then = source.successesAtRateLimit, successes > then {
                    source.cause = .permanentFailure
                    wait = Backoff.permanentFailure(interval: interval, using: &generator)
                }
                source.successesAtRateLimit = successes
            }
            source.due = now + wait
        case .permanentFailure:
            source.failures += 1
            source.cause = .permanentFailure
            source.due = now + Backoff.permanentFailure(interval: interval, using: &generator)
        case .canceled:
            source.due = now + wait(of: source, from: now)
        }
    }

    func stretchedInterval(of source: Source) -> Int64 {
        let stretch = source.polled.host.flatMap { hosts[$0]?.stretch } ?? 1
        return Int64((Double(source.polled.interval) * stretch - 1e-6).rounded(.up))
    }

    /// Returns the number of seconds until the next poll according to the source's phase: at least half an interval and
    /// at most a whole one.
    ///
    /// If the next time in phase is less than half an interval away, the poll is scheduled halfway between now and the
    /// following time in phase. A source without a host always waits for a whole interval.
    func wait(of source: Source, from now: Timestamp) -> Int64 {
        guard source.polled.host != nil else { return source.polled.interval }
        let interval = stretchedInterval(of: source)
        let offset = Int64(Double(interval) * source.phase)
        let passed = (now - anchor - offset) % interval
        let left = interval - (passed < 0 ? passed + interval : passed)
        return max(1, 2 * left >= interval ? left : (left + interval) / 2)
    }
}
