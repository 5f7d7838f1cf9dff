import Foundation
import TestSupport
import Testing

@Suite("Scripted keys passed with --keys", .blocking)
struct KeyScriptTests {
    private func screen(_ arguments: [String], keys: String, size: String = "80x24") throws -> [String] {
        let outcome = try Program.run(arguments + ["--keys", keys, "--keys-size", size])
        #expect(outcome.status == 0, "\(outcome.errors)")
        return outcome.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    @Test("scripted keys take effect one after the other, and the final screen is printed")
    func keys() throws {
        let sora = ["replay", "sora", "--at", "2025-10-01"]
        #expect(try screen(sora, keys: "]").first != screen(sora, keys: "] ]").first)
        let typed = try screen(sora, keys: "t 2025-10-05 <Enter>")
        #expect(typed.first?.contains("Oct 5, 2025") ?? false)
        #expect(try screen(sora, keys: "?").contains { $0.contains("previous row") })
        #expect(try screen(sora, keys: "? <Esc>").contains { $0.contains("downloads/day") })
    }

    @Test(
        "a dashboard that only reads an archive says how to poll again, and reports an error of the config file once",
        arguments: [
            ("", "not polling; launchtop watch polls appstore:us/top-free"),
            (
                "[[source]]\nfrom = \"appstore:us/top-free\"\n",
                "not polling; launchtop watch polls the sources in config.toml"
            ),
        ]
    )
    func pollingHint(config: String, hint: String) throws {
        let home = try TemporaryFolder()
        let folder = home.url.appendingPathComponent("launchtop")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let (chart, file) = (home.url.appendingPathComponent("a.csv"), folder.appendingPathComponent("config.toml"))
        let rows =
            "time,store,storefront,chart,genre,rank,app,name,developer\n2026-03-01,appstore,us,top-free,,1,77,A,B\n"
        try Data(rows.utf8).write(to: chart)
        #expect(try Program.run(["import", chart.path], home: home.url).status == 0)
        let status = folder.appendingPathComponent("history.sqlite.feeds.json")
        try Data("{\"feeds\":[{\"source\":\"appstore:us/top-free\",\"polled\":true}]}".utf8).write(to: status)
        try Data(config.utf8).write(to: file)
        let arguments = ["--keys", "", "--keys-size", "120x24"]
        #expect(try Program.run(arguments, home: home.url).output.contains(hint))
        try Data("[polling]\nevry = 1\nconections = 2\n".utf8).write(to: file)
        let errors = try Program.run(arguments, home: home.url).errors
        #expect(errors.components(separatedBy: "evry").count == 2, "\(errors)")
    }

    @Test(
        "replay --at accepts all time formats of the dashboard",
        arguments: [
            ("day 9", "Oct 9, 2025, 23:59"), ("D+3 14h", "Oct 3, 2025, 14:00"), ("50%", "Oct 4, 2025, 12:00"),
            ("#1", "Oct 3, 2025, 23:59"), ("android", "Nov 4, 2025, 23:59"), ("3h5m", "Sep 30, 2025, 03:05"),
            ("2025-10-03 14:00", "Oct 3, 2025, 14:00"),
        ]
    )
    func instants(text: String, shown: String) throws {
        #expect(try screen(["replay", "sora", "--at", text], keys: "").first?.contains(shown) ?? false)
    }

    @Test("replay --from and --to limit the range, and --zone sets the time zone of the clock")
    func ranges() throws {
        let range = ["replay", "sora", "--from", "day 1", "--to", "D+4 12h", "--speed", "86400"]
        #expect(try screen(range, keys: "").first?.contains("‖ END Oct 4, 2025, 12:00") ?? false)
        #expect(try screen(range, keys: "<Home>").first?.contains("‖ Oct 1, 2025, 23:59") ?? false)
        let zoned = ["replay", "sora", "--at", "2025-10-03 14:00", "--zone", "America/New_York"]
        #expect(try screen(zoned, keys: "").first?.contains("Oct 3, 2025, 14:00 UTC-4") ?? false)
    }

    @Test("scripted keys wait until the library is loaded")
    func library() throws {
        let lines = try screen(["replay", "sora", "--at", "day 6"], keys: "5")
        #expect(lines.first?.contains("26 documented launches") ?? false)
    }

    @Test("scripted keys wait until the watch command has read its source")
    func sources() throws {
        let folder = try TemporaryFolder()
        _ = try Program.run(["simulate", folder.url.path, "--storefronts", "2", "--hours", "24"])
        let lines = try screen(["watch", folder.url.path, "--no-archive"], keys: "j j")
        #expect(lines.contains { $0.contains("developer") })
    }

    @Test("scripted keys wait until the replay has played to its end")
    func playing() throws {
        let folder = try TemporaryFolder()
        _ = try Program.run(["simulate", folder.url.path, "--storefronts", "1", "--hours", "24"])
        let lines = try screen(["replay", folder.url.path, "--speed", "86400"], keys: "?")
        #expect(lines.first?.contains("END") ?? false)
        #expect(lines.contains { $0.contains("previous row") })
    }
}
