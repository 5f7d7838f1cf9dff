import Dashboard
import Foundation
import History
import Market
import TestSupport
import Testing

@Suite("Page exports as text, JSON and CSV")
struct PageExportTests {
    private func object(_ json: String?) throws -> [String: Any] {
        let data = Data(try #require(json).utf8)
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    private func threeDays() -> LedgerSnapshot {
        var ledger = Ledger()
        ledger.append(Fixtures.snapshot(["1", "2", "3"], at: "2026-03-09"))
        ledger.append(Fixtures.snapshot(["2", "1", "4"], at: "2026-03-10"))
        ledger.append(Fixtures.snapshot(["1", "3", "2"], at: "2026-03-11"))
        return ledger.snapshot
    }

    @Test("a chart's JSON contains its entries with rank changes, and the apps that dropped out")
    func chart() throws {
        let json = try object(
            PageExport.chart(
                Fixtures.chart(),
                in: threeDays(),
                asOf: Fixtures.time("2026-03-11"),
                window: 86_400,
                as: .json
            )
        )
        #expect(
            Set(["chart", "asOf", "observedAt", "confirmedUntil", "depth", "entries", "dropped"]).isSubset(
                of: json.keys
            )
        )
        #expect(json["asOf"] as? String == "2026-03-11T00:00:00Z")
        let chart = try #require(json["chart"] as? [String: Any])
        #expect(chart["store"] as? String == "appstore")
        #expect(chart["genre"] is NSNull)
        let entries = try #require(json["entries"] as? [[String: Any]])
        #expect(entries.map { $0["state"] as? String } == ["steady", "returned", "steady"])
        #expect(entries.map { $0["change"] as? Int } == [1, nil, -2])
        #expect(entries.map { $0["previousRank"] as? Int } == [2, nil, 1])
        #expect(entries[1]["app"] as? String == "3")
        let dropped = try #require(json["dropped"] as? [[String: Any]])
        #expect(dropped.map { $0["lastRank"] as? Int } == [3])
    }

    @Test("an app's JSON has one point per snapshot, with a null rank where the app wasn't ranked")
    func app() throws {
        let json = try object(
            PageExport.app(Fixtures.app("3"), in: threeDays(), asOf: Fixtures.time("2026-03-11"), as: .json)
        )
        let ranks = try #require((json["ranks"] as? [[String: Any]])?.first)
        let points = try #require(ranks["points"] as? [[Any]])
        #expect(
            points.map { $0[0] as? String } == ["2026-03-09T00:00:00Z", "2026-03-10T00:00:00Z", "2026-03-11T00:00:00Z"]
        )
        #expect(points.map { $0[1] as? Int } == [3, nil, 2])
        #expect(ranks["best"] as? Int == 2)
        #expect(ranks["current"] as? Int == 2)
    }

