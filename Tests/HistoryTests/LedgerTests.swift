import History
import Market
import TestSupport
import Testing
import TimeSeries

@Suite("Ledger queries as of a time")
struct LedgerTests {
    private func ledger(_ days: [(String, [String])]) -> LedgerSnapshot {
        var ledger = Ledger()
        for (time, ids) in days { ledger.append(Fixtures.snapshot(ids, at: time)) }
        return ledger.snapshot
    }

    private func table(_ ledger: LedgerSnapshot, at time: String, window: Int64 = 86_400) throws -> RankTable {
        try #require(ledger.rankTable(of: Fixtures.chart(), asOf: Fixtures.time(time), window: window))
    }

    @Test("a rank table distinguishes new, returned, steady and dropped apps")
    func states() throws {
        let ledger = ledger([
            ("2026-03-01", ["1", "2", "3"]), ("2026-03-02", ["2", "1"]), ("2026-03-03", ["1", "3", "4", "2"]),
        ])
        let table = try table(ledger, at: "2026-03-03")
        let story = table.apps.map {
            "\($0.app.text) \($0.state?.rawValue ?? "-") \($0.change.map(String.init) ?? "-")"
        }
        #expect(story == ["1 steady 1", "3 returned -", "4 new -", "2 steady -3"])
        #expect(table.dropped.isEmpty)
        let before = try self.table(ledger, at: "2026-03-02")
        #expect(before.dropped.map { "\($0.app.text) \($0.lastRank.value)" } == ["3 3"])
    }

    @Test("an app that dropped out of a chart is confirmed as dropped only by a second snapshot")
    func confirmedDrops() throws {
        let times = ["2026-03-01T00:00:00Z", "2026-03-01T06:00:00Z", "2026-03-01T12:00:00Z", "2026-03-01T18:00:00Z"]
        let stories: [([[String]], String)] = [
            ([["1", "2"], ["1"]], "2 false"),
            ([["1", "2"], ["1"], ["1"]], "2 true"),
            ([["1", "2", "3"], ["1", "3"], ["3", "1"]], "2 true"),
            ([["1", "2", "3"], ["1", "3"], ["3", "2", "1"]], ""),
            ([["1", "2", "3"], ["1", "2"], ["2", "1"], ["1"]], "2 false 3 true"),
        ]
        for (snapshots, expected) in stories {
            let ledger = ledger(Array(zip(times, snapshots)))
            let dropped = try table(ledger, at: times[snapshots.count - 1]).dropped
            #expect(dropped.map { "\($0.app.text) \($0.isConfirmed)" }.joined(separator: " ") == expected)
        }
    }

    @Test("appending a snapshot to the ledger reports news only if its ranking or a name in it is new")
    func additions() {
        var ledger = Ledger()
        var nameless = Fixtures.snapshot(["1"], at: "2026-03-01")
        nameless.entries[0].name = nil
        let news = [nameless, nameless, Fixtures.snapshot(["1"], at: "2026-03-01"), nameless].map {
            ledger.append($0).isNews
        }
        #expect(news == [true, false, true, false])
    }

    @Test("apps in the first snapshot of a chart have no state and no change")
    func firstSight() throws {
        let ledger = ledger([("2026-03-01", ["1", "2"])])
        let table = try table(ledger, at: "2026-03-05")
        #expect(table.comparedTo == nil)
        #expect(table.apps.allSatisfy { $0.state == nil && $0.change == nil })
    }

    @Test("the last confirmation of a ranking is never later than the time of the query")
    func confirmation() throws {
        let ledger = ledger([
            ("2026-03-01T00:00:00Z", ["1", "2"]), ("2026-03-01T03:00:00Z", ["1", "2"]),
            ("2026-03-01T06:00:00Z", ["1", "2"]),
        ])
        func seenUntil(_ time: String) throws -> Timestamp {
            try #require(ledger.ranking(of: Fixtures.chart(), asOf: Fixtures.time(time))).confirmedUntil
        }
        #expect(try seenUntil("2026-03-01T02:59:00Z") == Fixtures.time("2026-03-01T00:00:00Z"))
        #expect(try seenUntil("2026-03-01T04:45:00Z") == Fixtures.time("2026-03-01T03:00:00Z"))
        #expect(try seenUntil("2026-03-02T00:00:00Z") == Fixtures.time("2026-03-01T06:00:00Z"))
    }

    @Test("an app's rank readings include every snapshot, even one in which the rank didn't change")
    func readings() {
        let ledger = ledger([("2026-03-01", ["1"]), ("2026-03-02", ["1"]), ("2026-03-03", ["2"])])
        let readings = ledger.readings(of: Fixtures.app("1"), in: Fixtures.chart(), asOf: Fixtures.time("2026-03-09"))
        #expect(readings.map { $0.rank?.value } == [1, 1, nil])
    }

    @Test("a chart has no ranking before its first snapshot")
    func before() {
        let ledger = ledger([("2026-03-01", ["1"])])
        #expect(ledger.ranking(of: Fixtures.chart(), asOf: Fixtures.time("2026-02-28")) == nil)
    }

    @Test("a daily snapshot that is a few minutes early is compared with the previous day's snapshot")
    func drift() throws {
        let ledger = ledger([
            ("2026-03-01T10:00:00Z", ["1", "2"]), ("2026-03-02T10:10:00Z", ["2", "1"]),
            ("2026-03-03T10:05:00Z", ["1", "2"]),
        ])
        #expect(try table(ledger, at: "2026-03-03T10:05:00Z").comparedTo == Fixtures.time("2026-03-02T10:10:00Z"))
    }

