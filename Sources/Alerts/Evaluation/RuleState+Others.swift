import History
import Market
import TimeSeries

extension RuleState {
    /// Judges counts and feeds, which are asked again after some minutes.
    mutating func lookAtOthers(of ledger: LedgerSnapshot, now: Timestamp) -> [Finding] {
        switch rule.condition {
        case .downloads(let least): checkCounters(of: ledger, least: least, now: now)
        case .sourceStale(let length): checkSources(of: ledger, length: length, now: now)
        case .rank, .enters, .leaves, .moved: []
        }
    }

    private mutating func step(_ isSo: Bool?, of subject: AlertSubject, from begin: AlertPhase, now: Timestamp)
        -> Finding?
    {
        var phase = others[subject] ?? begin
        defer { others[subject] = phase }
        guard let since = phase.step(isSo, at: now.seconds, spacing: Self.checkSpacing) else { return nil }
        return Finding(subject: subject, suspectedAt: since, confirmedAt: now.seconds)
    }

    /// How many days after their day counts usually come.
    private static let countDelay = 2

    private mutating func checkCounters(of ledger: LedgerSnapshot, least: Int64, now: Timestamp) -> [Finding] {
        var findings: [Finding] = []
        for (counter, series) in ledger.counters where counter.metric == .downloads && isAbout(counter.app, ledger) {
            let day = series.day(reaching: least)
            // What was reached long before is history, whenever it is read.
            let isOld = day.map { $0 < Timestamp(seconds: since).day.number - Self.countDelay } ?? false
            let subject = AlertSubject.counter(counter)
            if let found = step(day != nil, of: subject, from: isOld ? .fired : .armed, now: now) {
                findings.append(found)
            }
        }
        return findings.sorted { ($0.subject.app?.text ?? "") < ($1.subject.app?.text ?? "") }
    }

    private func isAbout(_ app: AppID, _ ledger: LedgerSnapshot) -> Bool {
        switch rule.apps {
        case .any: true
        case .one(let one): one == app
        case .watchlist: ledger.watchlist.contains(app)
        }
    }

    private mutating func checkSources(of ledger: LedgerSnapshot, length: Int64?, now: Timestamp) -> [Finding] {
        let sources = ledger.sources.filter(\.isFollowed)
        let labels = Set(sources.map { AlertSubject.source($0.source) })
        others = others.filter { labels.contains($0.key) }
        return sources.compactMap { source in
            step(isStale(source, for: length, now: now), of: .source(source.source), from: .armed, now: now)
        }
    }

    /// - Returns: `nil` where nobody has looked yet, or not again since it was suspected.
    private func isStale(_ source: SourceHealth, for length: Int64?, now: Timestamp) -> Bool? {
        if source.interval != nil, source.lastAttempt == nil { return nil }
        guard source.isStale(at: now) else { return false }
        if let length {
            let good = source.frozenSince ?? source.lastSuccess ?? Timestamp(seconds: since)
            guard now - good >= length else { return false }
        }
        // One failure is no second look at itself.
        if case .suspected(let suspected) = others[.source(source.source)], source.interval != nil, source.error != nil,
            let attempt = source.lastAttempt, attempt.seconds <= suspected
        {
            return nil
        }
        return true
    }
}

extension CounterSeries {
    /// The number of the day by which the counts certainly come to `least`; `nil` where they don't.
    func day(reaching least: Int64) -> Int? {
        let resolution = resolution
        guard let total = resolution.total, total.value.lowerBound >= least else { return nil }
        var sum: Int64 = 0
        var last = Int.min
        for segment in resolution.segments {
            sum = sum.addingClamped(segment.value)
            last = max(last, segment.lastDay)
            if sum >= least { return last }
        }
        return total.lastDay
    }
}
