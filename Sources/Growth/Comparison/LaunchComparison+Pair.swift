import Market

extension LaunchComparison {
    /// A launch compared with the first launch, in all measures that both have.
    public struct Pair: Sendable {
        /// The result of checking whether the two launches' own curves are comparable.
        public enum Likeness: Hashable, Sendable {
            case alike
            /// The same metric, but different storefronts or stores.
            case scopesDiffer
            case metricsDiffer
            /// At least one of the launches has no curve of its own.
            case unknown
        }

        /// The totals of both launches in one measure.
        struct Match: Sendable {
            var first: LaunchTotals
            var other: LaunchTotals

            var isOneModel: Bool {
                (first.series != nil && first.series == other.series) || first.kind == .exact || other.kind == .exact
            }
        }

        public let likeness: Likeness
        /// The measure of the best match, which is that of the launches' own curves if they are comparable; `nil` if
        /// nothing is comparable.
        public let measure: Measure?
        /// Whether both launches' figures in `measure` come from the same model and version, or one launch has exact
        /// counts.
        public let isOneModel: Bool
        let matches: [Match]

        init(first: LaunchCurve, other: LaunchCurve) {
            likeness = Self.likeness(first.home, other.home)
            let own = first.own?.measure
            var seen: Set<Measure> = []
            var matches: [Match] = []
            for totals in first.totals where seen.insert(totals.measure).inserted {
                // Prefer totals by one model; otherwise use the best known totals of each launch.
                let shared = first.totals.lazy.filter { $0.measure == totals.measure && $0.knownAge != nil }
                    .compactMap { mine in
                        other.totals.first {
                            $0.measure == mine.measure && $0.series == mine.series && $0.knownAge != nil
                        }
                        .map { Match(first: mine, other: $0) }
                    }
                    .max { min($0.first.dayCount, $0.other.dayCount) < min($1.first.dayCount, $1.other.dayCount) }
                if let shared {
                    matches.append(shared)
                } else if let mine = first.best(in: totals.measure, like: first.series),
                    let theirs = other.best(in: totals.measure, like: other.series)
                {
                    matches.append(Match(first: mine, other: theirs))
                }
            }
            func order(_ match: Match) -> (Int, Int, Int64) {
                let isOwn = match.first.measure == own && match.other.measure == own
                let known = min(match.first.knownAge ?? 0, match.other.knownAge ?? 0)
                return (isOwn ? 1 : 0, match.isOneModel ? 1 : 0, known)
            }
            self.matches = matches.sorted { order($0) > order($1) }
            measure = self.matches.first?.first.measure
            isOneModel = self.matches.first?.isOneModel ?? false
        }

        private static func likeness(_ one: Measure?, _ other: Measure?) -> Likeness {
            guard let one, let other else { return .unknown }
            if one == other { return .alike }
            return one.metric == other.metric ? .scopesDiffer : .metricsDiffer
        }

        /// Returns the ratio of the launches' totals in the best measure in which both are known; `nil` if there is
        /// none.
        ///
        /// - Parameter count: The number of days since the origin that the totals cover.
        public func ratio(ofFirst count: Int) -> Ratio? {
            for match in matches {
                guard let total = match.other.total(ofFirst: count), let first = match.first.total(ofFirst: count),
                    first.lowerBound > 0
                else { continue }
                return Ratio(
                    measure: match.first.measure,
                    total: total,
                    first: first,
                    range: total.lowerBound / first.upperBound...total.upperBound / first.lowerBound,
                    isOneModel: match.isOneModel
                )
            }
            return nil
        }
    }
}
