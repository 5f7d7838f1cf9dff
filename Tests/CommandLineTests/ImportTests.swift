import Foundation
import TestSupport
import Testing

@Suite("Importing charts and counts", .serialized, .blocking)
struct ImportTests {
    let folder: TemporaryFolder
    let archive: String

    init() throws {
        folder = try TemporaryFolder()
        archive = folder.url.appendingPathComponent("history.sqlite").path
    }

    func run(_ arguments: [String]) throws -> Program.Outcome {
        try Program.run(["import"] + arguments + ["--into", archive])
    }

    /// Returns a chart in the archive as JSON.
    func shown(_ chart: [String], at time: String? = nil) throws -> String {
        try Program.run(
            ["show", "chart"] + chart + ["--from", archive, "--json"] + (time.map { ["--at", $0] } ?? [])
        )
        .output
    }

    func chart(_ ids: [String], at time: String, name: (String) -> String = { "The \($0) app" }) -> String {
        let rows = ids.enumerated().map { "\(time),appstore,us,top-free,,\($0 + 1),\($1),\(name($1)),Maker" }
        return (["time,store,storefront,chart,genre,rank,app,name,developer"] + rows).joined(separator: "\n") + "\n"
    }

    /// Returns App Store ids. Different letters give different ids.
    func ids(_ letter: Unicode.Scalar, _ count: Int = 12) -> [String] {
        (1...count).map { "\(letter.value * 1000 + UInt32($0))" }
    }

    @Test(
        "import reads all real snapshots with the bundled mappings",
        .enabled(if: SharedData.isPresent, "\(SharedData.notice)")
    )
    func real() throws {
        let imports = [
            ("photo-video", "countries-by-day", "180 snapshots of 10 charts (17,982 entries)", "18 documents"),
            ("kr-us-150-charts", "compact-registry", "600 snapshots of 150 charts (81,565 entries)", "4 documents"),
            ("business-games", "datasets-by-day", "24 snapshots of 12 charts (2,376 entries)", "2 documents"),
        ]
        for (name, mapping, summary, documents) in imports {
            let outcome = try run([SharedData.path("snapshots/\(name)"), "--mapping", mapping])
            #expect(outcome.status == 0 && outcome.errors.isEmpty)
            #expect(outcome.output.hasPrefix("\(archive): \(summary)"))
            #expect(outcome.output.hasSuffix("from \(documents)\n"))
        }
        let us = try shown(["us", "top-free", "6008"], at: "2026-03-09")
        #expect(us.contains("\"depth\":100") && us.contains("\"observedAt\":\"2026-03-09T00:00:00Z\""))
        #expect(try shown(["kr", "top-grossing", "GAME_ROLE_PLAYING"]).contains("\"store\":\"googleplay\""))
    }

    @Test("import reports that nothing was new only if the archive already had all of the data")
    func importedAgain() throws {
        let news = "; nothing new: the archive already had all of it\n"
        let first = try folder.write(chart(ids("a"), at: "2026-03-01T00:00:00Z"), to: "first.csv")
        let counts = try folder.write(
            "day,app,storefront,downloads,kind,source\n2026-03-01,1700000001,us,5,exact,own\n",
            to: "counts.csv"
        )
        for file in [first, counts] {
            let outcome = try run([file])
            #expect(outcome.status == 0 && !outcome.output.hasSuffix(news), "\(outcome)")
            let again = try run([file])
            #expect(again.status == 0 && again.output == outcome.output.dropLast() + news, "\(again)")
        }
        let second = try folder.write(chart(ids("a"), at: "2026-03-02T00:00:00Z"), to: "second.csv")
        #expect(try !run([first, second]).output.hasSuffix(news))
        // Another ranking at the same time replaces the stored one.
        let other = try folder.write(chart(ids("a").reversed(), at: "2026-03-02T00:00:00Z"), to: "other.csv")
        #expect(try !run([other]).output.hasSuffix(news))
    }

    func source(_ ids: [String], at day: Int, name: (Int) -> String = { "App \($0) x" }) -> String {
        let entries = ids.enumerated().map { "{\"id\":\"\($1)\",\"name\":\"\(name($0))\"}" }.joined(separator: ",")
        let address = "https://rss.marketingtools.apple.com/api/v2/us/apps/top-free/100/apps.json"
        let updated = "2026-03-\(day < 10 ? "0" : "")\(day)T15:00:00Z"
        return "{\"feed\":{\"id\":\"\(address)\",\"updated\":\"\(updated)\",\"results\":[\(entries)]}}"
    }

