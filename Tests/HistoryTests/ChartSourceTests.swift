import History
import Market
import TestSupport
import Testing

@Suite("The sources of a chart's snapshots")
struct ChartSourceTests {
    @Test(
        "the source of a snapshot is one whose snapshots of the chart cover its time",
        arguments: [
            ("2026-03-01", ["old.json"]), ("2026-03-02", ["old.json"]), ("2026-03-03", ["old.json", "new.json"]),
            ("2026-03-04", ["new.json"]), ("2026-03-05", []), ("2026-02-28", []),
        ]
    )
    func covering(day: String, expected: [String]) {
        var ledger = Ledger()
        // A snapshot without a source, and one of another chart.
        ledger.append(Fixtures.snapshot(["1"], at: "2026-03-05"))
        ledger.append(Fixtures.snapshot(["1"], at: "2026-03-05", chart: Fixtures.chart("jp")), from: "jp.json")
        for (day, source) in [
            ("2026-03-01", "old.json"), ("2026-03-03", "old.json"), ("2026-03-03", "new.json"),
            ("2026-03-04", "new.json"),
        ] {
            ledger.append(Fixtures.snapshot(["1"], at: day), from: source)
        }
        #expect(ledger.snapshot.sources(of: Fixtures.chart(), at: Fixtures.time(day)) == expected)
    }

    @Test("the time ranges of a source that are read from an archive extend the range known so far")
    func extended() {
        var ledger = Ledger()
        for (first, last) in [("2026-03-02", "2026-03-03"), ("2026-03-01", "2026-03-02"), ("2026-03-02", "2026-03-04")]
        {
            let source = ChartSource(source: "a.json", first: Fixtures.time(first), last: Fixtures.time(last))
            ledger.note(source, of: Fixtures.chart())
        }
        for day in ["2026-03-01", "2026-03-04"] {
            #expect(ledger.snapshot.sources(of: Fixtures.chart(), at: Fixtures.time(day)) == ["a.json"])
        }
    }
}
