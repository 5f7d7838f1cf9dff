import Canvas
import Dashboard
import Foundation
import History
import Market
import TestSupport
import Testing

@Suite("Compare page")
struct ComparePageTests {
    private static let small = Size(columns: 80, rows: 24)
    private static let middle = Size(columns: 120, rows: 40)
    private static let large = Size(columns: 200, rows: 60)

    private static let end = "2026-10-08T23:59:59Z"
    private let both: [CompareItem] = [.launch("sora"), .launch("chatgpt")]

    private func page(
        _ compared: [CompareItem]? = nil,
        at time: String = end,
        size: Size = small,
        view: PageView? = nil,
        data: LedgerSnapshot = LedgerSnapshot(),
        library: LedgerSnapshot? = nil
    ) throws -> DashboardState {
        var state = DashboardState.showingComparison(
            compared ?? both,
            data: data,
            library: try library ?? Dashboards.library(),
            at: Fixtures.time(time),
            view: view
        )
        _ = state.apply(.resize(size))
        return state
    }

    @Test("a picture names the publishers of all compared launches, whichever is selected")
    func credits() throws {
        var state = try page(size: Self.large)
        state.isPicture = true
        func line() throws -> String { try #require(state.frame(theme: .mono).lines.last) }
        let first = try line()
        for publisher in ["Appfigures", "data.ai", "Bill Peebles (OpenAI)"] {
            #expect(first.contains(publisher), "\(first)")
        }
        // ChatGPT's worldwide downloads in 2025 aren't in a compared measure.
        #expect(!first.contains("Similarweb"))
        state.press(.down)
        #expect(try line() == first)
    }

    @Test("y copies the result shown at the top of the page, with the publishers of its figures")
    func copy() throws {
        var state = try page(at: "2025-10-06T23:59:59Z")
        guard case .copy(let copied)? = state.press("y").first else { return #expect(Bool(false)) }
        #expect(
            copied == "Sora and ChatGPT: after 7 days (day 6): ChatGPT leads, 4% ahead of Sora "
                + "(~606,000 vs. =582,000 downloads in US, 104%); ChatGPT reached Sora's total after 1 to 7 days "
                + "(derived, calculated by launchtop from figures of Appfigures), as of Oct 6, 2025"
        )
    }

    private func text(_ state: DashboardState) -> String {
        state.frame(theme: .mono).lines.joined(separator: "\n")
    }

    /// Returns a library of invented launches in the United States, a year apart. Each starts with the given downloads
    /// per day and gains 10 every day.
    private func invented(_ perDay: [Double], days: Int = 30) -> LedgerSnapshot {
        var ledger = Ledger()
        for (index, value) in perDay.enumerated() {
            let day0 = Fixtures.day("\(2015 + index)-03-01")
            let scope = Scope(stores: [.appStore], storefronts: [Storefront(stored: "us")].compactMap { $0 })
            let figures = (0..<days).map { day in
                Observation(
                    metric: .downloads,
                    value: value + Double(day * 10),
                    period: .day(day0.advanced(by: day)),
                    scope: scope,
                    kind: .estimate,
                    series: "model",
                    source: Citation(name: "Paper", address: nil, published: "2026")
                )
            }
            ledger.append(
                Launch(
                    id: "launch\(index)",
                    name: "Launch \(index)",
                    app: Fixtures.app("\(1000 + index)"),
                    developer: nil,
                    store: .appStore,
                    day0: day0,
                    storefronts: scope.storefronts ?? [],
                    access: "open",
                    series: "model",
                    observations: figures,
                    events: [],
                    conflicts: [],
                    missing: []
                )
            )
        }
        return ledger.snapshot
    }

    // MARK: Golden screens

    @Test(
        "a comparison of Sora's and ChatGPT's totals matches its golden screens",
        arguments: [(small, "compare-80x24"), (middle, "compare-120x40"), (large, "compare-200x60")]
    )
    func totals(size: Size, name: String) throws {
        #expect(Golden.difference(of: try page(size: size).frame(theme: .roles), named: name) == nil)
    }

    @Test(
        "Compare's daily and rank views match their golden screens",
        arguments: [(PageView.daily, "compare-daily-120x40"), (.rank, "compare-rank-120x40")]
    )
    func views(view: PageView, name: String) throws {
        let state = try page(size: Self.middle, view: view)
        #expect(Golden.difference(of: state.frame(theme: .roles), named: name) == nil)
    }

    @Test("Compare in mono and in ASCII matches its golden screens, the latter with ASCII characters only")
    func mono() throws {
        let frame = try page().frame(theme: .mono)
        #expect(Golden.difference(of: frame, named: "compare-mono") == nil)
        var theme = Theme.mono
        theme.marks = .ascii
        let ascii = try page().frame(theme: theme).inASCII()
        #expect(ascii.lines.allSatisfy { $0.utf8.allSatisfy { (0x20...0x7E).contains($0) } })
        #expect(Golden.difference(of: ascii, named: "compare-ascii") == nil)
    }

    @Test("a comparison of seven launches on a log axis with the library's band matches its golden screen")
    func seven() throws {
        let library = invented([100, 200, 400, 800, 1600, 3200, 6400])
        let compared = (0..<7).map { CompareItem.launch("launch\($0)") }
        var state = try page(compared, size: Self.middle, library: library)
        state.press("L", "b")
        #expect(Golden.difference(of: state.frame(theme: .roles), named: "compare-seven-120x40") == nil)
        #expect(text(state).contains("library after 30 days, downloads in US: median ~28,350 of 7 launches"))
    }

    // MARK: Text

    @Test("Compare notes the different scopes of Sora and ChatGPT and compares their US totals")
    func scopes() throws {
        let text = text(try page(size: Self.large))
        #expect(text.contains("Sora: CA+US, ChatGPT: US; compared by downloads in US only"))
        #expect(text.contains("after 7 days: ChatGPT leads, 4% ahead of Sora (~606,000 vs. =582,000"))
        #expect(text.contains("“≥1,000,000 downloads in CA+US by day 4, Sora"))
        #expect(text.contains("~627,000") && text.contains("104%"))
    }

    @Test("Compare shows ratios to the first launch only for figures with the same measure")
    func ratios() throws {
        let text = text(try page([.launch("chatgpt"), .launch("sora")], size: Self.large))
        let like = try #require(text.split(separator: "\n").first { $0.contains("  same scope ") })
        #expect(like.contains("=582,000") && like.contains("96%"), "a ratio is next to its figure")
        #expect(!text.contains("103%"), "627,000 / 606,000 have different scopes")
        #expect(!text.contains("14–69%"), "the range is wider than a factor of three")
        let ratios = try #require(try json([.launch("chatgpt"), .launch("sora")])["ratios"] as? [[String: Any]])
        let first = try #require(ratios.first { $0["days"] as? Int == 1 }?["range"] as? [Double])
        #expect(first.map { ($0 * 100).rounded() } == [14, 69], "JSON contains the bounds anyway")
    }

    @Test("the Compare page hides figures dated after the time cursor")
    func early() throws {
        let state = try page(at: "2025-10-01T23:59:59Z", size: Self.large)
        let text = text(state)
        #expect(text.contains("163.8k") && !text.contains("627,000") && !text.contains("582,000"))
        #expect(text.contains("day 1: no comparison: no total of ChatGPT after 2 days (day 1);"))
    }

    @Test("on the Compare page, j and k move the focus, and x removes launches until none is left")
    func keys() throws {
        var state = try page(size: Self.middle)
        #expect(state.frame(theme: .standard).cursor != nil)
        let first = state.frame(theme: .standard).cursor
        state.press("j")
        #expect(state.frame(theme: .standard).cursor?.y == first.map { $0.y + 2 }, "Sora has a second row for US")
        state.press("k", "i")
        #expect(text(state).contains("figure 1 of"))
        state.press(.escape, "x", "x")
        #expect(text(state).contains("No launches to compare"))
    }

    @Test(":compare in the library opens a comparison, :export exports it, and Esc returns to the library")
    func reached() throws {
        var state = DashboardState.openingLibrary(try Dashboards.library(), now: Fixtures.time("2026-11-01"))
        _ = state.apply(.resize(Self.middle))
        state.press(":")
        for character in "compare sora chatgpt" { state.press(.character(character)) }
        state.press(.enter)
        #expect(state.route.page == .compare)
        #expect(text(state).contains("ChatGPT leads, 4% ahead of Sora (~606,000 vs. =582,000"))
        state.press(":")
        for character in "export csv x.csv" { state.press(.character(character)) }
        let effects = state.press(.enter)
        #expect(effects.count == 1)
        state.press(.escape)
        #expect(state.route.page == .library)
    }

    @Test("on the Compare page, v cycles through the views, and Tab shows a crosshair with values")
    func pointing() throws {
        var state = try page(size: Self.middle)
        state.press(.tab)
        #expect(text(state).contains("day 7 Sora ") || text(state).contains("day 7  Sora =582k"))
        for _ in 0..<30 { state.press(.left) }
        #expect(text(state).contains("k–"))
        state.press(.escape, "v")
        #expect(text(state).contains("downloads in US, daily"))
        state.press("v")
        #expect(text(state).contains("ranks in US"))
    }

    @Test("comparing an unknown app shows that there is no data for it")
    func unknown() throws {
        let state = try page([.app(Fixtures.app("404"))])
        #expect(text(state).contains("No data for 404"))
    }

    // MARK: Exports

    private func json(_ compared: [CompareItem], at time: String = end) throws -> [String: Any] {
        let library = try Dashboards.library()
        let text = PageExport.compare(
            compared,
            data: LedgerSnapshot(),
            library: library,
            asOf: Fixtures.time(time),
            as: .json
        )
        let object = try JSONSerialization.jsonObject(with: Data(try #require(text).utf8))
        return try #require(object as? [String: Any])
    }

    @Test("Compare's JSON contains totals by day, with null and a range where only bounds are known")
    func json() throws {
        let json = try json(both)
        let days = try #require(json["days"] as? [[String: Any]])
        #expect(days.count == 31, "ranks cover more days than totals")
        let values = days.map { $0["values"] as? [String: Any] ?? [:] }
        #expect(values[0]["sora"] as? Int == 56_000 && values[0]["chatgpt"] as? Int == 81_000)
        #expect(values[6]["sora"] as? Int == 627_000 && values[6]["chatgpt"] as? Int == 606_000)
        #expect(values[2]["sora"] is NSNull && values[2]["chatgpt"] is NSNull)
        let ranges = try #require(days[2]["ranges"] as? [String: [Int]])
        #expect(days[7...].allSatisfy { ($0["values"] as? [String: Any])?["sora"] is NSNull })
        #expect(ranges == ["sora": [248_200, 262_300], "chatgpt": [81_000, 606_000]])
    }

    @Test("Compare's JSON contains totals in the common measure with sources, leads and ratios")
    func commonMeasure() throws {
        let json = try json(both)
        let common = try #require(json["common"] as? [String: Any])
        let days = try #require(common["days"] as? [[String: Any]])
        #expect(days[6]["values"] as? [String: Int] == ["sora": 582_000, "chatgpt": 606_000])
        let sources = try #require(common["sources"] as? [String: [String]])
        #expect(sources["sora"]?.contains("Appfigures via TechCrunch, restated by Urgente24") ?? false)
        let lead = try #require((json["leads"] as? [[String: Any]])?.first)
        #expect(lead["against"] as? String == "chatgpt")
        let ahead = try #require(lead["ahead"] as? [Double])
        #expect(ahead.map { ($0 * 100).rounded() } == [-4, -4])
        let ratio = try #require((json["ratios"] as? [[String: Any]])?.last)
        #expect((ratio["ratio"] as? Double).map { ($0 * 100).rounded() } == 104)
    }

    @Test("Compare exports one CSV row per day and text that starts with the launches, and nil if there are none")
    func others() throws {
        let library = try Dashboards.library()
        func pageExport(_ format: PageExport.Format) throws -> [Substring] {
            let text = PageExport.compare(
                both,
                data: LedgerSnapshot(),
                library: library,
                asOf: Fixtures.time(Self.end),
                as: format
            )
            return try #require(text).split(separator: "\n")
        }
        let csv = try pageExport(.csv)
        #expect(csv.count == 32)
        #expect(csv[3] == "2,,248200,262300,downloads in CA+US,,81000,606000,downloads in US")
        #expect(try pageExport(.text).first == "Sora, launched Sep 30, 2025; ChatGPT, launched May 18, 2023")
        #expect(
            PageExport.compare([], data: LedgerSnapshot(), library: library, asOf: Fixtures.time(Self.end), as: .json)
                == nil
        )
    }
}
