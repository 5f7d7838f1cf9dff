import Canvas
import Foundation
import Growth
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("A Bass diffusion, where somebody asks")
struct BassReportTests {
    private static let app = Fixtures.app("7")

    /// Counts of a market of a million, p 0.01 and q 0.3, whose peak is on the eleventh day.
    private static func ledger(days: Int, together: [Int] = []) throws -> LedgerSnapshot {
        let model = try #require(BassDiffusion(market: 1e6, innovation: 0.01, imitation: 0.3))
        let scope = Scope(stores: [.appStore], storefronts: [Storefront(stored: "us")].compactMap { $0 })
        let counter = Counter(app: app, metric: .downloads, scope: scope, kind: .exact, source: "App Store Connect")
        let first = Fixtures.day("2026-03-01")
        var ledger = Ledger()
        ledger.append(Fixtures.snapshot(["7", "8"], at: "2026-03-01"))
        func append(_ days: [Int]) {
            let value = days.reduce(0) { $0 + model.added(in: $1) }
            let count = Count(days: days.map { first.advanced(by: $0) }, value: Int64(value.rounded()))
            ledger.append(ReportedCount(count, of: counter, in: .appStore))
        }
        for day in 0..<days where !together.contains(day) { append([day]) }
        if !together.isEmpty { append(together) }
        return ledger.snapshot
    }

    private static func lines(_ ledger: LedgerSnapshot) throws -> [String] {
        let report = try #require(AppReport(of: app, in: ledger, asOf: Fixtures.time("2026-06-01")))
        return BassReport(of: report).lines
    }

    @Test("after the peak m, p, q and t* with their ranges, and what they were fitted to")
    func fitted() throws {
        let lines = try Self.lines(Self.ledger(days: 20))
        #expect(
            lines == [
                "m ~1,000,000 in all (1,000,000), fitted to 20 days, Mar 1, 2026 to Mar 20, 2026, US, App Store Connect (exact)",
                "  m  all who will ever come, those of today among them",
                "  p  ~0.01 a day (0.01): come by themselves",
                "  q  ~0.3 a day (0.3): come because others have",
                "  peak  ~11 days (11) after the start, on Mar 11, 2026; the most came on Mar 11, 2026: 79,500",
                "  miss  0% of a mean day, as the fit misses a day",
            ]
        )
    }

    @Test("before the peak, of too few days, and with days that are known together only, it is refused and says why")
    func refused() throws {
        let rising = try Self.lines(Self.ledger(days: 10))
        #expect(rising[0].hasPrefix("no fit to 10 days") && rising[1].contains("the peak was not seen yet"))
        let few = try Self.lines(Self.ledger(days: 7))
        #expect(few[1].contains("8 days without a hole are needed to tell m, p and q apart, there are 7"))
        let summed = try Self.lines(Self.ledger(days: 20, together: [4, 5]))
        #expect(summed[1].contains("Mar 5, 2026 is not: a sum over several days"))
        var ledger = Ledger()
        ledger.append(Fixtures.snapshot(["7", "8"], at: "2026-03-01"))
        let nothing = try Self.lines(ledger.snapshot)
        #expect(nothing == ["no downloads by the day are known, so there is nothing to fit"])
    }

    @Test("the twin fits only where it is asked to")
    func pageExport() throws {
        let ledger = try Self.ledger(days: 20)
        let instant = Fixtures.time("2026-06-01")
        for format in [PageExport.Format.text, .json] {
            let plain = try #require(PageExport.app(Self.app, in: ledger, asOf: instant, as: format))
            #expect(!plain.lowercased().contains("bass"))
        }
        let asked = GrowthOptions(fitsDiffusion: true)
        let text = try #require(PageExport.app(Self.app, in: ledger, asOf: instant, options: asked, as: .text))
        #expect(text.contains("\nBass diffusion\n  m ~1,000,000 in all"))
        let json = try #require(PageExport.app(Self.app, in: ledger, asOf: instant, options: asked, as: .json))
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        let fit = try #require(((object["bass"] as? [String: Any])?["fits"] as? [[String: Any]])?.first)
        #expect(fit["fitted"] as? Bool == true && fit["days"] as? Int == 20)
        #expect(abs(try #require((fit["m"] as? [String: Any])?["value"] as? Double) / 1e6 - 1) < 1e-3)
        #expect((fit["peakAt"] as? String)?.hasPrefix("2026-03-11T23:") == true)
        let early = PageExport.app(
            Self.app,
            in: try Self.ledger(days: 10),
            asOf: instant,
            options: asked,
            as: .json
        )
        #expect(early?.contains("\"fitted\":false,\"why\":\"the peak was not seen yet") == true)
    }

    @Test(":bass on an App page lays the same over it, y copies it; elsewhere and without downloads it says so")
    func page() throws {
        var state = DashboardState.still(
            of: .app(Self.app),
            in: try Self.ledger(days: 20),
            at: Fixtures.time("2026-06-01")
        )
        _ = state.apply(.resize(Size(columns: 100, rows: 30)))
        state.type(":bass")
        let screen = state.frame(theme: .mono).lines.joined(separator: "\n")
        #expect(screen.contains("Bass diffusion of the downloads of App 7"))
        #expect(screen.contains("~0.3 a day (0.3): come because others have"))
        #expect(Golden.difference(of: state.frame(theme: .dark), named: "bass-100x30") == nil)
        guard case .copy(let copied) = state.press("y").first else { return #expect(Bool(false)) }
        #expect(copied.hasPrefix("Bass diffusion of the downloads of App 7: m ~1,000,000 in all ("))
        state.press(.escape)
        var ledger = Ledger()
        ledger.append(Fixtures.snapshot(["7", "8"], at: "2026-03-01"))
        var bare = DashboardState.still(of: .app(Self.app), in: ledger.snapshot, at: Fixtures.time("2026-06-01"))
        bare.type(":bass")
        #expect(bare.message == "no daily downloads to fit")
        var charts = Dashboards.marketReplay(at: "2026-03-05T12:00:00Z", size: Size(columns: 80, rows: 24))
        charts.type(":bass")
        #expect(charts.message == "bass isn't available on this page")
    }
}
