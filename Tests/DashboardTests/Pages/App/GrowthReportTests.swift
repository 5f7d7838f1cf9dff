import Canvas
import Foundation
import Growth
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("App growth on the App page and in exports")
struct GrowthReportTests {
    private static let app = Fixtures.app("7")

    private static func count(
        _ value: Int64,
        on days: [Int],
        in storefront: String = "us",
        kind: FigureKind = .exact,
        source: String = "App Store Connect"
    ) -> ReportedCount {
        let first = Fixtures.day("2026-03-01")
        let scope = Scope(stores: [.appStore], storefronts: [Storefront(stored: storefront)].compactMap { $0 })
        let counter = Counter(app: app, metric: .downloads, scope: scope, kind: kind, source: source)
        return ReportedCount(Count(days: days.map { first.advanced(by: $0) }, value: value), of: counter, in: .appStore)
    }

    /// Returns a snapshot of 200 entries with the app at `rank`, or without it if `rank` is `nil`. The other apps keep
    /// their order.
    private static func snapshot(rank: Int?, at time: String) -> ChartSnapshot {
        var ids = (0..<200).map { "\(1000 + $0)" }
        if let rank { ids.insert("7", at: rank - 1) }
        return Fixtures.snapshot(Array(ids.prefix(200)), at: time)
    }

    /// Returns a ledger with daily downloads from March 1 (default: 100, 110, …) and three ranks, twelve hours apart:
    /// 180 on March 14 at 12:00, then 90, then 45.
    private static func ledger(days: Int = 14, daily: (Int) -> Int64 = { 100 + 10 * Int64($0) }) -> LedgerSnapshot {
        var ledger = Ledger()
        for day in 0..<days { ledger.append(count(daily(day), on: [day])) }
        for (rank, time) in [(180, "2026-03-14T12:00:00Z"), (90, "2026-03-15T00:00:00Z"), (45, "2026-03-15T12:00:00Z")]
        {
            ledger.append(snapshot(rank: rank, at: time))
        }
        return ledger.snapshot
    }

    private static func report(_ ledger: LedgerSnapshot, at time: String, window: Int64 = 86_400) throws -> GrowthReport
    {
        let report = try #require(AppReport(of: app, in: ledger, asOf: Fixtures.time(time)))
        return GrowthReport(of: report, in: report.charts, window: window, anchors: [])
    }

    private static func values(_ report: GrowthReport) -> [String] { report.lines.map { "\($0.label) \($0.value)" } }

