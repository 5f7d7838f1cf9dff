public import Market

extension LaunchCurve {
    /// Number of days after day 0 whose figures are used: launches are compared by their first year.
    public static let longest = 400

    /// The metrics whose totals since day 0 are compared, each on its own axis.
    public static let metrics: [Metric] = [.downloads, .signups, .users, .players]

    /// Creates a curve from a documented launch.
    ///
    /// - Parameters:
    ///   - observations: The launch's figures that are valid at the time of interest.
    ///   - origin: The origin (default: day 0). An earlier origin is replaced by day 0. Downloads are counted from the
    ///     start of the origin's day.
    ///   - counts: Counts in addition to published figures. Days before the origin's day are ignored.
    /// - Complexity: O(figures · measures + days · sums).
    public init(
        of launch: Launch,
        observations: [Observation],
        origin: Timestamp? = nil,
        counts: [Counts] = [],
        tracks: [RankTrack] = []
    ) {
        let origin = max(origin ?? launch.day0.start, launch.day0.start)
        let shift = launch.day0.distance(to: origin.day)
        let published = Self.directTotals(of: launch, observations: observations, shift: shift, origin: origin)
        let direct = published + counts.map { Self.totals($0, origin: origin) }
        let home = Self.home(of: launch, among: direct)
        self.init(
            id: launch.id,
            name: launch.title,
            origin: origin,
            home: home,
            series: launch.series,
            totals: Self.withDifferences(direct),
            // A total since day 0 gives no information about a total since a later day.
            claims: shift == 0 ? Self.claims(observations, origin: origin) : [],
            tracks: tracks
        )
    }

    /// Returns the measure of downloads in the storefronts of day 0, or if no such downloads were published, the
    /// measure whose totals cover the longest time.
    private static func home(of launch: Launch, among totals: [LaunchTotals]) -> Measure? {
        let home = Measure(.downloads, launch.homeScope)
        if totals.contains(where: { $0.measure == home && $0.knownAge != nil }) { return home }
        let own = totals.filter { $0.series == launch.series && $0.series != nil && $0.knownAge != nil }
        let candidates = own.isEmpty ? totals.filter { $0.knownAge != nil } : own
        func order(_ totals: LaunchTotals) -> (Int, Int64, String) {
            let metric = Self.metrics.firstIndex(of: totals.measure.metric) ?? Self.metrics.count
            return (-metric, totals.knownAge ?? 0, totals.measure.scope.label)
        }
        return candidates.max { order($0) < order($1) }?.measure
    }

    private struct Key: Hashable {
        var measure: Measure
        var series: String?
    }

    private static func directTotals(
        of launch: Launch,
        observations: [Observation],
        shift: Int,
        origin: Timestamp
    ) -> [LaunchTotals] {
        var keys: [Key] = []
        var figures: [Key: [Observation]] = [:]
        let end = launch.day0.advanced(by: longest)
        for figure in observations
        where metrics.contains(figure.metric) && figure.kind != .claim && !figure.isAtLeast
            && !figure.period.isEmpty && figure.period.lastDay < end
        {
            let key = Key(measure: Measure(figure.metric, figure.scope), series: figure.series)
            if figures[key] == nil { keys.append(key) }
            figures[key, default: []].append(figure)
        }
        return keys.compactMap { key in
            let curve = DownloadCurve(
                observations: figures[key] ?? [],
                metric: key.measure.metric,
                scope: key.measure.scope,
                series: key.series,
                day0: launch.day0
            )
            guard curve.lastDay != nil else { return nil }
            var seen: Set<String> = []
            return LaunchTotals(
                curve,
                measure: key.measure,
                series: key.series,
                sources: (figures[key] ?? []).map(\.source.name).filter { seen.insert($0).inserted },
                shift: shift
            )
        }
    }

    /// Adds totals for some storefronts, derived from one model's totals for a larger group of storefronts and for the
    /// rest of that group. For example, totals for the US follow from those for the US with Canada and those for
    /// Canada.
    private static func withDifferences(_ direct: [LaunchTotals]) -> [LaunchTotals] {
        var totals = direct
        for whole in direct where whole.measure.metric == .downloads && whole.series != nil {
            for part in direct where part.series == whole.series && part.measure.metric == .downloads {
                guard let rest = whole.measure.scope.without(part.measure.scope) else { continue }
                let place = totals.firstIndex {
                    $0.measure == Measure(.downloads, rest) && $0.series == whole.series
                }
                let direct = place.map { totals[$0] }
                let difference = LaunchTotals(whole, without: part, scope: rest, direct: direct)
                if let place { totals[place] = difference } else { totals.append(difference) }
            }
        }
        return totals
    }

    private static func claims(_ observations: [Observation], origin: Timestamp) -> [Claim] {
        observations.compactMap { figure in
            guard metrics.contains(figure.metric), figure.kind == .claim || figure.isAtLeast, figure.value.isFinite,
                case .through(let day) = figure.period, day >= origin.day
            else { return nil }
            return Claim(
                measure: Measure(figure.metric, figure.scope),
                day: origin.day.distance(to: day),
                value: figure.value,
                isAtLeast: figure.isAtLeast,
                kind: figure.kind,
                source: figure.source.name
            )
        }
    }
}

extension Scope {
    /// Returns this scope without the storefronts of `part`; `nil` if `part` isn't a part of this scope, or no
    /// storefront is left.
    func without(_ part: Scope) -> Scope? {
        guard stores == part.stores, let all = storefronts, let some = part.storefronts, !some.isEmpty,
            Set(some).isStrictSubset(of: all)
        else { return nil }
        return Scope(stores: stores, storefronts: all.filter { !some.contains($0) })
    }
}
