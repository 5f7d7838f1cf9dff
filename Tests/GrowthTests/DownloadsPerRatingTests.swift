import Growth
import Market
import TestSupport
import Testing

@Suite("Downloads per rating, calibrated on exact days")
struct DownloadsPerRatingTests {
    private static func samples(_ days: [(downloads: Int64, ratings: Int64)]) -> [DownloadsPerRating.Sample] {
        days.enumerated().map {
            .init(day: Fixtures.day("2026-03-01").advanced(by: $0), downloads: $1.downloads, ratings: $1.ratings)
        }
    }

    /// Returns days with 10 ratings each and these downloads per rating.
    private static func days(_ ratios: [Int64]) -> [(downloads: Int64, ratings: Int64)] { ratios.map { ($0 * 10, 10) } }

    @Test(
        "the relation is the median with the 10th and 90th percentile of the newest 28 days",
        arguments: [
            ([30, 40, 50, 40, 40, 40, 20, 40, 60, 40], 10, 40, 29, 51), ([1, 2, 3, 4, 5, 6, 7], 7, 4, 1.6, 6.4),
            ([5, 5, 5, 5, 5, 5, 5], 7, 5, 5, 5), ([40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 9000], 11, 40, 40, 40),
            (Array(repeating: 1000, count: 40) + Array(repeating: 50, count: 28), 28, 50, 50, 50),
        ] as [([Int64], Int, Double, Double, Double)]
    )
    func relation(ratios: [Int64], count: Int, median: Double, low: Double, high: Double) throws {
        let samples = Self.samples(Self.days(ratios))
        for samples in [samples, samples.reversed()] {
            let relation = try #require(DownloadsPerRating(samples))
            #expect(relation.dayCount == count)
            #expect(relation.days.upperBound == samples.map(\.day).max())
            #expect(abs(relation.median - median) < 1e-9)
            #expect(abs(relation.range.lowerBound - low) < 1e-9 && abs(relation.range.upperBound - high) < 1e-9)
        }
    }

    @Test(
        "there is no relation with too few days, or if too many days with downloads have no ratings",
        arguments: [
            ([], false), (days([40, 40, 40, 40, 40, 40]), false), (days([40, 40, 40, 40, 40, 40, 40]), true),
            // Days with neither, and days with more refunds than downloads, say nothing.
            (days([40, 40, 40, 40, 40, 40]) + [(0, 0), (-3, 5)], false),
            // Two of ten days without ratings: the 90th percentile is unknown.
            (days([40, 40, 40, 40, 40, 40, 40, 40]) + [(300, 0), (500, 0)], false),
            (days(Array(repeating: 40, count: 20)) + [(300, 0)], true),
            // No downloads, whatever the ratings.
            (days([0, 0, 0, 0, 0, 0, 0, 0]), false),
        ] as [([(downloads: Int64, ratings: Int64)], Bool)]
    )
    func tooLittle(days: [(downloads: Int64, ratings: Int64)], isKnown: Bool) {
        #expect((DownloadsPerRating(Self.samples(days)) != nil) == isKnown)
    }

    @Test(
        "the range of an estimate is wider for few ratings, and never a single number for none",
        arguments: [
            (0, 0, 0, 51), (3, 120, 29, 255), (99, 3960, 2581, 5559), (-5, 0, 0, 51),
        ] as [(Int64, Double, Double, Double)]
    )
    func estimates(ratings: Int64, point: Double, low: Double, high: Double) throws {
        let relation = try #require(
            DownloadsPerRating(Self.samples(Self.days([30, 40, 50, 40, 40, 40, 20, 40, 60, 40])))
        )
        let (downloads, range) = relation.downloads(forRatings: ratings)
        #expect(abs(downloads - point) < 1e-6)
        #expect(abs(range.lowerBound - low) < 1e-6 && abs(range.upperBound - high) < 1e-6)
    }
}
