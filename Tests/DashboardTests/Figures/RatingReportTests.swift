import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("Ratings on the pages")
struct RatingReportTests {
    private static let app = Fixtures.app("6790244829")

    private static func ledger() -> LedgerSnapshot {
        var ledger = Ledger()
        let us = Fixtures.chart("us").storefront
        for (time, count) in [
            ("2026-03-01T10:00:00Z", Int64(1200)), ("2026-03-02T02:00:00Z", 1290), ("2026-03-02T06:00:00Z", 1280),
        ] {
            let state = ListingState(
                ratingCount: count,
                averageRating: 4.61,
                version: "2.4.1",
                price: Price("4.99", currency: "USD")
            )
            ledger.append(ListingReading(app, in: us, at: Fixtures.time(time), state))
        }
        let state = ListingState(ratingCount: 1)
        let jp = Fixtures.chart("jp").storefront
        ledger.append(ListingReading(app, in: jp, at: Fixtures.time("2026-03-02T09:00:00Z"), state))
        ledger.watch([app])
        return ledger.snapshot
    }

    private func text(at time: String) -> [String] {
        RatingReport(of: Self.app, in: Self.ledger(), asOf: Fixtures.time(time), zone: .utc).text
    }

    @Test("each storefront has the count, the average, the change over 24 hours, removed ratings apart, and the age")
    func lines() {
        #expect(
            text(at: "2026-03-02T10:00:00Z") == [
                "JP       1 rating",
                "US  1,280 ratings  4.6 stars  +90 in 24h, 10 removed  ▁▁▁▁▁▁▁██▇▇▇  version 2.4.1  4.99 USD  seen 06:00",
            ]
        )
        #expect(
            text(at: "2026-03-01T10:30:00Z") == [
                "US  1,200 ratings  4.6 stars  version 2.4.1  4.99 USD"
            ]
        )
        #expect(text(at: "2026-03-01T09:00:00Z").isEmpty)
    }

    @Test("storefronts are in the order of the table, and the others follow")
    func order() {
        let us = Fixtures.chart("us").storefront
        let report = RatingReport(
            of: Self.app,
            in: Self.ledger(),
            asOf: Fixtures.time("2026-03-02T10:00:00Z"),
            zone: .utc,
            // My launch has two rows of a storefront for an app in both stores.
            first: [Fixtures.chart("de").storefront, us, us]
        )
        #expect(report.rows.map(\.storefront.code) == ["us", "jp"])
    }

    @Test("JSON has exact values and the publisher; an app without ratings has an empty list")
    func json() {
        let instant = Fixtures.time("2026-03-02T10:00:00Z")
        let report = RatingReport(of: Self.app, in: Self.ledger(), asOf: instant, zone: .utc)
        #expect(
            report.json.line.contains(
                "{\"storefront\":\"us\",\"ratings\":1280,\"stars\":4.61,\"added24h\":90,\"removed24h\":10,"
                    + "\"version\":\"2.4.1\",\"price\":\"4.99\",\"currency\":\"USD\",\"since\":\"2026-03-02T06:00:00Z\","
                    + "\"seen\":\"2026-03-02T06:00:00Z\",\"kind\":\"observed\",\"source\":\"App Store\"}"
            )
        )
        let none = RatingReport(of: Fixtures.app("1"), in: Self.ledger(), asOf: instant, zone: .utc)
        #expect(none.rows.isEmpty && none.json.line == "[]")
    }

    @Test("My launch has a panel, or a line on a small screen; the App page has a section", arguments: [80, 120])
    func pages(columns: Int) {
        var state = DashboardState.showingMyLaunch(
            [WatchedApp(Self.app, name: "Mint Weather")],
            data: Self.ledger(),
            library: LedgerSnapshot(),
            at: Fixtures.time("2026-03-02T10:00:00Z")
        )
        _ = state.apply(.resize(Size(columns: columns, rows: 40)))
        #expect(state.frame(theme: .mono).lines.contains { $0.contains("1 rating") })
    }

    @Test("details of a line of ratings are left out in a fixed order if the line is too long")
    func narrow() throws {
        let report = RatingReport(
            of: Self.app,
            in: Self.ledger(),
            asOf: Fixtures.time("2026-03-05T12:00:00Z"),
            zone: .utc
        )
        let whole = report.text
        let widths = whole.map { displayWidth($0) }
        func lines(_ width: Int) -> [String] {
            report.lines(theme: .mono, width: width).map { $0.map(\.text).joined() }
        }
        #expect(lines(widths.max() ?? 0) == whole)
        for width in stride(from: widths.max() ?? 0, through: 40, by: -1) {
            for (line, full) in zip(lines(width), whole) where displayWidth(full) > width {
                #expect(displayWidth(line) < displayWidth(full))
                #expect(full.hasPrefix(line.prefix(20)))
            }
        }
    }

    /// Returns a ledger in which the version changes in both storefronts, the price in one, and nothing in the last poll.
    private static func changed() -> LedgerSnapshot {
        var ledger = Ledger()
        for (time, code, version, price) in [
            ("2026-03-01T10:00:00Z", "us", "2.4", "4.99"), ("2026-03-01T10:00:00Z", "jp", "2.4", "4.99"),
            ("2026-03-02T12:00:00Z", "us", "2.5", "4.99"), ("2026-03-02T11:00:00Z", "jp", "2.5", "4.99"),
            ("2026-03-03T10:00:00Z", "us", "2.5", "3.99"), ("2026-03-04T10:00:00Z", "us", "2.5", "3.99"),
        ] {
            let state = ListingState(ratingCount: 9, version: version, price: Price(price, currency: "USD"))
            let storefront = Fixtures.chart(code).storefront
            ledger.append(ListingReading(app, in: storefront, at: Fixtures.time(time), state))
        }
        ledger.watch([app])
        return ledger.snapshot
    }

    @Test("a change of version or price is found once for all storefronts, with the first time it was seen")
    func changes() {
        func changes(from start: String, to end: String) -> [String] {
            let period = TimeRange(Fixtures.time(start), Fixtures.time(end))
            return Self.changed().listingChanges(of: Self.app, during: period).map {
                "\($0.at.iso8601) \($0.place) \($0.text)"
            }
        }
        #expect(
            changes(from: "2026-03-01", to: "2026-03-31") == [
                "2026-03-02T11:00:00Z JP, US version 2.5", "2026-03-03T10:00:00Z US price 4.99 USD → 3.99 USD",
            ]
        )
        #expect(changes(from: "2026-03-01", to: "2026-03-02T11:30:00Z") == ["2026-03-02T11:00:00Z JP version 2.5"])
        #expect(changes(from: "2026-03-04", to: "2026-03-31").isEmpty)
    }

    @Test("My launch lists new versions and prices, and has a card for the ratings of each storefront")
    func events() {
        var state = DashboardState.showingMyLaunch(
            [WatchedApp(Self.app, name: "Mint Weather")],
            data: Self.changed(),
            library: LedgerSnapshot(),
            at: Fixtures.time("2026-03-03T10:30:00Z")
        )
        _ = state.apply(.resize(Size(columns: 200, rows: 60)))
        let lines = state.frame(theme: .mono).lines
        #expect(lines.contains { $0.contains("JP, US  version 2.5  observed, App Store") })
        #expect(lines.contains { $0.contains("US  price 4.99 USD → 3.99 USD") })
        let cards = state.page(theme: .mono).cards
        #expect(
            cards.map(\.title).filter { $0.hasPrefix("ratings") }
                == ["JP", "US"].map { "ratings of Mint Weather in \($0)" }
        )
        let report = state.report(of: Self.app)
        #expect(
            report.map { Marker.all(in: $0).map(\.detail) } == [
                "version 2.5 in JP, US", "price 4.99 USD → 3.99 USD in US",
            ]
        )
    }
}
