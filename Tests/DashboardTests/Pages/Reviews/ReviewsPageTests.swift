import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("The Reviews page")
struct ReviewsPageTests {
    private static let end = Fixtures.time("2026-03-04T12:00:00Z")

    /// Returns a live dashboard on the Reviews page.
    static func state(
        _ size: Size = Size(columns: 80, rows: 24),
        at time: Timestamp = end,
        launch: Timestamp? = ReviewSamples.launch
    ) -> DashboardState {
        var ledger = Ledger()
        ReviewSamples.fill(&ledger)
        ledger.watch([ReviewSamples.app])
        var state = DashboardState.showingMyLaunch(
            [WatchedApp(ReviewSamples.app, name: "Mint Weather", launch: launch)],
            data: ledger.snapshot,
            library: LedgerSnapshot(),
            at: time
        )
        _ = state.apply(.resize(size))
        state.press("R")
        return state
    }

    private func lines(_ state: DashboardState) -> [String] { state.frame(theme: .mono).lines }

    @Test("R shows the app's reviews, newest first, with the numbers of stars since the launch")
    func page() {
        let state = Self.state()
        #expect(state.route.page == .reviews && state.page().rowCount == 40)
        let text = lines(state).joined(separator: "\n")
        #expect(text.contains("36 reviews since launch, 3.3 stars on average  observed in the App Store"))
        #expect(text.contains("5 12 ████"))
        #expect(text.contains("I miss a map of the radar."))
    }

    @Test("without a launch time, all reviews are counted")
    func noLaunch() {
        let text = lines(Self.state(launch: nil)).joined(separator: "\n")
        #expect(text.contains("40 reviews, 3.3 stars on average"))
    }

    @Test("reviews that are dated after the cursor aren't shown")
    func cursor() {
        let state = Self.state(at: Fixtures.time("2026-03-01T12:00:00Z"))
        #expect(state.page().rowCount == 6)
        #expect(lines(state).contains { $0.contains("2 reviews since launch") })
        var moved = Self.state()
        moved.type("tMar 1 12:00")
        #expect(moved.page().rowCount == 6)
    }

    @Test(
        "the filter finds stars, storefronts and text, and the numbers of stars count what it finds",
        arguments: [
            ("stars:1", 7), ("stars:1-2", 14), ("in:jp", 13), ("stars:5 in:us", 13), ("radar", 7), ("weather city", 7),
            ("stars:", 40), ("in:zz", 0),
        ]
    )
    func filter(text: String, count: Int) {
        var state = Self.state()
        state.type("/\(text)")
        #expect(state.page().rowCount == count)
        if count == 0 { #expect(lines(state).contains { $0.contains("no review matches \"in:zz\"") }) }
    }

    @Test("rows can be sorted by stars and storefront")
    func sort() throws {
        var state = Self.state()
        state.type(":sort stars")
        #expect(state.reviewReport?.rows.first?.review.stars == 1)
        state.type(":sort storefront")
        #expect(state.reviewReport?.rows.first?.storefront.code == "jp")
    }

    @Test("y copies the selected review with its source")
    func copy() {
        var state = Self.state()
        state.press("j")
        let effects = state.press("y")
        let expected =
            "review of Mint Weather in JP, Mar 4, 2026: 4 stars: Good, but no map: I miss a map of the radar. (observed, App Store), "
            + "as of "
        #expect(
            effects.contains { if case .copy(let text) = $0 { text.hasPrefix(expected) } else { false } },
            "\(effects)"
        )
    }

    @Test("a review without a date says so, in the text and in exports")
    func undated() throws {
        var state = Self.state()
        state.press("j")
        #expect(lines(state).contains { $0.contains("the feed has no valid date; this is the time of receipt") })
        let csv = try #require(state.exported(ExportOptions(.csv)))
        let rows = csv.split(separator: "\n")
        #expect(rows.first == "app,date,dated,storefront,stars,version,title,text,id,received,kind,source")
        #expect(rows.contains { $0.hasPrefix("6790244829,2026-03-04T06:00:00Z,false,jp,4,2.4.1,") })
    }

