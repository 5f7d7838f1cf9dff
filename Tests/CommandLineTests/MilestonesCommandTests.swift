import Foundation
import TestSupport
import Testing

@Suite("show milestones and screenshot milestones", .blocking)
struct MilestonesCommandTests {
    @Test("show milestones without a source prints the documented launches")
    func library() throws {
        let text = try Program.run(["show", "milestones", "--at", "2025-10-07"])
        #expect(text.status == 0, "\(text.errors)")
        #expect(text.output.contains("~627,000") && text.output.contains("claim"))
        let csv = try Program.run(["show", "milestones", "--at", "2025-10-07", "--csv"]).output
        #expect(csv.hasPrefix("asOf,app,name,metric,where,kind,source,since,to,totalMinimum,totalMaximum,"))
        let data = Data(try Program.run(["show", "milestones", "--at", "2025-10-07", "--json"]).output.utf8)
        let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let counters = try #require(json["counters"] as? [[String: Any]])
        let sora = try #require(counters.first { $0["name"] as? String == "Sora" })
        #expect(sora["total"] as? [Int] == [627_000, 627_000] && sora["kind"] as? String == "estimate")
        #expect(sora["next"] as? Int == 1_000_000)
    }

    @Test("show milestones and screenshot milestones show counts from a CSV file")
    func own() throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appendingPathComponent("downloads.csv")
        let rows = (1...8).map { "2026-03-0\($0),123,us,\($0)000,exact,App Store Connect" }
        let text = (["day,app,storefront,downloads,kind,source"] + rows).joined(separator: "\n") + "\n"
        try Data(text.utf8).write(to: file)
        let shown = try Program.run(["show", "milestones", "--from", file.path])
        #expect(shown.status == 0, "\(shown.errors)")
        #expect(shown.output.contains("36,000") && shown.output.contains("exact, App Store Connect"))
        let app = try Program.run(["show", "milestones", "123", "--from", file.path])
        #expect(app.output.contains("36,000") && app.output.contains("10k"), "\(app.errors)")
        let other = try Program.run(["show", "milestones", "124", "--from", file.path])
        #expect(other.status == 1 && other.errors.contains("no data about the app 124"))
        #expect(try Program.run(["show", "app", "123", "--from", file.path]).output.contains("◆ 10k  Mar 4"))
        let old = try Program.run(["show", "app", "123", "--from", file.path, "--max-age", "7d"])
        #expect(old.status == 3 && old.output.isEmpty && old.errors.contains("old, more than 7 d"))
        #expect(try Program.run(["show", "app", "123", "--from", file.path, "--max-age", "5000d"]).status == 0)
        #expect(try Program.run(["show", "app", "123", "--from", file.path, "--max-age", "soon"]).status == 64)
        let picture = folder.url.appendingPathComponent("milestones.svg")
        let outcome = try Program.run(["screenshot", "milestones", "--from", file.path, "-o", picture.path])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(try String(contentsOf: picture, encoding: .utf8).contains("<title>launchtop: milestones"))
    }
}
