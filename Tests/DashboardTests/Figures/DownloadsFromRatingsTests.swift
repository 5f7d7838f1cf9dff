import Canvas
import Growth
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("Downloads estimated from ratings")
struct DownloadsFromRatingsTests {
    private static let app = Fixtures.app("6790244829")
    private static let instant = Fixtures.time("2026-03-12T10:00:00Z")
    /// The ratings of each day from March 1, and the downloads per rating.
    private static let days: [(ratings: Int64, ratio: Int64)] = [
        (10, 30), (12, 40), (8, 50), (10, 40), (14, 40), (10, 40), (9, 20), (11, 40), (10, 60), (20, 40),
    ]

    /// Returns a ledger with polled ratings through March 12, and counts for the first days.
    private static func ledger(
        counted: Int = 10,
        kind: FigureKind = .exact,
        source: String = "App Store Connect",
        storefronts: [String] = ["us"],
        rated: [String] = ["us"]
    ) -> LedgerSnapshot {
        var ledger = Ledger()
        for code in rated {
            var count: Int64 = 1000
            for hour in stride(from: 0, through: 11 * 24 + 33, by: 3) {
                let time = Fixtures.time("2026-02-28T21:00:00Z") + Int64(hour) * 3600
                // New ratings of a Pacific day appear at 18:00 UTC, those of the last day at 9:00 UTC.
                let day = Fixtures.day("2026-03-01").distance(to: time.day)
                if time.secondOfDay == 18 * 3600 { count += days.indices.contains(day) ? days[day].ratings : 10 }
                if day == 11, time.secondOfDay == 9 * 3600 { count += 5 }
                let storefront = Fixtures.chart(code).storefront
                ledger.append(ListingReading(app, in: storefront, at: time, ListingState(ratingCount: count)))
            }
        }
        for code in storefronts {
            for (index, day) in days.prefix(counted).enumerated() {
                let text = Fixtures.day("2026-03-01").advanced(by: index).iso8601
                ledger.append(
                    MilestoneCounts.count(
                        day.ratings * day.ratio,
                        of: app,
                        on: [text],
                        in: code,
                        kind: kind,
                        source: source
                    )
                )
            }
        }
        ledger.watch([app])
        return ledger.snapshot
    }

    private static func estimates(_ ledger: LedgerSnapshot, at instant: Timestamp = instant) -> DownloadsFromRatings {
        ledger.downloadsFromRatings(
            of: app,
            CountedSeries.all(of: app, in: ledger, asOf: instant),
            asOf: instant
        )
    }

    @Test("days without counts have an estimate with its range and its basis")
    func lines() {
        let line =
            "US  ~200 (74–380) downloads today so far, ~400 (190–680) yesterday  "
            + "estimate from ratings and your 10 days with both"
        #expect(Self.estimates(Self.ledger()).text == [line])
        // Before March 12 begins in Pacific time, March 11 isn't complete.
        #expect(
            Self.estimates(Self.ledger(), at: Fixtures.time("2026-03-12T07:00:00Z")).text == [
                "US  ~400 (190–680) downloads today so far  estimate from ratings and your 10 days with both"
            ]
        )
        // With counts in two storefronts, all ratings together come first.
        let both = Self.ledger(storefronts: ["us", "jp"], rated: ["us", "jp", "de"])
        #expect(Self.estimates(both).text.map { $0.prefix(5) } == ["JP+US", "JP  ~", "US  ~"])
        // Worldwide downloads are compared with the ratings in the polled storefronts.
        let worldwide = Self.estimates(Self.ledger(source: "report", storefronts: [""], rated: ["us", "jp"]))
        #expect(worldwide.relations.map { $0.storefronts.map(\.code) } == [["jp", "us"]])
        #expect(worldwide.relations.map(\.perRating.median) == [20])
    }

    @Test("lines that are too long lose the earlier day first, but never the range")
    func narrow() {
        let estimates = Self.estimates(Self.ledger())
        func line(_ width: Int) -> String { estimates.lines(theme: .mono, width: width)[0].map(\.text).joined() }
        #expect(
            line(100) == "US  ~200 (74–380) downloads today so far  estimate from ratings and your 10 days with both"
        )
        #expect(line(80) == "US  ~200 (74–380) downloads today so far  estimate, from 10 days with both")
        #expect(line(20) == "US  ~200 (74–380) today so far  estimate")
    }

    @Test(
        "there is no relation without enough exact days that also have ratings",
        arguments: [
            (ledger(counted: 6), 0), (ledger(counted: 7), 1), (ledger(kind: .claim), 0), (ledger(kind: .estimate), 0),
            (ledger(rated: ["jp"]), 0), (ledger(rated: []), 0), (ledger(storefronts: []), 0),
        ]
    )
    func missing(ledger: LedgerSnapshot, count: Int) {
        #expect(Self.estimates(ledger).relations.count == count)
    }

    @Test("if the counts are up to date, the relation is in JSON but nothing is shown")
    func upToDate() {
        let estimates = Self.estimates(Self.ledger(), at: Fixtures.time("2026-03-11T07:59:59Z"))
        #expect(estimates.text.isEmpty && estimates.cards(of: "Mint Weather").isEmpty)
        #expect(estimates.json.line.contains("\"estimates\":[],\"kind\":\"estimate\""))
    }

    @Test("JSON has the relation, and each estimate with its range")
    func json() {
        let line = Self.estimates(Self.ledger()).json.line
        #expect(
            line.hasPrefix(
                "[{\"where\":\"US\",\"ratingsIn\":[\"us\"],\"downloadsPerRating\":{\"median\":40,\"low\":29,\"high\":51,"
                    + "\"days\":10,\"first\":\"2026-03-01\",\"last\":\"2026-03-10\"},\"estimates\":"
                    + "[{\"date\":\"2026-03-12\",\"complete\":false,\"ratings\":5,\"downloads\":200,\"low\":"
            )
        )
        #expect(line.hasSuffix("],\"kind\":\"estimate\",\"calibratedOn\":\"App Store Connect\"}]"))
    }

    @Test("My launch and App show the estimate with a card", arguments: [(80, 40), (120, 40), (200, 60)])
    func pages(columns: Int, rows: Int) {
        var state = DashboardState.showingMyLaunch(
            [WatchedApp(Self.app, name: "Mint Weather")],
            data: Self.ledger(),
            library: LedgerSnapshot(),
            at: Self.instant
        )
        _ = state.apply(.resize(Size(columns: columns, rows: rows)))
        func check() {
            #expect(state.frame(theme: .mono).lines.contains { $0.contains("~200 (74–380)") })
            let card = state.page(theme: .mono).cards.first { $0.title.contains("estimated from ratings") }
            #expect(card?.value == "~200 (74–380)" && card?.kind == .estimate)
            #expect(card?.lines.map(\.label).contains("basis") == true)
        }
        check()
        state.type(":app \(Self.app.text)")
        check()
    }
}
