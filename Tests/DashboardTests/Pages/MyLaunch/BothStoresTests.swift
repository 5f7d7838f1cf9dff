import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("My launch: an app in both stores")
struct BothStoresTests {
    private static let sizes = [Size(columns: 80, rows: 20), Size(columns: 120, rows: 36)]
    private static let other = Fixtures.app("com.example.mint")
    private static let watched = WatchedApp(
        LaunchStory.app,
        name: "Mint Weather",
        launch: LaunchStory.launch,
        counterpart: other
    )

    /// Returns the app's ranks in the US in both stores, and its downloads in both.
    private static func data() -> LedgerSnapshot {
        LaunchStory.ledger { ledger in
            LaunchStory.poll(&ledger, [64, 21, 8, 1], in: LaunchStory.chart("us"))
            var chart = Fixtures.chart("us")
            chart.store = .googlePlay
            for (index, rank) in [90, 70, 30, 12].enumerated() {
                let entries = [
                    RankEntry(rank: Fixtures.rank(rank), app: other, name: "Mint Weather", developer: "Mint")
                ]
                let time = LaunchStory.now - 720 - Int64(3 - index) * 3600
                ledger.append(ChartSnapshot(chart: chart, observedAt: time, coverage: .full, entries: entries))
            }
            LaunchStory.count(&ledger, [("2026-03-02", 100), ("2026-03-03", 5120)])
            let counter = Counter(
                app: other,
                metric: .downloads,
                scope: Scope(stores: [.googlePlay], storefronts: []),
                kind: .exact,
                source: "Google Play Console"
            )
            for (day, value) in [("2026-03-02", 40), ("2026-03-03", 777)] as [(String, Int64)] {
                ledger.append(Count(days: [Fixtures.day(day)], value: value), of: counter)
            }
        }
    }

    @Test("each store has its own rows, ranks and downloads, which are never added")
    func stores() throws {
        let report = LaunchStory.report(Self.data(), watched: [Self.watched])
        let details = try #require(report.details)
        let rows: [String] = details.rows.map { "\(details.label(of: $0)) \($0.main?.rank?.value ?? 0)" }
        #expect(rows == ["US App Store 1", "US Google Play 12"])
        #expect(details.rows.compactMap(\.chart).map(details.app) == [LaunchStory.app, Self.other])
        #expect(details.rankSummary == "#1 in US App Store, ranked in 2 of 2 storefronts")
        #expect(details.downloads.latest?.value == 5120 && details.otherDownloads?.latest?.value == 777)
        let lines = details.downloadLines(width: 80, theme: .mono).map { $0.map(\.text).joined() }
        #expect(lines.first == "App Store" && lines.contains("Google Play"))
        #expect(lines.suffix(2).first == "yesterday 777 exact (Google Play Console)")
        #expect(lines.last?.hasSuffix("total 817") == true)
        #expect(!lines.joined().contains("5,897"))
        let json = report.exported(as: .json)
        for text in ["\"counterpart\":\"com.example.mint\"", "\"store\":\"googleplay\""] {
            #expect(json.contains(text))
        }
        #expect(report.exported(as: .csv).contains(",com.example.mint,"))
    }

    @Test("an app in both stores matches its golden screens", arguments: sizes)
    func screens(size: Size) {
        let frame = LaunchStory.frame(
            LaunchStory.report(Self.data(), watched: [Self.watched]),
            size: size,
            theme: .roles
        )
        let name = "my-launch-stores-\(size.columns)x\(size.rows + 4)"
        let difference = Golden.difference(of: frame, named: name)
        #expect(difference == nil, "\(difference ?? "")")
    }

    @Test("the watchlist in the settings makes one app of both ids; removing it removes both")
    func watchlist() {
        var ledger = Ledger()
        ledger.watch(entries: [WatchlistEntry(name: "Mint", apps: [LaunchStory.app, Self.other])])
        let bounds = TimeRange(LaunchStory.now - 3600, LaunchStory.now)
        let start = Route(page: .myLaunch, playhead: Playhead(bounds: bounds, cursor: LaunchStory.now))
        var state = DashboardState(
            data: ledger.snapshot,
            library: LedgerSnapshot(),
            now: LaunchStory.now,
            isLive: false,
            start: start
        )
        #expect(state.watchedApps == [WatchedApp(LaunchStory.app, name: "Mint", counterpart: Self.other)])
        _ = state.unwatch(called: LaunchStory.app.text)
        state.applyWatchlist()
        #expect(state.watchedApps.isEmpty && state.data.watchlist.isEmpty)
    }

    private static func state(_ data: LedgerSnapshot) -> DashboardState {
        .showingMyLaunch([watched], data: data, library: LedgerSnapshot(), at: LaunchStory.now)
    }

