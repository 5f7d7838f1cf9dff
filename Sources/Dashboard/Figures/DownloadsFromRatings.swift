import Growth
import History
import Market
import TimeSeries

/// Downloads of an app estimated from its new ratings, for the days that its own counts don't cover yet. The relation is
/// calibrated on the app's own exact days; without them, there is no estimate.
struct DownloadsFromRatings: Sendable {
    /// The estimate for a day.
    struct DayEstimate: Sendable {
        let day: Day
        /// Whether the day has ended.
        let isComplete: Bool
        /// The ratings added on the day, or on the day so far.
        let ratings: Int64
        let downloads: Double
        let range: ClosedRange<Double>
    }

    /// The relation for the storefronts of a count, and the estimates that follow from it.
    struct Relation: Sendable {
        /// What the downloads cover.
        let scope: Scope
        /// The storefronts whose ratings are added up.
        let storefronts: [Storefront]
        let perRating: DownloadsPerRating
        /// The publisher of the downloads.
        let source: String
        /// The number of seconds after midnight UTC at which days begin.
        let dayOffset: Int64
        /// The estimates, newest first.
        let estimates: [DayEstimate]
    }

    /// The relations: that of all storefronts together, if there are several, then one per storefront, most downloads
    /// first.
    let relations: [Relation]
    let instant: Timestamp

    /// The days before the instant that the relation is calibrated on.
    private static let calibrationDays = 90
    /// The maximum number of days with estimates.
    private static let estimatedDays = 7

    /// Creates the estimates from an app's counts and listings. Only exact counts are used.
    ///
    /// - Complexity: O(reports + points of the ratings in the last 90 days).
    init(
        of counted: [CountedSeries],
        _ listings: [(storefront: Storefront, series: ListingSeries)],
        asOf instant: Timestamp
    ) {
        self.instant = instant
        let exact = counted.filter { series in
            let counter = series.counter
            return counter.kind == .exact && counter.metric == .downloads
                && (counter.scope.stores.isEmpty || counter.scope.stores == [.appStore])
        }
        let newest = exact.max {
            ($0.series.lastDay ?? 0, $1.counter.source) < ($1.series.lastDay ?? 0, $0.counter.source)
        }
        guard let source = newest?.counter.source, let offset = newest?.counter.dayOffset, !listings.isEmpty else {
            relations = []
            return
        }
        let today = (instant - offset).day
        let window = today.advanced(by: -Self.calibrationDays)...today
        let added = Dictionary(
            uniqueKeysWithValues: listings.map {
                ($0.storefront, $0.series.ratingsAdded(on: window, beginningAt: offset, asOf: instant))
            }
        )
        let groups = Self.groups(exact.filter { $0.counter.source == source }, rated: listings.map(\.storefront))
        relations = groups.compactMap { group in
            let ratings = Self.sum(group.storefronts.compactMap { added[$0] })
            return Self.relation(of: group, ratings, source: source, offset: offset, through: today)
        }
    }

    private typealias Group = (scope: Scope, storefronts: [Storefront], series: CounterSeries)

    /// Returns the counts with the storefronts whose ratings are compared with them: all together, then each.
    private static func groups(_ exact: [CountedSeries], rated: [Storefront]) -> [Group] {
        let groups = exact.compactMap { counted -> Group? in
            guard let storefronts = counted.counter.scope.storefronts, storefronts.allSatisfy(rated.contains) else {
                return nil
            }
            return (counted.counter.scope, storefronts.isEmpty ? rated : storefronts, counted.series)
        }
        let single = exact.filter { counted in
            counted.counter.scope.storefronts.map { $0.count == 1 && rated.contains($0[0]) } ?? false
        }
        let storefronts = single.flatMap { $0.counter.scope.storefronts ?? [] }
        guard single.count > 1, Set(storefronts).count == storefronts.count else { return groups }
        let scope = Scope(stores: single[0].counter.scope.stores, storefronts: storefronts)
        return [(scope, storefronts.sorted(), CounterSum(single).series)] + groups
    }

    /// Returns the ratings on the days for which all storefronts have them.
    private static func sum(_ added: [[Day: Int64]]) -> [Day: Int64] {
        guard var sum = added.first else { return [:] }
        for other in added.dropFirst() {
            sum = sum.reduce(into: [:]) { result, entry in
                if let value = other[entry.key] { result[entry.key] = entry.value.addingClamped(value) }
            }
        }
        return sum
    }

    private static func relation(
        of group: Group,
        _ ratings: [Day: Int64],
        source: String,
        offset: Int64,
        through today: Day
    ) -> Relation? {
        let segments = group.series.resolution.segments
        let samples = segments.filter { $0.days.count == 1 }.compactMap { segment -> DownloadsPerRating.Sample? in
            let day = Day(number: segment.days[0])
            // Today's ratings aren't complete.
            guard day < today, let ratings = ratings[day] else { return nil }
            return DownloadsPerRating.Sample(day: day, downloads: segment.value, ratings: ratings)
        }
        guard let perRating = DownloadsPerRating(samples) else { return nil }
        let known = Set(segments.flatMap(\.days))
        let estimates = (0..<estimatedDays).map { today.advanced(by: -$0) }.compactMap { day -> DayEstimate? in
            guard !known.contains(day.number), let count = ratings[day] else { return nil }
            let (downloads, range) = perRating.downloads(forRatings: count)
            return DayEstimate(
                day: day,
                isComplete: day < today,
                ratings: count,
                downloads: downloads,
                range: range
            )
        }
        return Relation(
            scope: group.scope,
            storefronts: group.storefronts,
            perRating: perRating,
            source: source,
            dayOffset: offset,
            estimates: estimates
        )
    }
}

extension LedgerSnapshot {
    /// Returns an app's downloads estimated from its ratings.
    ///
    /// - Parameter counted: The app's counts up to the instant.
    func downloadsFromRatings(of app: AppID, _ counted: [CountedSeries], asOf instant: Timestamp)
        -> DownloadsFromRatings
    {
        DownloadsFromRatings(of: counted, listings(of: app), asOf: instant)
    }
}
