import Canvas
import History
import Market
import TestSupport

@testable import Dashboard

/// Fixtures for a launch day: the app "Mint Weather" in charts of a few storefronts that are polled every hour.
enum LaunchStory {
    static let app = Fixtures.app("1559935726")
    static let launch = Fixtures.time("2026-03-04T09:00:00Z")
    static let now = Fixtures.time("2026-03-04T15:12:00Z")
    static let weather = Genre(stored: "6001")
    static let watched = WatchedApp(app, name: "Mint Weather", launch: launch)

    private static let first = ["Bramble", "Ember", "Harbor", "Juniper", "Quartz", "Saffron", "Willow"]
    private static let second = ["Garden", "Notes", "Runner", "Sketch", "Timer", "Wallet"]

    static func chart(_ storefront: String, kind: ChartKind = .topFree, genre: Genre? = nil) -> Chart {
        var chart = Fixtures.chart(storefront, kind: kind)
        chart.genre = genre
        chart.edition = genre == nil ? .withoutGames : .all
        return chart
    }

    /// Returns a full snapshot with the app at `rank`, or without it if `rank` is `nil`.
    static func snapshot(
        _ rank: Int?,
        of app: AppID = app,
        named name: String? = "Mint Weather",
        depth: Int = 100,
        in chart: Chart,
        at instant: Timestamp
    ) -> ChartSnapshot {
        let hour = Int(instant.seconds / 3600)
        var others = (0..<depth).map { 9_000_000 + $0 }
        // A pair of neighbors swaps ranks every hour.
        let swapped = 2 * (hour % (depth / 2))
        if swapped + 1 < depth { others.swapAt(swapped, swapped + 1) }
        let entries = (1...depth).map { place -> RankEntry in
            if place == rank {
                return RankEntry(rank: Fixtures.rank(place), app: app, name: name, developer: "Mint Labs")
            }
            let id = others[place - 1]
            let other = "\(first[id % first.count]) \(second[id / first.count % second.count])"
            return RankEntry(rank: Fixtures.rank(place), app: Fixtures.app("\(id)"), name: other, developer: nil)
        }
        return ChartSnapshot(chart: chart, observedAt: instant, entries: entries)
    }

    /// Adds one snapshot per rank, `step` seconds apart (default: an hour). The last one is 12 minutes before `now`.
    static func poll(
        _ ledger: inout Ledger,
        _ ranks: [Int?],
        depth: Int = 100,
        in chart: Chart,
        every step: Int64 = 3600,
        until last: Timestamp = now - 720
    ) {
        for (index, rank) in ranks.enumerated() {
            let instant = last - Int64(ranks.count - 1 - index) * step
            ledger.append(snapshot(rank, depth: depth, in: chart, at: instant))
        }
    }

    static func ledger(_ fill: (inout Ledger) -> Void) -> LedgerSnapshot {
        var ledger = Ledger()
        fill(&ledger)
        var source = SourceHealth(source: "appstore:us/top-free", interval: 3600)
        (source.lastAttempt, source.lastSuccess, source.nextAttempt) = (now - 720, now - 720, now + 42)
        ledger.note(source)
        return ledger.snapshot
    }

    private static func absent(_ count: Int) -> [Int?] { Array(repeating: nil, count: count) }

    /// Returns a ledger of four storefronts: the app reaches #1 in the US, climbs in Germany, enters the chart in
    /// Japan, and isn't ranked in France.
    ///
    /// - Parameter days: The app's daily downloads.
    static func market(days: [(day: String, value: Int64)] = []) -> LedgerSnapshot {
        ledger { ledger in
            poll(&ledger, absent(26) + [64, 21, 8, 1], in: chart("us"))
            poll(&ledger, absent(26) + [90, 50, 6, 2], in: chart("de"))
            poll(&ledger, absent(29) + [84], in: chart("jp"))
            poll(&ledger, absent(30), in: chart("fr"))
            for (code, ranks) in [("us", [9, 2, 1, 1]), ("de", [20, 4, 1, 1]), ("jp", [60, 40, 22, 12])] {
                poll(&ledger, absent(26) + ranks, in: chart(code, genre: weather))
            }
            poll(&ledger, absent(26) + [100, 70, 55, 41], in: chart("fr", genre: weather))
            count(&ledger, days)
        }
    }

    /// Adds exact daily download counts of the app.
    static func count(_ ledger: inout Ledger, _ days: [(day: String, value: Int64)]) {
        for (day, value) in days {
            ledger.append(MilestoneCounts.count(value, of: app, on: [day], in: "us de jp fr"))
        }
    }

    static func report(
        _ data: LedgerSnapshot,
        watched: [WatchedApp] = [watched],
        selected: AppID? = nil,
        library: LedgerSnapshot = LedgerSnapshot(),
        since: Timestamp? = nil,
        at instant: Timestamp = now
    ) -> MyLaunchReport {
        MyLaunchReport(
            of: watched,
            selected: selected,
            data: data,
            library: library,
            since: since,
            asOf: instant
        )
    }

    /// Returns a frame with My launch drawn from a report.
    static func frame(_ report: MyLaunchReport, size: Size, theme: Theme = .dark, row: Int = 0) -> Frame {
        var frame = Frame(size: size)
        MyLaunchScreen(report: report, theme: theme, row: row).draw(in: frame.region, on: &frame)
        return frame
    }
}
