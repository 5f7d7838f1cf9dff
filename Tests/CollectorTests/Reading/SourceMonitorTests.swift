import Formats
import History
import Market
import TestSupport
import Testing
import TimeSeries

@testable import Collector

@Suite("Status of a source")
struct SourceMonitorTests {
    @Test("a source is incomplete until its last part has been read")
    func parts() {
        var monitor = SourceMonitor(label: "charts/", interval: nil)
        #expect(!monitor.health.isIncomplete)
        for hasMore in [true, true, false, false] {
            var reading = SourceReader.Reading()
            reading.hasMore = hasMore
            _ = monitor.take(reading, at: Timestamp(seconds: 0), validatingAgainst: LedgerSnapshot())
            #expect(monitor.health.isIncomplete == hasMore)
        }
    }

    private static let now = Fixtures.time("2026-03-10T20:00:00Z")

    private static func reading(_ points: [(time: String, rank: Int, app: String)]) -> SourceReader.Reading {
        var reading = SourceReader.Reading()
        reading.charts = points.map { point in
            var chart = DecodedChart(
                ChartSnapshot(
                    chart: Fixtures.chart(),
                    observedAt: Fixtures.time(point.time),
                    coverage: .partial,
                    entries: [RankEntry(rank: Fixtures.rank(point.rank), app: Fixtures.app(point.app))]
                )
            )
            chart.hasOwnTime = true
            return chart
        }
        return reading
    }

    private static func text(_ snapshots: [ChartSnapshot]) -> [String] {
        snapshots.map { snapshot in
            let entries = snapshot.entries.map { "#\($0.rank.value) \($0.app.text)" }.joined(separator: ", ")
            return "\(snapshot.observedAt.iso8601.dropFirst(11)) \(entries) \(snapshot.coverage)"
        }
    }

    @Test("ranks of other apps at the same time are kept, and a newer rank of the same app replaces its rank")
    func merged() {
        var ledger = Ledger()
        for time in ["2026-03-10T10:00:00Z", "2026-03-10T11:00:00Z"] {
            ledger.append(Self.reading([(time, 5, "1")]).snapshots[0])
        }
        var monitor = SourceMonitor(label: "vendor", interval: 3600)
        let outcome = monitor.take(
            Self.reading([
                ("2026-03-10T10:00:00Z", 7, "2"), ("2026-03-10T10:30:00Z", 8, "2"), ("2026-03-10T11:00:00Z", 6, "1"),
            ]),
            at: Self.now,
            validatingAgainst: ledger.snapshot
        )
        #expect(
            Self.text(outcome.accepted)
                == ["10:00:00Z #5 1, #7 2 partial", "10:30:00Z #8 2 partial", "11:00:00Z #6 1 partial"]
        )
        #expect(monitor.health.newestData == Fixtures.time("2026-03-10T11:00:00Z"))
        #expect(monitor.health.entryCount == 3)
    }

    @Test("a rank isn't stored within two hours of a snapshot of the whole chart, nor one from the future")
    func covered() {
        var ledger = Ledger()
        ledger.append(Fixtures.snapshot(["1", "2", "3"], at: "2026-03-10T10:00:00Z"))
        var monitor = SourceMonitor(label: "vendor", interval: 3600)
        let outcome = monitor.take(
            Self.reading([
                ("2026-03-10T07:59:00Z", 250, "9"), ("2026-03-10T08:00:00Z", 250, "9"),
                ("2026-03-10T10:00:00Z", 250, "9"), ("2026-03-10T12:00:00Z", 250, "9"),
                ("2026-03-10T12:01:00Z", 251, "9"), ("2026-03-12T12:01:00Z", 251, "9"),
            ]),
            at: Self.now,
            validatingAgainst: ledger.snapshot
        )
        #expect(Self.text(outcome.accepted) == ["07:59:00Z #250 9 partial", "12:01:00Z #251 9 partial"])
        #expect(
            outcome.problems == [
                "vendor: 1 snapshot rejected: dated in the future",
                "vendor: 3 snapshots not stored: the whole chart is known at that time",
            ]
        )
        // A missing rank says nothing, so the app hasn't left the chart.
        for snapshot in outcome.accepted { ledger.append(snapshot) }
        let point = ledger.snapshot.lastPoint(of: Fixtures.app("1"), in: Fixtures.chart(), asOf: Self.now)
        #expect(point?.rank == 1)
    }
}
