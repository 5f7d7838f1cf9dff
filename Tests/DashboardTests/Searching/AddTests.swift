import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("Adding an app with :add")
struct AddTests {
    private let app = Fixtures.app("6790244829")

    private func live(polls: Bool = true) -> DashboardState {
        var state = DashboardState.openingCharts(
            Dashboards.market(),
            now: Fixtures.time("2026-03-07"),
            isLive: true
        )
        _ = state.apply(.resize(Size(columns: 100, rows: 30)))
        state.pollsAddedCharts = polls
        return state
    }

    private func run(_ line: String, on state: inout DashboardState) -> [Effect] {
        state.press(":")
        for character in line { state.press(.character(character)) }
        return state.press(.enter)
    }

    private static func search(_ term: String, _ codes: String...) -> StoreSearch {
        StoreSearch(term: term, storefronts: codes.compactMap { Storefront(stored: $0) })
    }

    private var listing: AppListing {
        var listing = AppListing(app, name: "Mint Weather", developer: "Mint Labs", genre: Genre(stored: "6001"))
        listing.ratingCount = 1280
        listing.averageRating = 4.61
        listing.price = Price("4.99", currency: "USD")
        return listing
    }

    @Test(
        ":add requests a search for the name, in the storefronts after it or else in the US",
        arguments: [
            ("mint weather", search("mint weather", "us")), ("mint weather us,jp", search("mint weather", "us", "jp")),
            ("mint weather japan", search("mint weather", "jp")), ("\"snap it\"", search("snap it", "us")),
            ("\"snap it\" de", search("snap it", "de")), ("it", search("it", "us")),
        ]
    )
    func request(text: String, search: StoreSearch) {
        var state = live()
        #expect(run("add \(text)", on: &state) == [.search(search)])
        let place = search.storefronts[0].name
        #expect(
            state.statusMessage(theme: .mono)?.text
                == "searching the \(place) App Store for \"\(search.term)\"… (Esc cancels)"
        )
    }

    @Test("the choice is added to the watchlist with its name, and its charts are polled")
    func choice() {
        var state = live()
        _ = run("add mint us,jp", on: &state)
        #expect(state.apply(.searched(.init(Self.search("mint", "us", "jp"), listings: [listing]))).isEmpty)
        guard case .picker(let picker) = state.mode else { return #expect(Bool(false)) }
        #expect(picker.title == "add to watchlist (US, JP)")
        #expect(
            picker.items.map(\.detail) == [
                "id 6790244829 · Mint Labs · Weather · 1,280 ratings, 4.6 stars · 4.99 USD"
            ]
        )
        let invocation = WatchInvocation(listing, storefronts: Self.search("", "us", "jp").storefronts)
        #expect(state.press(.enter) == [.watchlist([app: true]), .poll(invocation)])
        #expect(state.userState.watched[app]?.name == "Mint Weather")
        #expect(
            state.message
                == "added Mint Weather to the watchlist; press 1 to show it; polling its charts in US, JP until "
                + "you quit; next time: launchtop watch 6790244829 --name 'Mint Weather' --storefront us,jp "
                + "--chart top-paid --genre all,weather"
        )
        #expect(state.searchText == nil)
    }

    @Test("if another process records, the message doesn't say to quit and poll")
    func recording() {
        var ledger = Ledger()
        var archive = SourceHealth(source: "history.sqlite")
        archive.isRecording = true
        ledger.note(archive)
        var state = live(polls: false)
        _ = state.apply(.ledger(ledger.snapshot))
        _ = run("add mint", on: &state)
        _ = state.apply(.searched(.init(Self.search("mint", "us"), listings: [listing])))
        #expect(state.press(.enter) == [.watchlist([app: true])])
        let expected = "; the process that records follows it in the charts that it polls"
        #expect(state.message?.hasSuffix(expected) == true, "\(state.message ?? "")")
    }

    @Test("if this dashboard doesn't poll, the message has the command that polls the charts")
    func notPolling() {
        var state = live(polls: false)
        _ = run("add mint", on: &state)
        _ = state.apply(.searched(.init(Self.search("mint", "us"), listings: [listing])))
        #expect(state.press(.enter) == [.watchlist([app: true])])
        #expect(
            state.message?.contains("; to poll its charts, quit and run: launchtop watch 6790244829 --name ") == true
        )
    }

    @Test("an error, or a search without a match, is shown as a message, and the page stays")
    func failures() {
        for (outcome, message) in [
            (StoreSearch.Outcome(Self.search("mint", "us"), problem: "store: HTTP 500"), "store: HTTP 500"),
            (
                .init(Self.search("mint", "us")),
                "no app found for \"mint\" in the United States App Store; use fewer words; Google Play isn't searched"
            ),
        ] {
            var state = live()
            _ = run("add mint", on: &state)
            _ = state.apply(.searched(outcome))
            #expect(state.message == message && state.mode == .page && state.searchText == nil)
        }
    }

    @Test("Esc cancels the search, and its outcome is ignored")
    func canceled() {
        var state = live()
        _ = run("add mint", on: &state)
        #expect(state.press(.escape).isEmpty)
        #expect(state.message == "search canceled" && state.searchText == nil)
        _ = state.apply(.searched(.init(Self.search("mint", "us"), listings: [listing])))
        #expect(state.mode == .page)
    }

    @Test("a search for an id without a match doesn't advise to use fewer words")
    func unknownID() {
        var state = live()
        _ = run("add 6790244829", on: &state)
        _ = state.apply(.searched(.init(Self.search("6790244829", "us"))))
        #expect(state.message?.hasSuffix("App Store; check the id, or try another storefront") == true)
    }

    @Test("the menu shows the ids even if names are long")
    func longNames() {
        var state = live()
        _ = state.apply(.resize(Size(columns: 80, rows: 24)))
        _ = run("add mint", on: &state)
        var long = listing
        long.name = String(repeating: "Mint Weather and more ", count: 4)
        _ = state.apply(.searched(.init(Self.search("mint", "us"), listings: [long])))
        #expect(state.frame(theme: .mono).lines.contains { $0.contains("id 6790244829") })
    }

    @Test("the outcome of an earlier search is ignored")
    func superseded() {
        var state = live()
        _ = run("add mint", on: &state)
        _ = run("add mint jp", on: &state)
        _ = state.apply(.searched(.init(Self.search("mint", "us"), listings: [listing])))
        #expect(state.mode == .page && state.searchText?.contains("Japan") == true)
    }

    @Test("while something is being typed, the outcome waits until that is finished")
    func typing() {
        var state = live()
        _ = run("add mint", on: &state)
        state.press(":")
        _ = state.apply(.searched(.init(Self.search("mint", "us"), listings: [listing])))
        guard case .line = state.mode else { return #expect(Bool(false)) }
        state.press(.escape)
        guard case .picker = state.mode else { return #expect(Bool(false)) }
    }

    @Test("control characters in a name reach neither the watchlist nor the screen")
    func escapeCodes() {
        var state = live()
        _ = run("add mint", on: &state)
        let evil = AppListing(app, name: "Mint\u{1B}[31m Weather")
        _ = state.apply(.searched(.init(Self.search("mint", "us"), listings: [evil])))
        #expect(!state.frame(theme: .mono).lines.joined().contains("\u{1B}"))
        state.press(.enter)
        #expect(state.userState.watched[app]?.name == "Mint[31m Weather")
    }

    @Test("without a name, :add opens the prompt; in a replay, it says why it can't search")
    func prompt() {
        var state = live()
        #expect(run("add", on: &state).isEmpty)
        guard case .line(let line) = state.mode else { return #expect(Bool(false)) }
        #expect(line.text == "add ")
        var replay = Dashboards.marketReplay(at: "2026-03-05T12:00:00Z", size: Size(columns: 100, rows: 30))
        #expect(run("add mint weather", on: &replay).isEmpty)
        #expect(
            replay.message
                == "a replay and the library don't use the network; quit, run launchtop watch and then :add 'mint weather', "
                + "or run launchtop search 'mint weather'"
        )
    }
}
