import History
import Market
import TestSupport
import Testing

@testable import Collector

@Suite("Metrics")
struct MetricsTests {
    private static let now = Fixtures.time("2026-03-05T12:00:00Z")

    @Test(
        "an address is a port on this computer, or a numeric host and a port",
        arguments: [
            ("9464", "127.0.0.1", 9464, true), ("0.0.0.0:9464", "0.0.0.0", 9464, false),
            ("127.0.0.2:1", "127.0.0.2", 1, true), ("[::1]:9464", "::1", 9464, true), ("[::]:9464", "::", 9464, false),
            ("127.0.0.1:0", "127.0.0.1", 0, true), ("localhost:9464", "127.0.0.1", 9464, true),
        ] as [(String, String, UInt16, Bool)]
    )
    func addresses(text: String, host: String, port: UInt16, isLoopback: Bool) throws {
        let address = try #require(MetricsAddress(text))
        #expect(address.host == host && address.port == port && address.isLoopback == isLoopback)
    }

    @Test(
        "an invalid address is rejected",
        arguments: [
            "", "0", ":9464", "::1:9464", "127.0.0.1:", "127.0.0.1:70000", "http://127.0.0.1:9464", "[]:1", "a b",
            "example.com:9", "300.1.1.1:9", "[::g]:9",
        ]
    )
    func invalid(text: String) { #expect(MetricsAddress(text) == nil) }

    @Test("values of labels are escaped, and a family without samples is left out")
    func escaping() {
        let hostile = "a\"b\\c\nd\u{1b}[31m"
        let family = MetricFamily("x", "Help.", samples: [.init(labels: [.init("name", hostile)], value: 1)])
        #expect(family.lines.last == #"x{name="a\"b\\c d[31m"} 1"#)
        #expect(MetricFamily.text(of: [MetricFamily("y", "Help.", samples: [])]) == "# EOF\n")
    }

    private func ledger() -> Ledger {
        var ledger = Ledger()
        ledger.watch([Fixtures.app("1559935726")])
        ledger.append(Fixtures.snapshot(["2", "1559935726"], at: "2026-03-05T10:00:00Z", chart: Fixtures.chart("jp")))
        ledger.append(Fixtures.snapshot(["2", "1559935726"], at: "2026-03-05T10:00:00Z"))
        ledger.append(Fixtures.snapshot(["2", "3"], at: "2026-03-05T11:00:00Z"))
        var health = SourceHealth(source: "us/top-free", interval: 900)
        (health.lastAttempt, health.lastSuccess, health.newestData) = (Self.now, Self.now, Self.now - 3600)
        ledger.note(health)
        return ledger
    }

    @Test(
        "metrics contain the ranks of apps on the watchlist, whether each chart lists them, and the status of sources"
    )
    func ranks() {
        let metrics = CollectorMetrics(ledger: ledger().snapshot, now: Self.now)
        let lines = metrics.text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)
        func labels(_ storefront: String) -> String {
            #"{app="1559935726",name="App 1559935726",store="appstore",storefront="\#(storefront)",chart="top-free","#
                + #"genre="",edition="all"}"#
        }
        #expect(
            lines == [
                "launchtop_rank\(labels("jp")) 2",
                "launchtop_listed\(labels("jp")) 1",
                "launchtop_listed\(labels("us")) 0",
                "launchtop_omitted_pairs 0",
                #"launchtop_source_ok{source="us/top-free"} 1"#,
                #"launchtop_source_last_success_timestamp_seconds{source="us/top-free"} 1772712000"#,
                #"launchtop_source_newest_data_timestamp_seconds{source="us/top-free"} 1772708400"#,
                #"launchtop_source_quarantined_snapshots{source="us/top-free"} 0"#,
                "launchtop_polls_total 0", "launchtop_failed_polls_total 0", "launchtop_snapshots_total 0",
                "launchtop_queued_snapshots 0", "launchtop_dropped_snapshots_total 0",
            ]
        )
        #expect(metrics.text.hasSuffix("# EOF\n"))
    }

    @Test("the health is a problem if the archive can't be written or no source works")
    func health() {
        var ledger = ledger()
        var metrics = CollectorMetrics(ledger: ledger.snapshot, now: Self.now)
        #expect(metrics.problem == nil)
        metrics.archiveProblem = "disk full"
        #expect(metrics.problem == "disk full")
        var health = SourceHealth(source: "us/top-free", interval: 900)
        (health.lastAttempt, health.error) = (Self.now, "us/top-free: timed out")
        ledger.note(health)
        #expect(CollectorMetrics(ledger: ledger.snapshot, now: Self.now).problem == "us/top-free: timed out")
        // Nothing has been polled yet.
        #expect(CollectorMetrics(ledger: Ledger().snapshot, now: Self.now).problem == nil)
    }
}
