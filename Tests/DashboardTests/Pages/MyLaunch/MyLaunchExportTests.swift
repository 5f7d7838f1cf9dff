import Foundation
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("My launch: exports")
struct MyLaunchExportTests {
    private func export(
        _ watched: [WatchedApp] = [LaunchStory.watched],
        _ data: LedgerSnapshot = LaunchStory.market(),
        as format: PageExport.Format
    ) throws -> String {
        MyLaunchReport(of: watched, data: data, library: try Dashboards.library(), asOf: LaunchStory.now)
            .exported(as: format)
    }

    @Test("My launch JSON contains each watchlist app with its storefronts, and null for missing downloads")
    func json() throws {
        let watched = [LaunchStory.watched, WatchedApp(Fixtures.app("9223372036854775807"))]
        let text = try export(watched, as: .json)
        let object = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(object["asOf"] as? String == "2026-03-04T15:12:00Z")
        #expect(object["nextPoll"] as? String == "2026-03-04T15:12:42Z")
        let apps = try #require(object["apps"] as? [[String: Any]])
        #expect(apps.map { $0["id"] as? String } == ["1559935726", "9223372036854775807"])
        let storefronts = try #require(apps[0]["storefronts"] as? [[String: Any]])
        #expect(storefronts.map { $0["rank"] as? Int } == [1, 2, nil, 84])
        #expect(storefronts.map { $0["depth"] as? Int } == [100, 100, 100, 100])
        #expect(storefronts.map { $0["listed"] as? Bool } == [true, true, false, true])
        #expect(storefronts[1]["change1h"] as? Int == 4 && storefronts[1]["next"] as? Int == 1)
        #expect(apps[0]["downloads"] is NSNull)
        let sameAge = try #require(apps[0]["sameAge"] as? [String: Any])
        #expect((sameAge["launches"] as? [Any])?.count == 3)
    }

    @Test("My launch CSV has one row per app and storefront, all with the same number of fields")
    func csv() throws {
        let text = try export(as: .csv)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 5)
        #expect(Set(lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).count }) == [16])
        #expect(lines[3].hasPrefix("2026-03-04T15:12:00Z,1559935726,Mint Weather,fr,top-free,,false,100,"))
        let report = LaunchStory.report(LaunchStory.market())
        #expect(report.exportedRows(as: .csv) == ExportedRows(4, of: 4))
    }

    @Test("My launch text has every section; an empty watchlist exports a note as text and no CSV rows")
    func text() throws {
        let text = try export(as: .text)
        for heading in ["downloads", "at the same age, day 0", "alerts and milestones since", "neighbors, US Top Free"]
        {
            #expect(text.contains("\n\(heading)"), "\(heading)")
        }
        #expect(text.contains("Mint Weather, day 0, 6 h 12 m, id 1559935726"))
        #expect(try export([], as: .text).contains("the watchlist is empty"))
        #expect(try export([], as: .csv).split(separator: "\n").count == 1)
    }

    @Test("My launch exports contain no escape codes from app names")
    func escapes() throws {
        let evil = WatchedApp(Fixtures.app("12"), name: "\u{1B}[31mEvil\u{202E}\u{7}")
        for format in [PageExport.Format.text, .json, .csv] {
            let text = try export([evil], as: format)
            #expect(!text.unicodeScalars.contains { $0.value == 0x1B || $0.value == 7 || $0.value == 0x202E })
        }
    }
}
