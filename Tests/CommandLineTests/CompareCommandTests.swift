import Foundation
import TestSupport
import Testing

@Suite("show compare and screenshot compare", .blocking)
struct CompareCommandTests {
    private func run(_ arguments: [String]) throws -> Program.Outcome { try Program.run(arguments) }

    @Test("show compare --json prints first-week downloads of Sora and ChatGPT, in total and in the US")
    func article() throws {
        let outcome = try run(["show", "compare", "sora", "chatgpt", "--json"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        let json = try #require(object as? [String: Any])
        let days = try #require(json["days"] as? [[String: Any]])
        let first = try #require(days.first?["values"] as? [String: Any])
        #expect(first["sora"] as? Int == 56_000 && first["chatgpt"] as? Int == 81_000)
        let week = try #require(days[6]["values"] as? [String: Any])
        #expect(week["sora"] as? Int == 627_000 && week["chatgpt"] as? Int == 606_000)
        #expect((days[1]["daily"] as? [String: Any])?["sora"] as? Int == 107_800)
        #expect((days[6]["daily"] as? [String: Any])?["sora"] as? Int == 84_400)
        #expect((days[4]["daily"] as? [String: Any])?["sora"] as? Int == 98_500)
        let like = try #require(((json["common"] as? [String: Any])?["days"] as? [[String: Any]])?[6]["values"])
        #expect(like as? [String: Int] == ["sora": 582_000, "chatgpt": 606_000])
        #expect((json["leads"] as? [[String: Any]])?.isEmpty == false)
    }

    @Test("show compare and screenshot compare can compare an app from a source with a launch")
    func source() throws {
        let folder = try TemporaryFolder()
        _ = try run(["simulate", folder.url.path, "--storefronts", "1", "--hours", "48"])
        let from = ["--from", folder.url.path]
        let chart = try run(["show", "chart", "us", "top-free", "--csv"] + from).output.split(separator: "\n")
        let app = try #require(chart.dropFirst().first?.split(separator: ",", omittingEmptySubsequences: false)[6])
            .description
        let csv = try run(["show", "compare", app, "sora", "--csv"] + from)
        #expect(csv.output.hasPrefix("day,\(app),\(app) minimum"), "\(csv.errors)")
        let picture = folder.url.appendingPathComponent("x.txt").path
        let drawn = try run(["screenshot", "compare", app, "sora", "--view", "rank", "-o", picture] + from)
        #expect(drawn.status == 0, "\(drawn.errors)")
        #expect(try String(contentsOfFile: picture, encoding: .utf8).contains("ranks in US"))
    }

    @Test("show compare and compare add an app's other store, whose id the user entered")
    func bothStores() throws {
        let home = try TemporaryFolder()
        let folder = home.url.appendingPathComponent("charts")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let rows = [
            "time,store,storefront,chart,genre,rank,app,name,developer",
            "2026-03-01,appstore,us,top-free,,1,1000001,Mint,",
            "2026-03-01,appstore,us,top-free,,2,1000002,Sage,",
            "2026-03-01,googleplay,us,top-free,,1,com.example.mint,Mint,",
        ]
        try Data((rows.joined(separator: "\n") + "\n").utf8).write(to: folder.appendingPathComponent("a.csv"))
        let archive = home.url.appendingPathComponent("a.sqlite").path
        func run(_ arguments: [String]) throws -> String {
            let outcome = try Program.run(arguments, home: home.url)
            #expect(outcome.status == 0, "\(outcome.errors)")
            return outcome.output
        }
        _ = try run(["import", folder.path, "--into", archive])
        let compared = ["compare", "1000001", "1000002"]
        #expect(try !run(["show"] + compared + ["--csv", "--from", archive]).contains("com.example.mint"))
        _ = try run(
            ["watch", "1000001", "--googleplay", "com.example.mint", folder.path, "--once", "--no-archive"]
        )
        #expect(try run(["show"] + compared + ["--csv", "--from", archive]).contains("com.example.mint"))
        #expect(try run(compared + ["--archive", archive]).contains("Mint (Google Play)"))
    }

    @Test("show compare --align starts each launch at #1 or an event, and names launches without the event")
    func aligned() throws {
        let outcome = try run(["show", "compare", "sora", "chatgpt", "--align", "#1", "--json"])
        let json = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        let launches = try #require(json["launches"] as? [[String: Any]])
        #expect(launches.map { $0["origin"] as? String } == ["2025-10-03T00:00:00Z", "2023-05-19T00:00:00Z"])
        let text = try run(["show", "compare", "sora", "chatgpt", "--align", "peebles"])
        #expect(text.output.contains("Sora, launched Sep 30, 2025, aligned at \"peebles\": Oct 8, 2025;"))
        #expect(text.output.contains("not aligned: ChatGPT has no event \"peebles\""))
        let folder = try TemporaryFolder()
        let picture = folder.url.appendingPathComponent("x.txt").path
        let drawn = try run(["screenshot", "compare", "sora", "chatgpt", "--align", "first-rank", "-o", picture])
        #expect(drawn.status == 0, "\(drawn.errors)")
        #expect(try String(contentsOfFile: picture, encoding: .utf8).contains("since the first rank, linear"))
    }

    @Test(
        "show compare compares totals in the shared scope (US), and lists Sora's CA+US total in the table"
    )
    func statement() throws {
        let lines = try run(["show", "compare", "sora", "chatgpt"]).output.split(separator: "\n")
        #expect(
            lines.contains {
                $0.contains("ChatGPT leads, 4% ahead of Sora (~606,000 vs. =582,000 downloads in US, 104%)")
            }
        )
        #expect(lines.contains { $0.hasPrefix("  same scope  US") && $0.contains("=582,000") })
        #expect(lines.contains { $0.hasPrefix("Sora ") && $0.contains("CA+US") && $0.contains("~627,000") })
    }

    @Test("screenshot compare draws ranks if the launches have no download totals")
    func ranks() throws {
        let folder = try TemporaryFolder()
        let picture = folder.url.appendingPathComponent("x.txt").path
        _ = try run(["screenshot", "compare", "grok", "deepseek", "-o", picture])
        #expect(try String(contentsOfFile: picture, encoding: .utf8).contains("ranks in US"))
    }

    @Test(
        "show compare rejects unknown, duplicate, too few or too many launches, and invalid alignments",
        arguments: [
            (["sora", "chatgtp"], 1, "did you mean chatgpt"), (["sora"], 64, "compare takes 2 to 7"),
            (["sora", "SORA"], 64, "duplicate launch \"SORA\""),
            (["a", "b", "c", "d", "e", "f", "g", "h"], 64, "2 to 7"),
            (["sora", "chatgpt", "--align", "#0"], 64, "--align: invalid value \"#0\"; use day0"),
            (["sora", "chatgpt", "--align", "banana"], 1, "Sora has no event \"banana\""),
            (["sora", "chatgpt", "--align", "app"], 1, "ambiguous event \"app\" of Sora"),
        ]
    )
    func errors(ids: [String], status: Int32, message: String) throws {
        let outcome = try run(["show", "compare"] + ids)
        #expect(outcome.status == status)
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }
}
