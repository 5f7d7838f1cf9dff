import Canvas
import Foundation
import Growth
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("Bass diffusion report")
struct BassReportTests {
    private static let app = Fixtures.app("7")

    /// Returns a ledger with daily counts of a diffusion with m = 1,000,000, p = 0.01 and q = 0.3, which peaks on the
    /// eleventh day. The days in `summed` are reported as one total.
    private static func ledger(days: Int, summed: [Int] = []) throws -> LedgerSnapshot {
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
        for day in 0..<days where !summed.contains(day) { append([day]) }
        if !summed.isEmpty { append(summed) }
        return ledger.snapshot
    }

    private static func lines(_ ledger: LedgerSnapshot) throws -> [String] {
        let report = try #require(AppReport(of: app, in: ledger, asOf: Fixtures.time("2026-06-01")))
        return BassReport(of: report).lines
    }

    @Test("for downloads that have peaked, the Bass report lists m, p and q with ranges, the peak and the error")
    func fitted() throws {
        let lines = try Self.lines(Self.ledger(days: 20))
        #expect(
            lines == [
                "m = ~1,000,000 downloads (1,000,000), fitted to 20 days, Mar 1 to 20, 2026, US, App Store Connect (exact)",
                "  m  market size: all downloads, past and future",
                "  p  ~0.01/day (0.01): innovation, downloads independent of earlier ones",
                "  q  ~0.3/day (0.3): imitation, downloads prompted by earlier ones",
                "  peak  ~11 days after day 0 (11), Mar 11, 2026; observed Mar 11, 2026: 79,500",
                "  error  0% of the mean daily downloads (RMS)",
            ]
        )
    }

    @Test("the peak day is unknown if a day has no figure of its own, also in a short series")
    func peakWithGaps() throws {
        func peak(_ ledger: LedgerSnapshot) throws -> Day? {
            let report = try #require(AppReport(of: Self.app, in: ledger, asOf: Fixtures.time("2026-06-01")))
            return BassReport(of: report).fits.first?.peak?.day
        }
        #expect(try peak(Self.ledger(days: 6)) == Fixtures.day("2026-03-06"))
        #expect(try peak(Self.ledger(days: 6, summed: [1, 2])) == nil)
        #expect(try peak(Self.ledger(days: 20, summed: [1, 2])) == nil)
    }

    @Test("without a fit, the Bass report states why: no peak, too few days, multi-day totals or no data")
    func refused() throws {
        let rising = try Self.lines(Self.ledger(days: 10))
        #expect(rising[0].hasPrefix("no fit for 10 days") && rising[1].contains("no peak yet"))
        let few = try Self.lines(Self.ledger(days: 7))
        #expect(few[1].contains("needs at least 8 consecutive days to determine m, p and q; has 7"))
        let summed = try Self.lines(Self.ledger(days: 20, summed: [4, 5]))
        #expect(summed[1].contains("no figure for Mar 5, 2026; each day since day 0 needs one"))
        var ledger = Ledger()
        ledger.append(Fixtures.snapshot(["7", "8"], at: "2026-03-01"))
        let nothing = try Self.lines(ledger.snapshot)
        #expect(nothing == ["no daily downloads to fit"])
    }

    @Test("text and JSON exports of an app contain a Bass fit only if fitsDiffusion is set")
    func pageExport() throws {
        let ledger = try Self.ledger(days: 20)
        let instant = Fixtures.time("2026-06-01")
        for format in [PageExport.Format.text, .json] {
            let plain = try #require(PageExport.app(Self.app, in: ledger, asOf: instant, as: format))
            #expect(!plain.lowercased().contains("bass"))
        }
        let text = try #require(PageExport.app(Self.app, in: ledger, asOf: instant, fitsDiffusion: true, as: .text))
        #expect(text.contains("\nBass diffusion\n  m = ~1,000,000 downloads"))
        let json = try #require(PageExport.app(Self.app, in: ledger, asOf: instant, fitsDiffusion: true, as: .json))
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        let fit = try #require(((object["bass"] as? [String: Any])?["fits"] as? [[String: Any]])?.first)
        #expect(fit["fitted"] as? Bool == true && fit["days"] as? Int == 20)
        #expect(abs(try #require((fit["m"] as? [String: Any])?["value"] as? Double) / 1e6 - 1) < 1e-3)
        #expect((fit["peakAt"] as? String)?.hasPrefix("2026-03-11T23:") == true)
        let early = PageExport.app(
            Self.app,
            in: try Self.ledger(days: 10),
            asOf: instant,
            fitsDiffusion: true,
            as: .json
        )
        #expect(early?.contains("\"fitted\":false,\"why\":\"no peak yet") == true)
    }

    @Test(":bass on the App page shows a Bass fit, which y copies, or an error if there are no daily downloads")
    func page() throws {
        var state = DashboardState.showing(
            .app(Self.app),
            in: try Self.ledger(days: 20),
            at: Fixtures.time("2026-06-01")
        )
        _ = state.apply(.resize(Size(columns: 100, rows: 30)))
        state.type(":bass")
        let screen = state.frame(theme: .mono).lines.joined(separator: "\n")
        #expect(screen.contains("Bass diffusion model of App 7's downloads"))
        #expect(screen.contains("~0.3/day (0.3): imitation"))
        #expect(Golden.difference(of: state.frame(theme: .roles), named: "bass-100x30") == nil)
        guard case .copy(let copied) = state.press("y").first else { return #expect(Bool(false)) }
        #expect(copied.hasPrefix("Bass diffusion model of App 7's downloads: m = ~1,000,000 downloads ("))
        state.press(.escape)
        var ledger = Ledger()
        ledger.append(Fixtures.snapshot(["7", "8"], at: "2026-03-01"))
        var bare = DashboardState.showing(.app(Self.app), in: ledger.snapshot, at: Fixtures.time("2026-06-01"))
        bare.type(":bass")
        #expect(bare.message == "no daily downloads to fit")
        var charts = Dashboards.marketReplay(at: "2026-03-05T12:00:00Z", size: Size(columns: 80, rows: 24))
        charts.type(":bass")
        #expect(charts.message == "bass isn't available on this page")
    }
}