    @Test("in each storefront, an app's name applies from the first snapshot that contains that name")
    func names() {
        var ledger = Ledger()
        func see(_ name: String, _ storefront: String, _ time: String) {
            var snapshot = Fixtures.snapshot(["7"], at: time, chart: Fixtures.chart(storefront))
            snapshot.entries[0].name = name
            ledger.append(snapshot)
        }
        see("Canva", "us", "2026-03-01")
        see("Canva: Design", "us", "2026-03-03")
        see("Canva（キャンバ）", "jp", "2026-03-02")
        let app = Fixtures.app("7")
        let snapshot = ledger.snapshot
        #expect(snapshot.name(of: app, in: Storefront(stored: "us"), asOf: Fixtures.time("2026-03-02")) == "Canva")
        #expect(
            snapshot.name(of: app, in: Storefront(stored: "us"), asOf: Fixtures.time("2026-03-04")) == "Canva: Design"
        )
        #expect(
            snapshot.name(of: app, in: Storefront(stored: "jp"), asOf: Fixtures.time("2026-03-04")) == "Canva（キャンバ）"
        )
        #expect(snapshot.name(of: app, in: nil, asOf: Fixtures.time("2026-03-04")) == "Canva: Design")
    }

    @Test("an app name added out of order applies only until the next snapshot with another name")
    func lateName() {
        var ledger = Ledger()
        for (name, time) in [("A", "2026-03-01"), ("A", "2026-03-05"), ("B", "2026-03-03")] {
            var snapshot = Fixtures.snapshot(["7"], at: time)
            snapshot.entries[0].name = name
            ledger.append(snapshot)
        }
        let names = (1...6).map { day in
            ledger.snapshot.name(
                of: Fixtures.app("7"),
                in: Storefront(stored: "us"),
                asOf: Fixtures.time("2026-03-0\(day)")
            )
        }
        #expect(names == ["A", "A", "B", "B", "A", "A"])
    }

    @Test("the ledger stores the editions of a chart as separate charts")
    func editions() {
        var ledger = Ledger()
        var withoutGames = Fixtures.chart()
        withoutGames.edition = .withoutGames
        ledger.append(Fixtures.snapshot(["1"], at: "2026-03-01"))
        ledger.append(Fixtures.snapshot(["2"], at: "2026-03-01", chart: withoutGames))
        #expect(ledger.snapshot.charts.count == 2)
    }

    @Test("the ledger stores the ranks in a launch file as partial snapshots")
    func launchRanks() throws {
        var ledger = Ledger()
        ledger.append(try Fixtures.launch("sora"))
        let snapshot = ledger.snapshot
        let chart = Fixtures.chart()
        let ranking = try #require(snapshot.ranking(of: chart, asOf: Fixtures.day("2025-10-03").lastSecond))
        #expect(ranking.coverage == .partial)
        #expect(ranking.entries.map(\.rank.value) == [1])
        let points = snapshot.rankPoints(
            of: Fixtures.app("6744034028"),
            in: chart,
            during: TimeRange(Fixtures.time("2025-09-30"), Fixtures.time("2025-11-05"))
        )
        #expect(points.map(\.rank) == [3, 1, 5])
    }

    @Test("a renamed app has the name that it had at the requested time in the requested storefront")
    func renamed() {
        var ledger = Ledger()
        func append(_ name: String, developer: String = "Maker", on day: String, storefront: String = "us") {
            var snapshot = Fixtures.snapshot(["7", "8"], at: day, chart: Fixtures.chart(storefront))
            snapshot.entries[0].name = name
            snapshot.entries[0].developer = developer
            ledger.append(snapshot)
        }
        append("Old", on: "2026-03-01")
        append("New", developer: "Buyer", on: "2026-03-03")
        append("Alt", on: "2026-03-02", storefront: "de")
        let (snapshot, app) = (ledger.snapshot, Fixtures.app("7"))
        for (time, name, developer) in [
            ("2026-02-28", "Old", "Maker"), ("2026-03-01", "Old", "Maker"), ("2026-03-02T23:59:59Z", "Old", "Maker"),
            ("2026-03-03", "New", "Buyer"), ("2026-06-01", "New", "Buyer"),
        ] {
            let appName = snapshot.registry.appName(of: app, in: nil, asOf: Fixtures.time(time))
            #expect(appName?.name == name && appName?.developer == developer, "\(time)")
            #expect(snapshot.name(of: app, in: Storefront(stored: "us"), asOf: Fixtures.time(time)) == name, "\(time)")
        }
        #expect(snapshot.name(of: app, in: Storefront(stored: "de"), asOf: Fixtures.time("2026-06-01")) == "Alt")
        #expect(snapshot.apps(matching: "old", limit: 9) == [app] && snapshot.apps(matching: "new", limit: 9) == [app])
    }

    @Test("stepping through a chart moves to the next or previous time with new data")
    func steps() {
        let ledger = ledger([("2026-03-01", ["1"]), ("2026-03-02", ["2"]), ("2026-03-04", ["1"])])
        let subject = Subject.chart(Fixtures.chart())
        #expect(ledger.instant(after: Fixtures.time("2026-03-02"), of: subject) == Fixtures.time("2026-03-04"))
        #expect(ledger.instant(before: Fixtures.time("2026-03-02"), of: subject) == Fixtures.time("2026-03-01"))
        #expect(ledger.instant(after: Fixtures.time("2026-03-04"), of: subject) == nil)
    }
}
