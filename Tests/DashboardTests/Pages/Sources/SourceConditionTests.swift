import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("Source conditions")
struct SourceConditionTests {
    private static let now = Fixtures.time("2026-03-10T12:00:00Z")

    private static func source(_ name: String, _ change: (inout SourceHealth) -> Void = { _ in }) -> SourceHealth {
        .polled(name, at: now - 60, change)
    }

    private static let sources: [(source: SourceHealth, condition: SourceHealth.Condition?, status: String)] = [
        (source("a"), nil, "✓"),
        (source("b") { $0.error = "b: connection timed out" }, .failing, "✗ connection timed out"),
        (source("c") { $0.frozenSince = now - 260_000 }, .frozen, "frozen since Mar 7, 2026, 11:46 UTC"),
        (source("d") { $0.lastSuccess = now - 7200 }, .stale, "stale: no successful poll for 2 h"),
        // Another launchtop writes to the archive, which isn't a problem.
        (
            source("e") { source in
                source.isPolled = false
                source.note = "locked by launchtop record, process 7; snapshots polled here are not archived"
            }, nil, "locked by launchtop record, process 7; snapshots polled here are not archived"
        ),
    ]

    @Test("rows of sources with similar URLs differ on the Sources page", arguments: [80, 120])
    func similarNames(columns: Int) {
        var ledger = Ledger()
        for code in ["us", "jp", "de"] {
            ledger.note(Self.source("https://feeds.example.com/charts/v2/\(code)/apps/top-free/100/apps.json"))
        }
        var state = DashboardState.openingCharts(ledger.snapshot, now: Self.now, isLive: true)
        _ = state.apply(.resize(Size(columns: columns, rows: 24)))
        state.press("8")
        let lines = state.frame(theme: .mono).lines
        for code in ["us", "jp", "de"] {
            #expect(lines.contains { $0.hasPrefix(" feeds") && $0.contains("\(code)/apps") || $0.contains("…\(code)") })
        }
    }

    @Test("the Sources page counts failing, frozen and stale sources separately")
    func conditions() throws {
        var ledger = Ledger()
        for (source, condition, _) in Self.sources {
            #expect(source.condition(at: Self.now) == condition)
            #expect(source.isStale(at: Self.now) == (condition != nil))
            ledger.note(source)
        }
        let report = SourceReport(ledger.snapshot, now: Self.now)
        #expect(report.title == "5 sources, 1 failing, 1 frozen, 1 stale")
        let text = report.exported(as: .text)
        for (_, _, status) in Self.sources { #expect(text.contains(status), "\(status)\n\(text)") }
        #expect(text.contains("✗ failing: connection timed out"))
    }
}
