import Foundation
import TestSupport
import Testing

@Suite("Time zones and settings in show output", .blocking)
struct ShowZoneTests {
    private let folder: TemporaryFolder
    private let from: [String]
    private let app: String

    init() throws {
        folder = try TemporaryFolder()
        let lists = """
            time,store,storefront,chart,genre,rank,app,name,developer
            2026-03-01T20:30:00Z,appstore,us,top-free,,1,11,Mint Drift,
            2026-03-01T20:30:00Z,appstore,us,top-free,,2,12,Cove,
            2026-03-01T21:30:00Z,appstore,us,top-free,,1,12,Cove,
            2026-03-01T21:30:00Z,appstore,us,top-free,,2,11,Mint Drift,
            """
        let file = folder.url.appendingPathComponent("charts.csv")
        try lists.write(to: file, atomically: true, encoding: .utf8)
        from = ["--from", file.path]
        app = "11"
    }

    private func settings(_ text: String) throws -> [String] {
        let file = folder.url.appendingPathComponent("settings.toml")
        try text.write(to: file, atomically: true, encoding: .utf8)
        return ["--config", file.path]
    }

    @Test(
        "--zone, --utc and the zone setting select the time zone of show's text output",
        arguments: [
            ["chart", "us", "top-free"], ["app", "11"], ["countries", "top-free", "--app", "11"],
            ["milestones"], ["sources"],
        ]
    )
    func text(page: [String]) throws {
        let watchlist = "[watchlist]\napps = [\"11\"]\n"
        let plain = try Program.run(["show"] + page + from + settings(watchlist))
        #expect(plain.status == 0 && plain.output.contains("Mar 1, 2026, 21:30 UTC"), "\(plain.errors)")
        let asked = try Program.run(["show"] + page + from + settings(watchlist) + ["--zone", "Asia/Tokyo"])
        #expect(asked.output.contains("Mar 2, 2026, 06:30 UTC+9") && !asked.output.contains(" UTC "))
        let set = try Program.run(["show"] + page + from + settings("\(watchlist)[display]\nzone = \"Asia/Tokyo\"\n"))
        #expect(lasting(set.output, of: page) == lasting(asked.output, of: page))
        let utc = try Program.run(
            ["show"] + page + from + settings("\(watchlist)[display]\nzone = \"Asia/Tokyo\"\n") + ["--utc"]
        )
        #expect(lasting(utc.output, of: page) == lasting(plain.output, of: page))
    }

    /// Returns the lines of a page that don't depend on the current time.
    private func lasting(_ output: String, of page: [String]) -> [Substring] {
        output.split(separator: "\n").filter { page != ["sources"] || $0.hasPrefix("newest data ") }
    }

    @Test("show prints the same JSON and CSV in every time zone", arguments: ["--json", "--csv"])
    func data(format: String) throws {
        for page in [["chart", "us", "top-free"], ["app", "11"], ["countries", "top-free"], ["milestones"]] {
            let plain = try Program.run(["show"] + page + from + [format])
            let zoned = try Program.run(["show"] + page + from + [format, "--zone", "Asia/Tokyo"])
            #expect(plain.status == 0 && zoned.output == plain.output && !plain.output.contains("UTC"), "\(page)")
        }
    }

    @Test("show uses the watchlist and the milestones in the config file")
    func settings() throws {
        let file = try settings("[watchlist]\napps = [\"11\"]\n")
        #expect(try Program.run(["show", "chart", "us", "top-free"] + from + file).output.contains("* Mint Drift"))
        let goals = try settings("[watchlist]\nmilestones = [300000]\n")
        let launch = try Program.run(["show", "launch", "sora", "--json"] + goals)
        #expect(launch.output.contains("\"threshold\":300000"), "\(launch.errors)")
    }

    @Test("replay accepts --utc and known zones in --zone, and suggests a similar name for an unknown one")
    func arguments() throws {
        for right in [["--utc"], ["--zone", "europe/berlin"], ["--zone", "local"]] {
            #expect(try Program.run(["replay", "sora"] + right).status == 0)
        }
        #expect(try Program.run(["replay", "sora", "--utc", "--zone", "UTC"]).status == 64)
        let outcome = try Program.run(["replay", "sora", "--zone", "Berlin"])
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("--zone: unknown time zone \"Berlin\"; did you mean Europe/Berlin?"))
    }
}
