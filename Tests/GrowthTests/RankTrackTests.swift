import Market
import TestSupport
import Testing

@testable import Growth

@Suite("Ranks by age")
struct RankTrackTests {
    private let origin = Fixtures.time("2026-03-01T06:00:00Z")

    /// Returns a track of snapshots, each given by minutes after the origin and a rank; rank 0 means not ranked.
    private func track(_ samples: [(Int64, Int)]) -> RankTrack {
        RankTrack(Fixtures.chart(), samples: samples.map { .init(origin + $0.0 * 60, Rank($0.1)) })
    }

    @Test("hourly ranks since the origin are each hour's best and last rank, or nil without a snapshot")
    func hours() {
        let hours = track([(130, 0), (-5, 90), (0, 40), (59, 20), (30, 10), (125, 7), (185, 0)])
            .hours(since: origin, limit: 100)
        let wanted: [RankTrack.Hour?] = [
            .init(best: Fixtures.rank(10), last: Fixtures.rank(20)), nil, .init(best: Fixtures.rank(7), last: nil),
            .init(best: nil, last: nil),
        ]
        #expect(hours == wanted)
        #expect(track([(0, 1), (6000, 2)]).hours(since: origin, limit: 3).count == 1)
        #expect(track([(0, 1)]).hours(since: origin, limit: -1).isEmpty)
    }

    @Test("daily ranks are the best rank of each day since the origin")
    func days() {
        let days = track([(0, 40), (600, 30), (1440, 0), (2 * 1440, 5)]).bestByDay(since: origin, limit: 10)
        #expect(days == [Fixtures.rank(30), nil, Fixtures.rank(5)])
    }

    @Test("a rank track has no sample as of an instant if the latest one is older than the given limit")
    func hold() {
        let track = track([(0, 40), (60, 0)])
        #expect(track.sample(asOf: origin + 1800, within: 3600)?.rank == Fixtures.rank(40))
        #expect(track.sample(asOf: origin + 3600, within: 3600)?.rank == nil)
        #expect(track.sample(asOf: origin + 86_400, within: 3600) == nil)
        #expect(track.sample(asOf: origin - 1, within: 3600) == nil)
    }

    @Test("a rank lead gives both ranks at an age, and the age at which the other launch first ranked as high")
    func lead() throws {
        let now = Fixtures.time("2026-06-01T00:00:00Z")
        let mine = LaunchCurve(
            id: "mine",
            name: "Mine",
            origin: now,
            tracks: [RankTrack(Fixtures.chart(), samples: [.init(now + 7200, Fixtures.rank(12))])]
        )
        let other = LaunchCurve(
            id: "other",
            name: "Other",
            origin: origin,
            tracks: [track([(60, 30), (120, 9), (170, 5)])]
        )
        let comparison = try #require(LaunchComparison([mine, other]))
        let lead = try #require(comparison.rankLeads(atAge: 3 * 3600, against: 1).first)
        #expect(lead.mine == Fixtures.rank(12) && lead.theirs == Fixtures.rank(5))
        #expect(lead.theirFirst == 7200)
        #expect(comparison.rankLeads(atAge: 3600, against: 1).isEmpty, "there is no snapshot yet")
        #expect(comparison.rankLeads(atAge: .max, against: 1).isEmpty)
    }
}