    @Test("import skips an entry with a duplicate id, and keeps the rest of the snapshot")
    func repeatedIDs() throws {
        for day in 1...10 {
            let ids = (0..<20).map { "\(1000 + day * 3 + $0)" }
            try folder.write(source(ids + [ids[3]], at: day), to: "days/\(day).json")
        }
        let outcome = try run([folder.url.path + "/days"])
        #expect(outcome.status == 0)
        #expect(
            outcome.output.contains("10 snapshots of 1 chart (200 entries)") && outcome.output.contains("10 documents")
        )
        let warning = "feed.results[20]: skipped: duplicate id 1006, first listed at feed.results[3]"
        #expect(outcome.errors.contains(warning))
        #expect(!outcome.errors.contains("quarantined"))
    }

    @Test(
        "import counts every quarantined snapshot of a chart, not only the last one",
        arguments: [
            // Days (x has placeholder apps), the number of accepted snapshots, and the message.
            (
                "xxxxxxxx..", 2,
                "8 snapshots were quarantined: no other snapshot agreed with them; use --no-validate to import them"
            ),
            (".xxxxxxxxx", 1, "9 snapshots were quarantined: no other"),
            ("x.x.x.x.x.", 5, "5 snapshots were quarantined: no other"),
            (
                ".........x", 9,
                "1 snapshot was quarantined: no other snapshot agreed with it; use --no-validate to import it"
            ),
        ]
    )
    func quarantined(days: String, kept: Int, message: String) throws {
        for (index, day) in days.enumerated() {
            // Different placeholders each day, so that no two snapshots agree.
            let ids = (0..<20).map { "\((day == "x" ? 1000 * (index + 1) : 100) + $0)" }
            let body = source(ids, at: index + 1) { day == "x" ? "Sample App \($0)" : "The \($0) app" }
            try folder.write(body, to: "days/\(index).json")
        }
        let outcome = try run([folder.url.path + "/days"])
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("\(kept) \(kept == 1 ? "snapshot" : "snapshots") of 1 chart"))
        #expect(outcome.output.contains("from 10 documents"))
        #expect(outcome.errors.contains(message))
        let all = try run([folder.url.path + "/days", "--no-validate"])
        #expect(all.output.contains("10 snapshots of 1 chart") && !all.errors.contains("were quarantined"))
    }

    @Test("importing the same folder a second time leaves the archive unchanged")
    func twice() throws {
        let market = folder.url.appendingPathComponent("market").path
        _ = try Program.run(["simulate", market, "--storefronts", "2", "--hours", "30"])
        let first = try run([market])
        let before = try shown(["us", "top-free"])
        let again = try run([market])
        let news = "; nothing new: the archive already had all of it\n"
        #expect(first.status == 0 && again.output == first.output.dropLast() + news)
        #expect(try shown(["us", "top-free"]) == before)
    }

    @Test("import quarantines a snapshot of placeholder apps, and accepts it with --no-validate")
    func poisoned() throws {
        try folder.write(chart(ids("a"), at: "2026-03-01T10:00:00Z"), to: "1.csv")
        try folder.write(chart(ids("s"), at: "2026-03-02T10:00:00Z") { "Sample App \($0.dropFirst())" }, to: "2.csv")
        let outcome = try run([folder.url.path])
        #expect(outcome.output.contains("1 snapshot of 1 chart"))
        #expect(outcome.errors.contains("2.csv: snapshot of App Store, US Top Free at 2026-03-02T10:00:00Z"))
        #expect(
            outcome.errors.contains(
                "quarantined until another agrees: more than half of its apps are named \"Sample App\""
            )
        )
        #expect(
            outcome.errors.contains(
                "1 snapshot was quarantined: no other snapshot agreed with it; use --no-validate to import it"
            )
        )
        #expect(try run([folder.url.path, "--no-validate"]).output.contains("2 snapshots of 1 chart"))
        #expect(try shown(["us", "top-free"]).contains("Sample App"))
    }

    @Test("import accepts a completely different snapshot after a gap of weeks, but not after an hour")
    func gap() throws {
        try folder.write(chart(ids("a"), at: "2026-03-01T10:00:00Z"), to: "1.csv")
        try folder.write(chart(ids("b"), at: "2026-03-22T10:00:00Z"), to: "2.csv")
        try folder.write(chart(ids("c"), at: "2026-03-22T11:00:00Z"), to: "3.csv")
        let outcome = try run([folder.url.appendingPathComponent("*.csv").path])
        #expect(outcome.output.contains("2 snapshots of 1 chart"))
        #expect(outcome.errors.contains("3.csv: snapshot of"))
        #expect(outcome.errors.contains("shares none of its 12 apps with the snapshot 60 minutes earlier"))
    }

    @Test("import validates a snapshot against the snapshots of earlier imports in the archive")
    func seeded() throws {
        let times = ["2026-03-01T10:00:00Z", "2026-03-01T10:10:00Z", "2026-03-01T10:20:00Z"]
        let files = try zip(times, ["a", "b", "a"] as [Unicode.Scalar]).enumerated().map { index, list in
            try folder.write(chart(ids(list.1), at: list.0), to: "\(index).csv")
        }
        #expect(try run([files[0]]).status == 0)
        let second = try run([files[1]])
        #expect(second.status == 1)
        #expect(second.errors.contains("shares none of its 12 apps with the snapshot 10 minutes earlier"))
        #expect(try run([files[2]]).status == 0)
        let json = try Program.run(["show", "app", ids("a")[0], "--from", archive, "--json"]).output
        #expect(json.contains("[[\"2026-03-01T10:00:00Z\",1],[\"2026-03-01T10:20:00Z\",1]]"))
    }

    @Test("import reports a snapshot that conflicts with another one at the same time")
    func contradiction() throws {
        try folder.write(chart(ids("a"), at: "2026-03-01T10:00:00Z"), to: "1.csv")
        try folder.write(chart(ids("a").reversed(), at: "2026-03-01T10:00:00Z"), to: "2.csv")
        #expect(
            try run([folder.url.path]).errors.contains(
                "conflicts with the stored snapshot at the same time; kept the one read last"
            )
        )
    }

    @Test("show app prints imported daily counts up to the time given with --at")
    func counts() throws {
        let rows = ["2026-03-01,7,us,1200,exact,App Store Connect", "2026-03-02,7,us,1300,exact,App Store Connect"]
        let file = try folder.write(
            (["day,app,storefront,downloads,kind,source"] + rows).joined(separator: "\n") + "\n",
            to: "downloads.csv"
        )
        #expect(try run([file]).output.contains("2 counts, from 1 document"))
        #expect(try run([file]).status == 0)
        func shown(_ arguments: [String]) throws -> String {
            try Program.run(["show", "app", "7", "--from", archive] + arguments).output
        }
        #expect(
            try shown(["--at", "2026-03-02"]).contains(
                "US downloads: 1,300 on Mar 2, 2026, 2,500 in 2 days (exact, App Store Connect)"
            )
        )
        #expect(try shown(["--at", "2026-03-01"]).contains("US downloads: 1,200 on Mar 1, 2026, 1,200 in 1 day"))
        let json = try shown(["--at", "2026-03-02", "--json"])
        #expect(json.contains("\"value\":1300,\"unit\":\"downloads\",\"date\":\"2026-03-02\""))
    }

    @Test("import doesn't change a target file that isn't an archive")
    func noArchive() throws {
        let file = try folder.write(chart(ids("a"), at: "2026-03-01T10:00:00Z"), to: "1.csv")
        try folder.write("not SQLite", to: "history.sqlite")
        let outcome = try run([file])
        #expect(outcome.status == 1)
        #expect(try String(contentsOfFile: archive, encoding: .utf8) == "not SQLite")
    }

    @Test("import reads the genre from a file name, and reports an unknown genre")
    func genresInNames() throws {
        func list(_ app: String) -> String {
            "[{\"appId\":\"com.example.\(app)\",\"title\":\"\(app)\","
                + "\"url\":\"https://play.google.com/store/apps/details?id=com.example.\(app)\"}]"
        }
        let names = [
            "us-top-free-2026-03-10.json": "all", "us-top-free-GAME_PUZZLE-2026-03-10.json": "puzzle",
            "us-top-free-finance-2026-03-10.json": "bank", "us-top-free-fintech-2026-03-10.json": "fintech",
        ]
        for (name, app) in names { try folder.write(list(app), to: name) }
        let outcome = try run([folder.url.path])
        #expect(outcome.errors.contains("us-top-free-fintech-2026-03-10.json: \"fintech\" in the file name is not"))
        #expect(try shown(["us", "top-free"]).contains("com.example.all"))
        #expect(try shown(["us", "top-free", "puzzle-games"]).contains("com.example.puzzle"))
        #expect(try shown(["usa", "top-free", "finance"]).contains("com.example.bank"))
        let file = folder.url.appendingPathComponent("us-top-free-fintech-2026-03-10.json").path
        _ = try run([file, "--genre", "GAME_WORD"])
        #expect(try shown(["us", "top-free", "GAME_WORD"]).contains("com.example.fintech"))
    }

    @Test("show app accepts an id with or without a prefix or as a URL, and show chart accepts uk for gb")
    func foundByID() throws {
        let source =
            "{\"time\":\"2026-03-10\",\"store\":\"appstore\",\"storefront\":\"uk\",\"chart\":\"top-free\",\"rank\":1,"
        let file = try folder.write(source + "\"app\":1700000001.0,\"name\":\"Quill Pad\"}\n", to: "lines.jsonl")
        _ = try run([file])
        #expect(try shown(["uk", "top-free"]).contains("1700000001"))
        for id in ["1700000001", "id1700000001", "https://apps.apple.com/gb/app/quill-pad/id1700000001"] {
            let shown = try Program.run(["show", "app", id, "--from", archive])
            #expect(shown.status == 0 && shown.output.contains("Quill Pad"), "\(id): \(shown.errors)")
        }
        let unknown = try Program.run(["show", "chart", "zz", "top-free", "--from", archive])
        #expect(unknown.status == 1 && unknown.errors.contains("unknown storefront \"zz\""), "\(unknown.errors)")
        let rounded = try Program.run(["launch", "new", "--app", "1.70E+09"])
        #expect(rounded.status == 64 && rounded.errors.contains("the number was rounded"))
    }
}
