public import Market

extension PollPlan {
    /// Notes how a look ended that `next(at:)` asked for, and decides when the next is. O(log n). A look that was not
    /// asked for is nothing.
    public mutating func note(
        _ outcome: PollOutcome,
        of number: FeedNumber,
        at now: Timestamp,
        using generator: inout some RandomNumberGenerator
    ) {
        follow(now)
        guard let look = looks.removeValue(forKey: number) else { return }
        if let host = look.host {
            let isForFeed = isForFeed(outcome, of: number, host: host)
            hosts[host]?.running -= 1
            if outcome == .success || outcome == .unfinished { hosts[host]?.successes += 1 }
            hosts[host]?.circuit.note(outcome, of: number, isForFeed: isForFeed, at: now, using: &generator)
            place(host)
        }
        // Removed meanwhile, or moved to another host, of which this look told nothing.
        guard var feed = feeds[number] else { return }
        if feed.polled.host == look.host {
            let successes = look.host.flatMap { hosts[$0]?.successes } ?? 0
            decide(outcome, of: &feed, successes: successes, at: now, using: &generator)
            feeds[number] = feed
        }
        settle(number)
    }

    /// Whether a refusal means this feed and not its host: it was refused before, and others were not in between.
    private func isForFeed(_ outcome: PollOutcome, of number: FeedNumber, host: String) -> Bool {
        guard case .refused = outcome, let then = feeds[number]?.successesAtRefusal else { return false }
        return hosts[host].map { $0.successes > then } ?? false
    }

    private func decide(
        _ outcome: PollOutcome,
        of feed: inout Feed,
        successes: UInt64,
        at now: Timestamp,
        using generator: inout some RandomNumberGenerator
    ) {
        let interval = stretchedInterval(of: feed)
        switch outcome {
        case .success:
            feed.failures = 0
            feed.successesAtRefusal = nil
            feed.cause = .interval
            feed.due = now + wait(of: feed, from: now) + Int64.random(in: 0...(interval / 10), using: &generator)
        case .unfinished:
            feed.failures = 0
            feed.successesAtRefusal = nil
            feed.cause = .new
            feed.due = now
        case .unusable, .failed, .refused:
            feed.failures += 1
            feed.cause = .failures
            var wait = BackOff.feed(failures: feed.failures, interval: interval, using: &generator)
            if case .refused = outcome {
                if let then = feed.successesAtRefusal, successes > then {
                    feed.cause = .hopeless
                    wait = BackOff.hopeless(interval: interval, using: &generator)
                }
                feed.successesAtRefusal = successes
            }
            feed.due = now + wait
        case .hopeless:
            feed.failures += 1
            feed.cause = .hopeless
            feed.due = now + BackOff.hopeless(interval: interval, using: &generator)
        case .abandoned:
            feed.due = now + wait(of: feed, from: now)
        }
    }

    func stretchedInterval(of feed: Feed) -> Int64 {
        let stretch = feed.polled.host.flatMap { hosts[$0]?.stretch } ?? 1
        return Int64((Double(feed.polled.interval) * stretch - 1e-6).rounded(.up))
    }

    /// Seconds until the feed's turn in its interval comes round, which is half an interval at least, and one at most.
    ///
    /// Where it is nearer, two equal waits lead to the one after.
    func wait(of feed: Feed, from now: Timestamp) -> Int64 {
        guard feed.polled.host != nil else { return feed.polled.interval }
        let interval = stretchedInterval(of: feed)
        let place = Int64(Double(interval) * feed.phase)
        let passed = (now - anchor - place) % interval
        let left = interval - (passed < 0 ? passed + interval : passed)
        return max(1, 2 * left >= interval ? left : (left + interval) / 2)
    }
}
