import Market
import TestSupport
import Testing

@testable import History

@Suite("Apps that are new in a chart or have returned")
struct ReturnedAppTests {
    @Test(
        "an app that left a chart within the window has returned; missing from a single snapshot isn't leaving",
        arguments: [
            ("--11", .new), ("11--", nil), ("-1--1", .returned), ("-1-1", .new), ("1-11", .steady),
            ("-1--", nil),
        ] as [(String, RankedApp.State?)]
    )
    func states(marbles: String, state: RankedApp.State?) {
        var ledger = Ledger()
        for (hour, marble) in marbles.enumerated() {
            let time = "2026-03-04T0\(hour):00:00Z"
            ledger.append(Fixtures.snapshot(marble == "1" ? ["7", "1", "9"] : ["7", "\(hour + 20)", "9"], at: time))
        }
        let now = Fixtures.time("2026-03-04T0\(marbles.count - 1):00:00Z")
        let (app, chart) = (Fixtures.app("1"), Fixtures.chart())
        let status = ledger.snapshot.rankStatus(of: app, in: chart, asOf: now, window: 86_400)
        #expect(status?.state == state)
        let row = ledger.snapshot.rankTable(of: chart, asOf: now, window: 86_400)?.apps.first { $0.app == app }
        #expect(row?.state == (status?.rank == nil ? nil : state))
    }
}