    @Test("an id in each store that the user entered makes one app, which has one name")
    func entered() {
        var state = Self.state(Self.data())
        #expect(state.watchedApps == [Self.watched])
        #expect(state.data.watchedCounterpart(of: Self.other) == LaunchStory.app)
        _ = state.unwatch(called: Self.other.text)
        state.applyWatchlist()
        #expect(state.watchedApps.isEmpty)
        _ = state.watch(called: "\(Self.other.text) \(LaunchStory.app.text)")
        #expect(state.watchedApps == [Self.watched])
        // Without data, the name is used for both ids.
        let empty = Self.state(LedgerSnapshot())
        #expect(empty.data.name(of: Self.other, asOf: LaunchStory.now) == "Mint Weather")
    }

    @Test("an app that is only in Google Play says where its charts come from")
    func playOnly() {
        var state = Self.state(Self.data())
        _ = state.watch(called: "com.example.third")
        #expect(state.message?.contains("; \(WatchedApp.playHint)") == true)
        _ = state.watch(called: Self.other.text)
        #expect(state.message?.contains(WatchedApp.playHint) == false)
    }

    @Test("cards of ranks name both ids, and have the rank in the store of the chart")
    func cards() {
        let cards = Self.state(Self.data()).page(theme: .mono).cards
        let ranks = cards.filter { $0.title.hasPrefix("rank of") }
        #expect(ranks.map(\.value) == ["#1", "#12"])
        let ids = "id \(LaunchStory.app.text) and com.example.mint"
        #expect(ranks.allSatisfy { $0.lines.last == .init(label: "app", text: ids) })
        let counts = cards.filter { $0.title.hasPrefix("downloads in") }
        #expect(
            counts.map { $0.lines.last?.text } == [
                "\(LaunchStory.app.text), App Store", "com.example.mint, Google Play",
            ]
        )
    }

    @Test("Milestones has a row for each store, named; a store without data has none")
    func milestones() {
        func names(_ data: LedgerSnapshot) -> [String] {
            MilestonesReport(of: .watchlist, data: data, library: LedgerSnapshot(), asOf: LaunchStory.now).rows.map(
                \.name
            )
        }
        #expect(names(Self.state(Self.data()).data) == ["Mint Weather (App Store)", "Mint Weather (Google Play)"])
        var ledger = LaunchStory.ledger { LaunchStory.count(&$0, [("2026-03-02", 100), ("2026-03-03", 5120)]) }
        ledger = Self.state(ledger).data
        #expect(names(ledger).count == 1)
        #expect(names(Self.state(LedgerSnapshot()).data).count == 1)
    }

    @Test("Compare has both stores as two launches with one launch time, and never adds their downloads")
    func compare() throws {
        var state = Self.state(Self.data())
        state.compare([.app(LaunchStory.app)])
        #expect(state.route.compared == [.app(LaunchStory.app), .app(Self.other)])
        let report = try #require(
            CompareReport(
                state.route.compared,
                data: state.data,
                library: LedgerSnapshot(),
                watched: state.userState.watched,
                asOf: LaunchStory.now
            )
        )
        #expect(report.launches.map(\.name.full) == ["Mint Weather (App Store)", "Mint Weather (Google Play)"])
        #expect(report.launches.map(\.day0) == [LaunchStory.launch, LaunchStory.launch])
        let shown = DashboardState.showingComparison(
            [.app(LaunchStory.app)],
            data: state.data,
            library: LedgerSnapshot(),
            at: LaunchStory.now
        )
        #expect(shown.route.compared == state.route.compared)
        // Apps that aren't in both stores are compared as before.
        #expect(CompareItem.inBothStores([.app(Self.other)], in: Self.data()) == [.app(Self.other)])
        // No item is left out for the other store.
        let items = [CompareItem.app(LaunchStory.app)] + (1..<CompareItem.limit).map { .launch("\($0)") }
        #expect(CompareItem.inBothStores(items, in: state.data) == items)
    }

    @Test(
        "a store that was removed from Compare isn't added again with another app, until it's named or both are removed"
    )
    func removed() {
        let (app, other, third) = (
            CompareItem.app(LaunchStory.app), CompareItem.app(Self.other), CompareItem.app(Fixtures.app("77"))
        )
        var state = Self.state(Self.data())
        state.compare([app])
        state.route.selection = 1
        state.removeCompared()
        #expect(state.route.compared == [app])
        state.compare(state.route.compared + [third])
        #expect(state.route.compared == [app, third])
        state.compare([app, third, other])
        #expect(state.route.compared == [app, third, other])
        state.route.selection = 2
        state.removeCompared()
        state.route.selection = 0
        state.removeCompared()
        state.compare([third, app])
        #expect(state.route.compared == [third, app, other])
    }
}
