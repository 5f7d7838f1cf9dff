import History
import Market
import TestSupport
import Testing
import TimeSeries

@testable import Dashboard

@Suite("Sparklines of daily counts")
struct DailySparklineTests {
    private static let first = Fixtures.time("2026-03-01").day

    /// Returns a segment of days, given as offsets from `first`.
    private func segment(_ days: ClosedRange<Int>, _ value: Int64) -> CounterSeries.Segment {
        .init(days: days.map { Self.first.advanced(by: $0).number }, value: value)
    }

    @Test("a daily sparkline marks gaps, sums and unfinished days, and needs two daily counts")
    func signs() {
        let week = Self.first...Self.first.advanced(by: 6)
        func text(_ segments: [CounterSeries.Segment], open: [Day] = []) -> String? {
            DailySparkline(segments, days: week, openDays: open)?.text
        }
        #expect(text([segment(0...0, 0), segment(1...1, 350), segment(2...2, 700)]) == "▁▅█····")
        #expect(text([segment(0...0, 700), segment(2...4, 2100), segment(6...6, 350)]) == "█·╌╌╌·▅")
        #expect(text([segment(0...0, -5), segment(1...1, 7)]) == "▁█·····")
        #expect(text([segment(5...5, 7)], open: [week.upperBound]) == "·····█▒")
        #expect(text([segment(0...0, 9)]) == nil && text([segment(0...6, 9)]) == nil && text([]) == nil)
    }

    @Test("a 7-day sparkline ends yesterday, today if it has a count, or with the newest count if all are older")
    func lastDays() {
        let counts = (0...9).map { segment($0...$0, Int64($0)) }
        func days(_ instant: String, open: [Day] = []) -> ClosedRange<Int>? {
            DailySparkline(lastDaysOf: counts, asOf: Fixtures.time(instant), openDays: open).map {
                $0.days.lowerBound.number - Self.first.number...$0.days.upperBound.number - Self.first.number
            }
        }
        #expect(days("2026-03-11T12:00:00Z") == 3...9)
        #expect(days("2026-03-11T12:00:00Z", open: [Fixtures.time("2026-03-11").day]) == 4...10)
        #expect(days("2026-03-13T12:00:00Z") == 5...11)
        #expect(days("2026-04-20T12:00:00Z") == 3...9)
    }

    @Test("the download sparkline uses the most certain source; among equals, the one with the newest count")
    func source() throws {
        var ledger = Ledger()
        LaunchStory.count(&ledger, [("2026-03-03", 10), ("2026-03-04", 40)])
        ledger.append(
            MilestoneCounts.count(
                9000,
                of: LaunchStory.app,
                on: ["2026-03-02"],
                in: "us",
                kind: .estimate,
                source: "Paper"
            )
        )
        // Of equally certain sources, the one with the newest count is used.
        ledger.append(MilestoneCounts.count(7, of: LaunchStory.app, on: ["2026-03-03"], in: "us", source: "A"))
        let now = Fixtures.time("2026-03-05T12:00:00Z")
        let daily = try #require(ledger.snapshot.dailyDownloads(of: LaunchStory.app, asOf: now))
        #expect(daily.values.suffix(2) == [10, 40] && daily.text == "·····▃█")
        #expect(ledger.snapshot.counted(among: [LaunchStory.app, Fixtures.app("2")], asOf: now) == [LaunchStory.app])
        #expect(ledger.snapshot.dailyDownloads(of: LaunchStory.app, asOf: Fixtures.time("2026-03-01")) == nil)
    }
}
