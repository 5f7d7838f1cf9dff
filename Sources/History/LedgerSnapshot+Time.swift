public import Market
import TimeSeries

/// Whose instants are meant.
public enum Subject: Hashable, Sendable {
    case everything
    case chart(Chart)
    case app(AppID)
}

extension LedgerSnapshot {
    /// From the first to the last instant at which anything is known.
    public var span: TimeRange? { span(of: .everything) }

    /// From the first to the last instant at which anything is known of `subject`.
    ///
    /// - Complexity: O(charts + figures), for an app also O(its ticks).
    public func span(of subject: Subject) -> TimeRange? {
        var instants = figureInstants(of: subject)
        switch subject {
        case .everything: for series in rankings.values { instants += ends(of: series) }
        case .chart(let chart): instants += rankings[chart].map(ends) ?? []
        case .app(let app):
            instants += sightings(of: app).flatMap { [$0.time, $0.seenUntil] }.map { Timestamp(seconds: $0) }
        }
        guard let first = instants.min(), let last = instants.max() else { return nil }
        return TimeRange(first, last)
    }

    /// The first instant after `instant` at which anything new is known of `subject`.
    public func instant(after instant: Timestamp, of subject: Subject) -> Timestamp? {
        let ticks = ticks(of: subject) { $0.start(after: instant.seconds) }
        return (ticks + figureInstants(of: subject)).filter { $0 > instant }.min()
    }

    /// The last instant before `instant` at which anything new was known of `subject`.
    public func instant(before instant: Timestamp, of subject: Subject) -> Timestamp? {
        let ticks = ticks(of: subject) { $0.start(before: instant.seconds) }
        return (ticks + figureInstants(of: subject)).filter { $0 < instant }.max()
    }

    private func ticks(of subject: Subject, _ pick: (RankingSeries) -> Int64?) -> [Timestamp] {
        switch subject {
        case .everything: rankings.values.compactMap(pick).map { Timestamp(seconds: $0) }
        case .chart(let chart): rankings[chart].flatMap(pick).map { [Timestamp(seconds: $0)] } ?? []
        case .app(let app): sightings(of: app).map { Timestamp(seconds: $0.time) }
        }
    }

    private func ends(of series: RankingSeries) -> [Timestamp] {
        [series.firstSighting, series.lastSighting].compactMap { $0.map { Timestamp(seconds: $0) } }
    }

    /// Every tick, in any chart that ever listed `app`, that says something of it.
    private func sightings(of app: AppID) -> [RankPoint] {
        guard let handle = registry.handle(of: app) else { return [] }
        return rankRecords(of: app, asOf: Timestamp(seconds: .max)).flatMap {
            rankings[$0.chart]?.points(of: handle, in: .min ... .max) ?? []
        }
    }

    private func figureInstants(of subject: Subject) -> [Timestamp] {
        switch subject {
        case .chart: return []
        case .everything: return observations.keys.flatMap { figureInstants(of: .app($0)) }
        case .app(let app):
            let figures = observations[app]?.map(\.period.standsFrom) ?? []
            let launches = launches.filter { $0.app == app }
            return figures + launches.flatMap { [$0.day0.start] + $0.events.map(\.day.lastSecond) }
        }
    }
}