    @Test("a chart's CSV starts with the columns of the import format and has one line per entry")
    func csv() throws {
        let text = try #require(
            PageExport.chart(
                Fixtures.chart(),
                in: threeDays(),
                asOf: Fixtures.time("2026-03-11"),
                window: 86_400,
                as: .csv
            )
        )
        #expect(text.hasPrefix("time,store,storefront,chart,genre,rank,app,name,developer,"))
        #expect(text.split(separator: "\n").count == 4)
    }

    @Test("Sora's launch JSON contains its published downloads with their kinds and sources")
    func sora() throws {
        let ledger = try Dashboards.library()
        let launch = try Fixtures.launch("sora")
        let json = try object(PageExport.launch(launch, in: ledger, asOf: Fixtures.time("2026-11-01"), as: .json))
        let figures = try #require(json["observations"] as? [[String: Any]])
        func values(_ key: String, _ value: String) -> [Double] {
            figures.filter { $0["metric"] as? String == "downloads" && $0[key] as? String == value }.compactMap {
                $0["value"] as? Double
            }
        }
        #expect(values("date", "2025-09-30").sorted() == [56_000, 110_000])
        #expect(values("date", "2025-10-01").contains(107_800))
        #expect(values("kind", "claim") == [1_000_000])
        let sum = try #require(figures.first { $0["value"] as? Double == 280_300 })
        #expect(sum["date"] as? String == "2025-10-02")
        #expect(sum["end"] as? String == "2025-10-05")
        #expect(sum["days"] as? [String] == ["2025-10-02", "2025-10-03", "2025-10-05"])
        for figure in figures {
            #expect(["estimate", "claim", "observed", "derived", "measured"].contains(figure["kind"] as? String ?? ""))
            #expect((figure["source"] as? String)?.isEmpty == false)
        }
        #expect((json["conflicts"] as? [Any])?.isEmpty == false)
        #expect((json["missing"] as? [Any])?.isEmpty == false)
    }

    @Test("the library's JSON contains each launch's first-week downloads, peak rank and latest figure")
    func launches() throws {
        let text = PageExport.launches(try Dashboards.library(), asOf: Fixtures.time("2026-11-01"), as: .json)
        let rows = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
        #expect(rows.map { $0["id"] as? String } == ["sora", "chatgpt"])
        #expect(rows.map { $0["day1"] as? Int } == [56_000, 81_000])
        #expect(rows.map { $0["day7"] as? Int } == [627_000, 606_000])
        #expect(rows.map { $0["peak"] as? Int } == [1, 1])
        let last = rows.map { $0["last"] as? [String: Any] ?? [:] }
        #expect(last.map { $0["metric"] as? String } == ["downloads", "ratings"])
        #expect(last[0]["value"] as? Int == 1_200_000 && last[0]["kind"] as? String == "estimate")
        #expect(last[0]["date"] as? String == "2026-01-01" && last[0]["end"] as? String == "2026-01-31")
        #expect(!PageExport.launches(LedgerSnapshot(), asOf: Fixtures.time("2026-11-01"), as: .csv).isEmpty)
    }

    @Test("a launch's JSON lists its delisting, after which its next milestone has no projected date")
    func delisted() throws {
        let ledger = try Dashboards.library()
        let launch = try Fixtures.launch("sora")
        let json = try object(PageExport.launch(launch, in: ledger, asOf: Fixtures.time("2026-11-01"), as: .json))
        let end = try #require(((json["launch"] as? [String: Any])?["delisted"] as? [[String: Any]])?.first)
        #expect(end["at"] as? String == "2026-03-26" && end["kind"] as? String == "claim" && end["url"] is NSNull)
        #expect((end["storefronts"] as? [Any])?.isEmpty == true)
        let events = try #require(json["events"] as? [[String: Any]])
        #expect(
            events.contains {
                ($0["text"] as? String ?? "").hasPrefix("Removed from App Store in all storefronts (claim)")
            }
        )
        func counters(_ time: String) throws -> [String: Any] {
            let text = PageExport.milestones(nil, library: ledger, asOf: Fixtures.time(time), as: .json)
            let counters = try #require(try object(text)["counters"] as? [[String: Any]])
            return try #require(counters.first { $0["name"] as? String == "Sora" })
        }
        #expect(try counters("2026-03-26T12:00:00Z")["left"] is NSNull)
        #expect(try counters("2026-03-26T23:59:59Z")["left"] as? String == "2026-03-26")
        #expect(try counters("2026-03-26T23:59:59Z")["arrival"] is NSNull)
        let text = PageExport.milestones(nil, library: ledger, asOf: Fixtures.time("2026-11-01"), as: .text)
        #expect(text.contains("removed from all storefronts Mar 26, 2026 (claim)"))
    }

    @Test("text and JSON exports contain no control characters from an app's name")
    func hostileName() throws {
        var snapshot = Fixtures.snapshot(["1"], at: "2026-03-09")
        snapshot.entries[0].name = "evil\u{1B}[2J\u{9B}\u{202E}name"
        var ledger = Ledger()
        ledger.append(snapshot)
        for format in [PageExport.Format.text, .json] {
            let text = try #require(
                PageExport.chart(
                    Fixtures.chart(),
                    in: ledger.snapshot,
                    asOf: Fixtures.time("2026-03-09"),
                    window: 60,
                    as: format
                )
            )
            let controls = text.unicodeScalars.filter {
                ($0.value < 0x20 && $0 != "\n") || (0x7F...0x9F).contains($0.value) || $0 == "\u{202E}"
            }
            #expect(controls.isEmpty)
        }
    }
}
