import Foundation
import TestSupport
import Testing

@Suite("Countries on the command line")
struct CountriesCommandTests {
    private func market() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        _ = try Program.run(["simulate", folder.url.path, "--storefronts", "3", "--hours", "24"])
        return folder
    }

    @Test("who leads each country, as text, CSV and JSON")
    func leaders() throws {
        let folder = try market()
        let page = ["show", "countries", "top-free", "--from", folder.url.path]
        let text = try Program.run(page)
        #expect(text.status == 0, "\(text.errors)")
        #expect(text.output.hasPrefix("who leads · Top Free"))
        let csv = try Program.run(page + ["--csv"]).output.split(separator: "\n")
        #expect(csv.count == 4)
        #expect(csv.first?.hasPrefix("asOf,store,storefront,chart,genre,edition,app,name,rank,listed,") == true)
        let data = Data(try Program.run(page + ["--json"]).output.utf8)
        let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let rows = try #require(json["storefronts"] as? [[String: Any]])
        #expect(rows.count == 3 && rows.allSatisfy { $0["rank"] as? Int == 1 && $0["leadsSince"] is String })
    }

    @Test("one app in all of them, as text and as a picture")
    func app() throws {
        let folder = try market()
        let from = ["--from", folder.url.path]
        let csv = try Program.run(["show", "countries", "top-free", "--csv"] + from).output.split(separator: "\n")
        let id = try #require(csv.dropFirst().first?.split(separator: ",", omittingEmptySubsequences: false)[6])
        let outcome = try Program.run(["show", "countries", "top-free", "--app", String(id)] + from)
        #expect(outcome.output.contains("of 3 countries"))
        let file = folder.url.appendingPathComponent("picture.txt")
        let arguments = [
            "screenshot", "countries", "top-free", "--app", String(id), "--size", "120x30", "-o", file.path,
        ]
        #expect(try Program.run(arguments + from).status == 0)
        #expect(try String(contentsOf: file, encoding: .utf8).contains("rank at the end of each"))
    }

    @Test("what is not there is named with what is")
    func refusals() throws {
        let folder = try market()
        let from = ["--from", folder.url.path]
        let chart = try Program.run(["show", "countries", "top-paid"] + from)
        #expect(chart.status == 1 && chart.errors.contains("there is top-free"))
        let app = try Program.run(["show", "countries", "top-free", "--app", "nobody"] + from)
        #expect(app.status == 1 && app.errors.contains("nobody"))
        #expect(try Program.run(["show", "countries", "Top Free!"] + from).status == 64)
    }
}
