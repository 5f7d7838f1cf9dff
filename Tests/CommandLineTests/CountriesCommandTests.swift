import Foundation
import TestSupport
import Testing

@Suite("show countries and screenshot countries", .blocking)
struct CountriesCommandTests {
    private func market() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        _ = try Program.run(["simulate", folder.url.path, "--storefronts", "3", "--hours", "24"])
        return folder
    }

    @Test("show countries without an app prints the #1 app of each storefront as text, CSV and JSON")
    func leaders() throws {
        let folder = try market()
        let page = ["show", "countries", "top-free", "--from", folder.url.path]
        let text = try Program.run(page)
        #expect(text.status == 0, "\(text.errors)")
        #expect(text.output.hasPrefix("leaders: Top Free"))
        let csv = try Program.run(page + ["--csv"]).output.split(separator: "\n")
        #expect(csv.count == 4)
        #expect(csv.first?.hasPrefix("asOf,store,storefront,chart,genre,edition,app,name,rank,listed,") == true)
        let data = Data(try Program.run(page + ["--json"]).output.utf8)
        let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let rows = try #require(json["storefronts"] as? [[String: Any]])
        #expect(rows.count == 3 && rows.allSatisfy { $0["rank"] as? Int == 1 && $0["leadsSince"] is String })
    }

    @Test("show countries and screenshot countries with --app show one app in all storefronts")
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
        #expect(try String(contentsOf: file, encoding: .utf8).contains("rank after each"))
    }

    @Test("show countries accepts an app id or name in place of a chart, and lists ambiguous matches")
    func appAlone() throws {
        let folder = try market()
        let from = ["--from", folder.url.path]
        let csv = try Program.run(["show", "countries", "top-free", "--csv"] + from).output.split(separator: "\n")
        let fields = try #require(csv.dropFirst().first).split(separator: ",", omittingEmptySubsequences: false)
        let whole = try Program.run(["show", "countries", "top-free", "--app", String(fields[6])] + from).output
        #expect(whole.contains("of 3 countries"))
        for subject in [String(fields[6]), fields[7].lowercased()] {
            #expect(try Program.run(["show", "countries", subject] + from).output == whole, "\(subject)")
        }
        let several = try Program.run(["show", "countries", "e"] + from)
        #expect(
            several.status == 1 && several.errors.contains("\"e\" is ambiguous: ") && several.errors.contains("; …")
        )
        let genre = try Program.run(["show", "countries", String(fields[6]), "gamez"] + from)
        #expect(genre.status == 1 && genre.errors.contains("did you mean games?"))
    }

    @Test("show chart and show countries accept genres by name and id", arguments: ["games", "6014", "Games"])
    func genres(name: String) throws {
        let folder = try TemporaryFolder()
        let lists = """
            time,store,storefront,chart,genre,rank,app,name,developer
            2026-03-01T00:00:00Z,appstore,us,top-free,6014,1,11,Mint Drift,
            2026-03-01T00:00:00Z,appstore,jp,top-free,6014,1,12,Cove,
            """
        let file = folder.url.appendingPathComponent("charts.csv")
        try lists.write(to: file, atomically: true, encoding: .utf8)
        let chart = try Program.run(["show", "chart", "us", "top-free", name, "--from", file.path])
        #expect(chart.output.contains("Mint Drift"), "\(chart.errors)")
        let countries = try Program.run(["show", "countries", "top-free", name, "--from", file.path])
        #expect(countries.output.contains("Cove"), "\(countries.errors)")
        let wrong = try Program.run(["show", "chart", "us", "top-free", "\(name)x", "--from", file.path])
        #expect(wrong.status == 1 && wrong.errors.contains("unknown App Store genre"))
    }

    @Test("show countries lists the available charts if the given chart is unavailable, and names an unknown app")
    func refusals() throws {
        let folder = try market()
        let from = ["--from", folder.url.path]
        let chart = try Program.run(["show", "countries", "top-paid"] + from)
        #expect(chart.status == 1 && chart.errors.contains("available: top-free"))
        let app = try Program.run(["show", "countries", "top-free", "--app", "nobody"] + from)
        #expect(app.status == 1 && app.errors.contains("nobody"))
        #expect(try Program.run(["show", "countries", "Top Free!"] + from).status == 64)
    }
}
