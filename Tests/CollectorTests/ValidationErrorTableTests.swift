import Collector
import Formats
import Foundation
import Market
import TestSupport
import Testing

@Suite("Messages about validation and polling")
struct ValidationErrorTableTests {
    private static func snapshot(
        _ letter: String,
        at time: String,
        count: Int = 12,
        updated: String? = nil
    ) -> DecodedChart {
        var snapshot = Fixtures.snapshot((1...count).map { "\(letter)\($0)" }, at: "2026-03-01T\(time):00Z")
        for index in snapshot.entries.indices { snapshot.entries[index].name = "\(letter)-\(index) name" }
        snapshot.feedUpdated = updated.map { Fixtures.time("2026-03-01T\($0):00Z") }
        return DecodedChart(snapshot)
    }

    private static var placeholders: DecodedChart {
        var sample = snapshot("s", at: "10:00")
        for index in sample.snapshot.entries.indices { sample.snapshot.entries[index].name = "Sample App \(index + 1)" }
        return sample
    }

    /// Returns a snapshot with as many duplicates as other entries.
    private static func duplicates() throws -> DecodedChart {
        let rows = (1...8).map { "2026-03-01,appstore,us,top-free,,\($0),\(90 + ($0 - 1) % 4),A,x" }
        let body = (["time,store,storefront,chart,genre,rank,app,name,developer"] + rows).joined(separator: "\n")
        return try SnapshotDecoder.decode(Document(origin: "f", body: Data(body.utf8))).charts[0]
    }

    @Test("messages about quarantined snapshots, missing charts and polling match the golden file")
    func table() throws {
        var lines = ["snapshots"]
        for snapshots in [
            [Self.placeholders], [try Self.duplicates()],
            [Self.snapshot("a", at: "10:00", updated: "09:30"), Self.snapshot("a", at: "10:15", updated: "09:10")],
            [Self.snapshot("a", at: "10:00"), Self.snapshot("b", at: "10:15")],
            [Self.snapshot("a", at: "10:00", count: 100), Self.snapshot("a", at: "10:15")],
        ] {
            var validator = SnapshotValidator()
            let results = snapshots.map { validator.validate($0) }
            let last = try #require(results.last)
            lines.append("  \(last.quarantineReason.map { "quarantined: \($0)" } ?? "accepted: \(last.note ?? "")")")
        }
        lines.append("missing charts")
        var detector = MissingChartDetector()
        let charts = ["us", "jp", "de", "fr"].map { Fixtures.chart($0) }
        for (origin, charts) in [
            ("1.json", charts), ("2.json", Array(charts.dropLast())), ("2.json", Array(charts.prefix(2))),
        ] {
            if let warning = detector.note(DocumentCharts(origin: origin, charts: Set(charts))) {
                lines.append("  \(warning)")
            }
        }
        lines.append("polling")
        let outcomes: [PollOutcome] = [
            .success, .failed(), .failed(retryAfter: 600), .rateLimited(), .permanentFailure(isAnswered: true),
            .unusable,
        ]
        var simulation = PollSimulation(seed: 13) { source, _, _ in (outcomes[source.value], 0) }
        for number in outcomes.indices { simulation.set("host\(number)", 900, as: number) }
        lines.append("  \(simulation.plan.status(of: SourceID(0))?.reason ?? "")")
        simulation.run(0)
        for number in outcomes.indices {
            lines.append("  \(simulation.plan.status(of: SourceID(number))?.reason ?? "")")
        }
        var down = PollSimulation(seed: 5) { _, _, _ in (.failed(), 2) }
        for number in 0..<30 { down.set("a", 900, as: number) }
        down.run(3)
        lines.append("  \(down.plan.status(of: SourceID(29))?.reason ?? "")")
        down.run(12)
        lines.append("  \(down.plan.status(of: SourceID(20))?.reason ?? "")")
        var busy = PollSimulation(seed: 9) { _, _, _ in (.success, 0) }
        for number in 0..<525 { busy.set("a", 900, as: number) }
        busy.run(0)
        lines.append("  \(busy.plan.status(of: SourceID(0))?.reason ?? "")")
        lines += busy.plan.overloads.map { "  \($0)" }
        let difference = Golden.difference(of: lines.joined(separator: "\n") + "\n", named: "errors-validation")
        #expect(difference == nil, "\(difference ?? "")")
    }
}