    @Test("JSON has the numbers of stars, and text has the numbers and a table; without reviews there is nothing")
    func exports() throws {
        var state = Self.state()
        let json = try #require(state.exported(ExportOptions(.json)))
        #expect(json.hasPrefix("{\"app\":\"6790244829\",\"name\":\"Mint Weather\",\"asOf\":\"2026-03-04T12:00:00Z\","))
        #expect(json.contains("\"since\":\"2026-03-01T09:00:00Z\",\"count\":36,\"average\":3.3"))
        #expect(json.contains("\"stars\":{\"5\":12,\"4\":6,\"3\":6,\"2\":6,\"1\":6}"))
        state.type("/stars:1")
        let text = try #require(state.exported(ExportOptions(.text)))
        #expect(text.contains("7 of 40 shown") && text.contains("5 stars: 0, 4: 0, 3: 0, 2: 0, 1: 6"))
        var other = Self.state()
        other.route.app = Fixtures.app("77")
        #expect(other.exported(ExportOptions(.json)) == nil)
        #expect(lines(other).contains { $0.contains("No reviews of 77") })
    }

    @Test(
        "without reviews, the page says what polls them, and why it has none",
        arguments: [
            (nil, "no source polls them; add one such as appstore:reviews/us"),
            ("", "appstore:reviews/us: no reviews yet"),
            ("HTTP status 404", "appstore:reviews/us: HTTP status 404"),
        ] as [(String?, String)]
    )
    func none(error: String?, text: String) {
        var state = Self.state()
        state.route.app = Fixtures.app("77")
        if let error {
            var ledger = Ledger()
            ledger.note(.polled("appstore:reviews/us", at: Self.end) { $0.error = error.isEmpty ? nil : error })
            _ = state.apply(.ledger(ledger.snapshot))
        }
        #expect(lines(state).contains { $0.contains(text) }, "\(lines(state))")
    }

    @Test(
        "the app keeps its page: Esc goes back, R on the page does nothing, Enter shows details, and :reviews opens another app"
    )
    func navigation() {
        var state = Self.state()
        state.press("R")
        #expect(state.stack.count == 2)
        state.type(":reviews 6790244829")
        #expect(state.stack.count == 2)
        state.press(.enter)
        #expect(state.route.page == .reviews && lines(state).contains { $0.contains("figure 1 of 2") })
        state.press(.escape, "3")
        #expect(state.route.page == .app)
        state.press("R")
        #expect(state.route.page == .reviews && state.stack.count == 2)
        state.press(.escape)
        #expect(state.route.page == .myLaunch)
        state.type(":reviews nothing")
        #expect(state.message == "no app found for \"nothing\"")
    }

    @Test("the page is restored when the dashboard is opened again")
    func restore() {
        let last = Self.state().lastPage
        var state = Self.state()
        state.press(.escape)
        state.restore(last)
        #expect(state.route.page == .reviews && state.route.app == ReviewSamples.app)
    }

    @Test("My launch has a panel, or a line on a small screen", arguments: [(80, 40), (120, 40), (200, 60)])
    func myLaunch(columns: Int, rows: Int) {
        var state = Self.state(Size(columns: columns, rows: rows))
        state.press(.escape)
        let text = lines(state).joined(separator: "\n")
        #expect(text.contains("36 reviews since launch, 3.3 stars on average"), "\(text)")
        #expect(text.contains("R Reviews") == (columns > 80))
        #expect(text.contains("Good, but no map: I miss") == (columns > 80))
    }

    @Test("the App page has a section with the numbers and the newest reviews", arguments: [(80, 24), (120, 40)])
    func appPage(columns: Int, rows: Int) {
        var state = Self.state(Size(columns: columns, rows: rows))
        state.press("3")
        let text = lines(state).joined(separator: "\n")
        #expect(text.contains("36 reviews since launch"), "\(text)")
        #expect(state.exported(ExportOptions(.json))?.contains("\"reviews\":{\"reviews\":36,\"average\":") == true)
        #expect(state.exported(ExportOptions(.text))?.contains("reviews, observed in the App Store") == true)
    }
}
