import Canvas
import Foundation
import Growth
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("Chart movement")
struct ChartMovementTests {
    private static let end = Fixtures.time("2026-03-11")

    /// Returns a ledger with three snapshots of four entries: the second replaces the last two entries, and the third
    /// swaps the top two.
    private func ledger() -> LedgerSnapshot {
        var ledger = Ledger()
        ledger.append(Fixtures.snapshot(["1", "2", "3", "4"], at: "2026-03-10"))
        ledger.append(Fixtures.snapshot(["1", "2", "5", "6"], at: "2026-03-10T12:00:00Z"))
        ledger.append(Fixtures.snapshot(["2", "1", "5", "6"], at: "2026-03-11"))
        return ledger.snapshot
    }

    private func movement(_ ledger: LedgerSnapshot, asOf instant: Timestamp = end) throws -> ChartMovement? {
        let report = try #require(ChartReport(of: Fixtures.chart(), in: ledger, asOf: instant))
        return ChartMovement(of: report.table, in: ledger)
    }

    @Test("chart volatility compares snapshots one window apart, and churn is a mean over updates")
    func example() throws {
        let movement = try #require(try self.movement(ledger()))
        #expect(movement.measure.persistence == 0.9 && movement.updates == 2)
        // Calculated by hand: agreement of 0, 1, 2/3 and 1/2 at the four depths.
        let weights = [0.9, 0.81, 0.729, 0.6561]
        let sum = zip(weights, [0, 1, 2.0 / 3, 0.5]).reduce(0) { $0 + $1.0 * $1.1 }
        let similarity = 0.1 / 0.9 * sum + 0.5 * 0.6561
        #expect(abs(try #require(movement.volatility) - (1 - similarity)) < 1e-12)
        #expect(movement.churn == 0.25)
        #expect(movement.value == "volatility =49.2%, churn =25%/update" && movement.summary == "=25% new per update")
        #expect(
            movement.details == "volatility =49.2% in 24h (1 − RBO, p = 0.9), churn =25%/update, 2 updates"
        )
    }

    @Test("an unchanged chart has a volatility of 0% and no churn")
    func still() throws {
        var ledger = Ledger()
        for time in ["2026-03-09", "2026-03-10", "2026-03-11"] {
            ledger.append(Fixtures.snapshot(["1", "2"], at: time))
        }
        let movement = try #require(try self.movement(ledger.snapshot))
        #expect(movement.volatility == 0 && movement.churn == nil && movement.updates == 0)
        #expect(movement.value == "volatility =0%, churn ·" && movement.summary == nil)
    }

    @Test("a chart's first snapshot has no movement")
    func first() throws { #expect(try movement(ledger(), asOf: Fixtures.time("2026-03-10")) == nil) }

    @Test("a chart's JSON contains volatility and churn, or null without an earlier snapshot")
    func json() throws {
        func object(_ instant: Timestamp) throws -> [String: Any] {
            let text = try #require(
                PageExport.chart(Fixtures.chart(), in: ledger(), asOf: instant, window: 86_400, as: .json)
            )
            return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        }
        let json = try object(Self.end)
        let volatility = try #require(json["volatility"] as? [String: Any])
        #expect(volatility["p"] as? Double == 0.9 && volatility["window"] as? String == "24h")
        #expect(volatility["from"] as? String == "2026-03-10T00:00:00Z")
        let churn = try #require(json["churn"] as? [String: Any])
        #expect(churn["value"] as? Double == 0.25 && churn["ticks"] as? Int == 2)
        let first = try object(Fixtures.time("2026-03-10"))
        #expect(first["volatility"] is NSNull && first["churn"] is NSNull)
    }

    @Test("the Charts page's last line shows the share of new entries, and its last card explains movement")
    func page() {
        let state = Dashboards.marketReplay(at: "2026-03-05T12:00:00Z", size: Size(columns: 120, rows: 40))
        let screen = state.frame(theme: .mono).lines.joined(separator: "\n")
        #expect(screen.contains("=1.6% new per update") && !screen.contains("volatility"))
        let card = state.page().cards.last
        #expect(card?.title == "movement of US Top Free, all but games")
        #expect(card?.lines.contains { $0.text == "0.99; the top 100 ranks have 85.2% of the weight" } == true)
    }

    @Test("sorting a chart by growth uses rank ratios: #180 → #45 comes before #8 → #3")
    func risers() throws {
        var ids = (0..<200).map { "\(1000 + $0)" }
        var ledger = Ledger()
        ledger.append(Fixtures.snapshot(ids, at: "2026-03-10"))
        let (far, near) = (ids.remove(at: 179), ids.remove(at: 7))
        ids.insert(near, at: 2)
        ids.insert(far, at: 44)
        ledger.append(Fixtures.snapshot(ids, at: "2026-03-11"))
        let report = ChartReport(
            of: Fixtures.chart(),
            in: ledger.snapshot,
            asOf: Self.end,
            sort: Sort(column: "growth")
        )
        #expect(try #require(report).apps.prefix(2).map(\.app.text) == [far, near])
    }
}
