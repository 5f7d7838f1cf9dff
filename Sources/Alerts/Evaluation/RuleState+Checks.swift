import History
import Market
import TimeSeries

extension RuleState {
    /// Evaluates a rule about downloads, ratings, reviews or sources. Except for reviews, the rule fires when a later check
    /// confirms that its condition is met.
    mutating func checkOthers(of ledger: LedgerSnapshot, now: Timestamp) -> [Finding] {
        switch rule.condition {
        case .downloads(let minimum): checkCounters(of: ledger, minimum: minimum, now: now)
        case .rating(let bound, let storefront):
            checkListings(of: ledger, in: storefront) { $0.averageRating.map { $0 * 100 < Double(bound) } }
        case .ratings(let minimum, let storefront):
            checkListings(of: ledger, in: storefront) { $0.ratingCount.map { $0 >= minimum } }
        case .reviews(let condition): checkReviews(of: ledger, condition, now: now)
        case .sourceStale(let duration): checkSources(of: ledger, duration: duration, now: now)
        case .rank, .enters, .leaves, .moved: []
        }
    }

    /// Checks the newest reading of each listing. A reading that was checked before doesn't confirm itself.
    private mutating func checkListings(
        of ledger: LedgerSnapshot,
        in storefront: Storefront?,
        isMet: (ListingState) -> Bool?
    ) -> [Finding] {
        let found = ledger.listedApps.filter { rule.apps.contain($0, ledger) }.flatMap { app in
            ledger.listings(of: app).filter { storefront == nil || $0.storefront == storefront }.map { (app, $0) }
        }
        return found.compactMap { app, listing in
            guard let point = listing.series.last else { return nil }
            let isMet = isMet(point.state)
            let initial: AlertPhase = isMet == true && point.since.seconds <= since ? .fired : .armed
            return step(isMet, of: .listing(app, listing.storefront), from: initial, now: point.seen)
        }
    }

    private mutating func step(_ isMet: Bool?, of subject: AlertSubject, from initial: AlertPhase, now: Timestamp)
        -> Finding?
    {
        var phase = others[subject] ?? initial
        defer { others[subject] = phase }
        guard let since = phase.step(isMet, at: now.seconds, spacing: Self.checkSpacing) else { return nil }
        return Finding(subject: subject, firstSeen: since, confirmedAt: now.seconds)
    }

    /// The number of days until the counts for a day are usually published.
    private static let countDelay = 2

    private mutating func checkCounters(of ledger: LedgerSnapshot, minimum: Int64, now: Timestamp) -> [Finding] {
        var findings: [Finding] = []
        reachedDownloads.update(with: ledger, minimum: minimum) { rule.apps.contain($0, ledger) }
        for (counter, day) in reachedDownloads.days {
            // A threshold that was reached long before the rule was added doesn't fire, even if it is imported later.
            let isOld = day.map { $0 < Timestamp(seconds: since).day.number - Self.countDelay } ?? false
            let subject = AlertSubject.counter(counter)
            if let found = step(day != nil, of: subject, from: isOld ? .fired : .armed, now: now) {
                findings.append(found)
            }
        }
        return findings.sorted { ($0.subject.app?.text ?? "") < ($1.subject.app?.text ?? "") }
    }

    private mutating func checkSources(of ledger: LedgerSnapshot, duration: Int64?, now: Timestamp) -> [Finding] {
        let sources = ledger.sources.filter(\.isPolled)
        let subjects = Set(sources.map { AlertSubject.source($0.source) })
        others = others.filter { subjects.contains($0.key) }
        return sources.compactMap { source in
            step(isStale(source, for: duration, now: now), of: .source(source.source), from: .armed, now: now)
        }
    }

    /// Returns whether a source is stale; `nil` if it hasn't been polled yet, or hasn't been polled since the rule
    /// became pending.
    private func isStale(_ source: SourceHealth, for duration: Int64?, now: Timestamp) -> Bool? {
        if source.interval != nil, source.lastAttempt == nil { return nil }
        guard source.isStale(at: now) else { return false }
        if let duration {
            let lastGood = source.frozenSince ?? source.lastSuccess ?? Timestamp(seconds: since)
            guard now - lastGood >= duration else { return false }
        }
        // A failed poll doesn't confirm itself: the source has to be polled again.
        if case .pending(let pending) = others[.source(source.source)], source.interval != nil, source.error != nil,
            let attempt = source.lastAttempt, attempt.seconds <= pending
        {
            return nil
        }
        return true
    }
}