    @Test("a rising app's growth report shows daily downloads, doubling time, rank velocity and demand")
    func example() throws {
        let report = try Self.report(Self.ledger(), at: "2026-03-15T12:00:00Z")
        #expect(
            Self.values(report) == [
                "downloads =200/day (113–217), 7 days to Mar 14, 2026, US",
                "change =+10/day per day; doubling time =13.4 days",
                "weekdays no data: needs 28 days, has 14",
                "rank =+135 ranks/day, #180 → #45 in 24h, US Top Free",
                "demand ~×3.5 in 24h (3.5–3.9), a = 0.90",
            ]
        )
        #expect(report.lines.map(\.kind) == [.derived, .derived, .derived, .derived, .estimate])
        #expect(report.lines[0].source == "App Store Connect (exact)")
        #expect(report.knownLines.count == 4)
    }

    @Test("rank velocity is per hour if snapshots are less than half a day apart, and negative for a drop")
    func hours() throws {
        let up = try Self.report(Self.ledger(), at: "2026-03-15T12:00:00Z", window: 6 * 3600)
        // The nearest snapshot is twelve hours earlier.
        #expect(Self.values(up).contains("rank =+90 ranks/day, #90 → #45 in 12h, US Top Free"))
        var ledger = Ledger()
        ledger.append(Self.snapshot(rank: 45, at: "2026-03-15T00:00:00Z"))
        ledger.append(Self.snapshot(rank: 90, at: "2026-03-15T06:00:00Z"))
        let down = try Self.report(ledger.snapshot, at: "2026-03-15T06:00:00Z", window: 6 * 3600)
        #expect(
            Self.values(down) == [
                "rank =-7.5 ranks/h, #45 → #90 in 6h, US Top Free",
                "demand ~×0.54 in 6h (0.51–0.54), a = 0.90",
            ]
        )
    }

    @Test("for a new, returning, missing or first-seen app, growth shows a reason instead of a rank velocity")
    func states() throws {
        func lines(_ ranks: [Int?]) throws -> [String] {
            var ledger = Ledger()
            for (day, rank) in ranks.enumerated() { ledger.append(Self.snapshot(rank: rank, at: "2026-03-1\(day)")) }
            return Self.values(try Self.report(ledger.snapshot, at: "2026-03-1\(ranks.count - 1)"))
        }
        let chart = "US Top Free"
        #expect(try lines([45]) == ["rank no data: no earlier snapshot, \(chart)"])
        #expect(try lines([nil, 45]) == ["rank no data: new within 24h, \(chart)"])
        #expect(try lines([45, nil, 45]) == ["rank no data: back within 24h, \(chart)"])
        #expect(try lines([45, nil]) == ["rank no data: missing from the latest snapshot, \(chart)"])
    }

    @Test("falling downloads have no doubling time; growth figures that need a missing day have no value")
    func undefined() throws {
        let falling = try Self.report(Self.ledger { 400 - 10 * Int64($0) }, at: "2026-03-15T00:00:00Z")
        #expect(Self.values(falling)[1] == "change =-10/day per day")
        var ledger = Ledger()
        for day in (0..<14) where day != 10 { ledger.append(Self.count(100, on: [day])) }
        let incomplete = try Self.report(ledger.snapshot, at: "2026-03-15T00:00:00Z")
        #expect(
            Self.values(incomplete) == [
                "downloads no data: days are missing in the 7 days to Mar 14, 2026, US",
                "change no data: some of the last 14 days are missing",
                "weekdays no data: needs 28 days, has 14",
            ]
        )
        #expect(incomplete.knownLines.isEmpty)
    }

    @Test("a growth report adds up one source's countries but doesn't combine different sources")
    func sources() throws {
        var ledger = Ledger()
        for day in 0..<7 {
            ledger.append(Self.count(100, on: [day]))
            ledger.append(Self.count(40, on: [day], in: "jp"))
            ledger.append(Self.count(900, on: [day], kind: .estimate, source: "Paper's model"))
        }
        let report = try Self.report(ledger.snapshot, at: "2026-03-08T00:00:00Z")
        let first = report.downloads.flatMap { $0.lines.prefix(1) }
        #expect(first.map { $0.value.prefix(8) } == ["=900/day", "=140/day"])
        #expect(first.map(\.source) == ["Paper's model (estimate)", "App Store Connect (exact)"])
    }

    @Test("a growth report adds one country's weekly total to another's daily counts without splitting the week")
    func sums() throws {
        var ledger = Ledger()
        for day in 0..<14 { ledger.append(Self.count(100, on: [day])) }
        ledger.append(Self.count(70, on: Array(7..<14), in: "jp"))
        let report = try Self.report(ledger.snapshot, at: "2026-03-15T00:00:00Z")
        #expect(report.downloads.map { $0.pace.mean } == [110...110])
        #expect(report.downloads[0].acceleration == (10.0 / 7)...(10.0 / 7))
        #expect(
            report.downloads[0].doublingTime == nil,
            "a day of the last week can be as low as one of the first week"
        )
    }

    @Test("a growth report has weekday shares only with at least 28 days of downloads")
    func weekdays() throws {
        // March 1, 2026 is a Sunday.
        func report(_ days: Int) throws -> GrowthReport {
            try Self.report(Self.ledger(days: days) { $0 % 7 == 6 ? 200 : 100 }, at: "2026-04-01T00:00:00Z")
        }
        #expect(try report(27).downloads[0].weekdays == nil)
        #expect(
            Self.values(try report(28))[2]
                == "weekdays =Mon 88% Tue 88% Wed 88% Thu 88% Fri 88% Sat 175% Sun 88%"
        )
    }

    @Test("for 90 days of counts, a growth report shows the last 7 days' pace, its change and doubling time")
    func longCounts() throws {
        let long = try Self.report(Self.ledger(days: 90), at: "2026-06-01T00:00:00Z").downloads[0]
        #expect(long.lines[0].value == "=960/day (873–977), 7 days to May 29, 2026, US")
        #expect(long.lines[1].value == "=+10/day per day; doubling time =66.2 days")
    }

    @Test("an app's rank volatility is computed from all five updates between six snapshots")
    func volatility() throws {
        var ledger = Ledger()
        for (hour, rank) in [9, 9, 1, 2, 2, 8].enumerated() {
            // Two other apps swap ranks, so that each snapshot is an update.
            var snapshot = Self.snapshot(rank: rank, at: "2026-03-15T0\(hour):00:00Z")
            snapshot.entries.swapAt(150, 151 + hour)
            for index in snapshot.entries.indices { snapshot.entries[index].rank = Fixtures.rank(index + 1) }
            ledger.append(snapshot)
        }
        let report = try Self.report(ledger.snapshot, at: "2026-03-15T05:00:00Z")
        #expect(Self.values(report).last == "volatility =102.8%/update, 5 updates")
    }

    // MARK: Exports

    private func object(_ json: String?) throws -> [String: Any] {
        let data = Data(try #require(json).utf8)
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    @Test("an app's JSON contains growth figures with dates, and null for those without enough data")
    func json() throws {
        let ledger = Self.ledger()
        let json = try object(
            PageExport.app(Self.app, in: ledger, asOf: Fixtures.time("2026-03-15T12:00:00Z"), as: .json)
        )
        #expect(Set(["app", "ranks", "downloads", "milestones", "growth"]).isSubset(of: json.keys))
        #expect(json["bass"] == nil)
        let growth = try #require(json["growth"] as? [String: Any])
        let downloads = try #require((growth["downloads"] as? [[String: Any]])?.first)
        #expect(downloads["from"] as? String == "2026-03-08" && downloads["to"] as? String == "2026-03-14")
        let pace = try #require(downloads["perDay"] as? [String: Any])
        #expect(pace["value"] as? [Double] == [200, 200] && pace["spread"] as? [Double] == [113, 217])
        #expect((downloads["acceleration"] as? [String: Any])?["value"] as? [Double] == [10, 10])
        #expect(downloads["weekdays"] is NSNull)
        let rank = try #require((growth["ranks"] as? [[String: Any]])?.first)
        #expect(rank["from"] as? String == "2026-03-14T12:00:00Z" && rank["to"] as? String == "2026-03-15T12:00:00Z")
        #expect((rank["velocity"] as? [String: Any])?["value"] as? Double == 135)
        let demand = try #require(rank["demand"] as? [String: Any])
        #expect(demand["kind"] as? String == "estimate" && demand["exponent"] as? Double == 0.9)
        #expect(abs(try #require(demand["factor"] as? Double) - 3.482) < 0.001)
        #expect(abs(try #require((demand["range"] as? [Double])?.last) - 3.918) < 0.001)
        #expect(rank["volatility"] is NSNull)
    }

    @Test("an app's text export contains the App page's growth lines and names each method once")
    func text() throws {
        let ledger = Self.ledger()
        let instant = Fixtures.time("2026-03-15T12:00:00Z")
        let text = try #require(PageExport.app(Self.app, in: ledger, asOf: instant, as: .text))
        for line in try Self.report(ledger, at: "2026-03-15T12:00:00Z").lines { #expect(text.contains(line.value)) }
        #expect(text.contains("\n  method: demand, (r(t−w) / r(t))^a"))
        #expect(text.components(separatedBy: "method: rank").count == 2)
    }

    // MARK: Page

    private func page(_ size: Size) -> DashboardState {
        var state = DashboardState.showing(
            .app(Self.app),
            in: Self.ledger(),
            at: Fixtures.time("2026-03-15T12:00:00Z")
        )
        _ = state.apply(.resize(size))
        return state
    }

    private func screen(_ state: DashboardState) -> String { state.frame(theme: .mono).lines.joined(separator: "\n") }

    @Test("the App page shows growth lines at 200 columns; at 80 columns, z zooms to a growth panel")
    func layout() {
        let wide = screen(page(Size(columns: 200, rows: 60)))
        #expect(wide.contains("=200/day (113–217), 7 days to Mar 14, 2026, US"))
        #expect(
            wide.contains("estimate    downloads ~×3.5 in 24h (3.5–3.9), from ranks") && !wide.contains("volatility")
        )
        var narrow = page(Size(columns: 80, rows: 24))
        #expect(screen(narrow).contains("▲135 in 24h, downloads ~×3.5–3.9"))
        narrow.press("z", "z", "z", "z")
        #expect(narrow.message == "zoomed: growth; z: next panel")
        #expect(screen(narrow).contains("7·ln 2 / ln(d(t) / d(t−7))"))
        narrow.press("z")
        #expect(narrow.route.zoomedPanel == nil)
    }

    @Test(":window sets the window for rank velocity on the App page, and the demand card names the method")
    func windowAndCards() {
        var state = page(Size(columns: 200, rows: 60))
        state.type(":window 12h")
        #expect(screen(state).contains("=+90 ranks/day, #90 → #45 in 12h"))
        let cards = state.page().cards.filter { $0.title == "demand of App 7" }
        #expect(cards.map(\.kind) == [.estimate])
        #expect(cards.first?.lines.first?.text.contains("typical for this kind of chart") == true)
    }

    @Test(
        "the App page with growth figures matches its golden screens",
        arguments: [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40)]
    )
    func golden(size: Size) {
        let name = "growth-\(size.columns)x\(size.rows)"
        #expect(Golden.difference(of: page(size).frame(theme: .roles), named: name) == nil)
        var alone = page(size)
        alone.press("z", "z", "z", "z")
        #expect(Golden.difference(of: alone.frame(theme: .roles), named: name + "-alone") == nil)
    }
}
