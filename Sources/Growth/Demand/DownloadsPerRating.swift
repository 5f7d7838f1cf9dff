public import Market

/// The downloads per new rating of one app, calibrated on days for which both are known exactly, and the downloads
/// estimated from it for other days.
///
/// - The point estimate is the median of downloads / ratings over the newest days, which outliers don't change.
/// - The range is the 10th to the 90th percentile of the same ratios, for a number of ratings n of n − √(n + 1) to
///   n + √(n + 1): with few ratings, chance changes their number more than downloads do.
/// - With fewer than seven days, or if too many days with downloads have no ratings, there is no relation. Published rules
///   such as 50 or 83 downloads per rating differ too much between apps to replace it.
public struct DownloadsPerRating: Hashable, Sendable {
    /// The downloads and the new ratings of a day.
    public struct Sample: Hashable, Sendable {
        public let day: Day
        public let downloads: Int64
        public let ratings: Int64

        public init(day: Day, downloads: Int64, ratings: Int64) {
            (self.day, self.downloads, self.ratings) = (day, downloads, ratings)
        }
    }

    /// The minimum number of days with both.
    public static let minimumDays = 7
    /// The maximum number of days: older ones are ignored, because the relation changes, for example when an app asks
    /// for ratings more often.
    public static let maximumDays = 28

    /// The number of days that the relation is calibrated on.
    public let dayCount: Int
    /// The first and the last of these days.
    public let days: ClosedRange<Day>
    /// The median downloads per rating.
    public let median: Double
    /// The 10th and the 90th percentile of the downloads per rating.
    public let range: ClosedRange<Double>

    /// Creates the relation.
    ///
    /// - Parameter samples: Exact days in any order, at most one for each day. Days with neither downloads nor ratings, or
    ///   with more refunds than downloads, are ignored.
    /// - Returns: `nil` if there are too few days, or too many of them have downloads but no ratings.
    public init?(_ samples: [Sample]) {
        let usable = samples.filter { $0.downloads >= 0 && $0.ratings >= 0 && $0.downloads + $0.ratings > 0 }
            .sorted { $0.day < $1.day }
            .suffix(Self.maximumDays)
        guard usable.count >= Self.minimumDays, let first = usable.first, let last = usable.last else { return nil }
        // A day without ratings has more downloads per rating than any other.
        let ratios = usable.map { $0.ratings > 0 ? Double($0.downloads) / Double($0.ratings) : .infinity }.sorted()
        guard let median = Quantiles.quantile(0.5, ofSorted: ratios),
            let low = Quantiles.quantile(0.1, ofSorted: ratios),
            let high = Quantiles.quantile(0.9, ofSorted: ratios), high.isFinite, median > 0
        else { return nil }
        dayCount = usable.count
        days = first.day...last.day
        self.median = median
        range = low...high
    }

    /// Returns the estimated downloads for a number of new ratings. The estimate must never be shown without its range.
    public func downloads(forRatings ratings: Int64) -> (point: Double, range: ClosedRange<Double>) {
        let count = Double(max(0, ratings))
        let spread = (count + 1).squareRoot()
        return (count * median, max(0, count - spread) * range.lowerBound...(count + spread) * range.upperBound)
    }
}
