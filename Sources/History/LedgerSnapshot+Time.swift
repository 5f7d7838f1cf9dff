public import Market
import TimeSeries

/// The subject of a query about times: everything, a chart, or an app.
public enum Subject: Hashable, Sendable {
    case everything
    case chart(Chart)
    case app(AppID)
}

extension LedgerSnapshot {
    /// The range from the first to the last time with data; `nil` if there is no data.
    public var span: TimeRange? { span(of: .everything) }

    /// Returns the range from the first to the last time with data about `subject`; `nil` if there is none. Counts,
    /// listings and reviews extend only the end of the range, unless there is no other data.
    ///
    /// - Complexity: O(figures + counts); for an app, also O(blocks of the charts that list it).
    public func span(of subject: Subject) -> TimeRange? {
        var instants = figureInstants(of: subject)
        switch subject {
        case .everything:
            instants += [rankingSpan, pending?.span].compactMap(\.self).flatMap { [$0.start, $0.end] }
        case .chart(let chart): instants += rankings[chart].map(ends) ?? []
        case .app(let app):
            guard let handle = registry.handle(of: app) else { break }
            for (_, series) in rankings(listing: handle) {
                let first = series.start(after: .min, mentioning: handle)
                let last = series.lastPoint(of: handle, upTo: .max)?.seenUntil
                if let first, let last { instants += [Timestamp(seconds: first), Timestamp(seconds: last)] }
            }
        }
        // Counts from the years before the first chart would make its time axis useless, so they extend only the end.
        let counted = instants.isEmpty ? Array(countDays(of: subject)) : lastCountDays(of: subject)
        instants += counted.map { Day(number: $0).lastSecond }
        let listed = listingInstants(of: subject) + reviewInstants(of: subject)
        if instants.isEmpty { instants += listed.map(\.first) }
        instants += listed.map(\.last)
        guard let first = instants.min(), let last = instants.max() else { return nil }
        return TimeRange(first, last)
    }

    /// Returns the first time after `instant` with new data about `subject`; `nil` if there is none.
    public func instant(after instant: Timestamp, of subject: Subject) -> Timestamp? {
        let ticks = ticks(of: subject) { series, handle in
            handle.map { series.start(after: instant.seconds, mentioning: $0) } ?? series.start(after: instant.seconds)
        }
        return (ticks + figureInstants(of: subject) + countInstants(of: subject)).filter { $0 > instant }.min()
    }

    /// Returns the last time before `instant` with new data about `subject`; `nil` if there is none.
    public func instant(before instant: Timestamp, of subject: Subject) -> Timestamp? {
        let ticks = ticks(of: subject) { series, handle in
            handle.map { series.start(before: instant.seconds, mentioning: $0) }
                ?? series.start(before: instant.seconds)
        }
        return (ticks + figureInstants(of: subject) + countInstants(of: subject)).filter { $0 < instant }.max()
    }

    /// Returns the times that `pick` returns for the rankings of `subject`. If the subject is an app, `pick` is called
    /// with its handle.
    private func ticks(of subject: Subject, _ pick: (RankingSeries, UInt32?) -> Int64?) -> [Timestamp] {
        let found: [Int64]
        switch subject {
        case .everything: found = rankings.values.compactMap { pick($0, nil) }
        case .chart(let chart): found = rankings[chart].flatMap { pick($0, nil) }.map { [$0] } ?? []
        case .app(let app):
            guard let handle = registry.handle(of: app) else { return [] }
            found = rankings(listing: handle).compactMap { pick($0.series, handle) }
        }
        return found.map { Timestamp(seconds: $0) }
    }

    private func ends(of series: RankingSeries) -> [Timestamp] {
        [series.firstSeenTime, series.lastSeenTime].compactMap { $0.map { Timestamp(seconds: $0) } }
    }

    private func figureInstants(of subject: Subject) -> [Timestamp] {
        switch subject {
        case .chart: return []
        case .everything: return observations.keys.flatMap { figureInstants(of: .app($0)) }
        case .app(let app):
            let figures = observations[app]?.map(\.period.knownFrom) ?? []
            let launches = launches.filter { $0.app == app }
            return figures + launches.flatMap { [$0.day0.start] + $0.events.map(\.day.lastSecond) }
        }
    }

    /// Returns the last day of some of the subject's counts, including the newest count.
    private func lastCountDays(of subject: Subject) -> [Int] {
        switch subject {
        case .chart: []
        case .everything: counters.lastDay.map { [$0] } ?? []
        case .app(let app): counters.lastDays(of: app)
        }
    }

    /// Returns the last day of each period for which a count was reported.
    ///
    /// - Complexity: O(counts of the subject).
    private func countDays(of subject: Subject) -> Set<Int> {
        switch subject {
        case .chart: []
        case .everything: counters.lastDays
        case .app(let app): counters.countDays(of: app)
        }
    }

    /// Returns the last second of each period for which a count was reported.
    ///
    /// - Complexity: O(counts of the subject).
    private func countInstants(of subject: Subject) -> [Timestamp] {
        countDays(of: subject).map { Day(number: $0).lastSecond }
    }
}
