import Foundation
import Market
import TestSupport
import Testing

@Suite("Data dated in the future, archive forget and pruning")
struct ArchiveTimeTests {
    private let home: TemporaryFolder
    private var archive: String { home.url.appendingPathComponent("history.sqlite").path }

    init() throws { home = try TemporaryFolder() }

    private func run(_ arguments: [String]) throws -> Program.Outcome { try Program.run(arguments, home: home.url) }

    private var today: Day { Timestamp(seconds: Int64(Date().timeIntervalSince1970)).day }

    private func write(_ name: String, _ storefront: String, on days: [String]) throws -> String {
        let rows = days.flatMap { day in
            (1...3).map { "\(day),appstore,\(storefront),top-free,,\($0),\($0),App \($0),Maker" }
        }
        let text = (["time,store,storefront,chart,genre,rank,app,name,developer"] + rows).joined(separator: "\n") + "\n"
        let file = home.url.appendingPathComponent(name)
        try Data(text.utf8).write(to: file)
        return file.path
    }

    @Test("import rejects snapshots dated more than a day in the future, unless --allow-future is given")
    func importing() throws {
        let yesterday = today.advanced(by: -1).iso8601
        let file = try write("charts.csv", "us", on: [yesterday, "2136-01-01"])
        let rejected = try run(["import", file, "--into", archive])
        #expect(rejected.status == 0)
        #expect(rejected.output.contains("1 snapshot of 1 chart"))
        #expect(rejected.errors.contains("at 2136-01-01T00:00:00Z is dated in the future and was not imported"))
        #expect(
            rejected.errors.contains("1 snapshot dated in the future was not imported; use --allow-future to import it")
        )
        let only = try write("future.csv", "de", on: ["2136-01-01"])
        #expect(try run(["import", only, "--into", archive]).status == 1)
        #expect(try run(["import", only, "--into", archive, "--allow-future"]).status == 0)
        #expect(try run(["show", "chart", "de", "top-free", "--from", archive]).output.contains("2136"))
    }

    @Test("import rejects counts for future days, and accepts a count for the first day of this month")
    func counts() throws {
        let month = today.iso8601.prefix(7)
        let file = home.url.appendingPathComponent("downloads.csv")
        try Data(
            "day,app,storefront,downloads,kind,source\n\(month)-01,1,us,10,exact,own\n2136-01-01,1,us,20,exact,own\n"
                .utf8
        ).write(to: file)
        let outcome = try run(["import", file.path, "--into", archive])
        #expect(outcome.errors.contains("1 count from 2136-01-01 or later is dated in the future and was not imported"))
        #expect(outcome.output.contains("1 count"))
    }

    @Test("the dashboard hides snapshots dated in the future, and the Sources page warns about them")
    func live() throws {
        let yesterday = today.advanced(by: -1).iso8601
        let file = try write("charts.csv", "us", on: [yesterday, "2136-01-01"])
        #expect(try run(["import", file, "--into", archive, "--allow-future"]).status == 0)
        for arguments in [["--archive", archive], ["--keys", "", "--archive", archive]] {
            let page = try run(arguments).output
            #expect(!page.contains("2136"), "\(page)")
            #expect(page.contains("App 1"))
        }
        let page = try run(["--keys", "8", "--keys-size", "120x40", "--archive", archive])
        #expect(page.output.contains("dated in the future"), "\(page.output)")
    }

    @Test("archive forget removes snapshots in a time range; --dry-run only prints what it would remove")
    func forget() throws {
        let days = [today.advanced(by: -1).iso8601, "2136-01-01"]
        for storefront in ["us", "de"] {
            let file = try write("\(storefront).csv", storefront, on: days)
            #expect(try run(["import", file, "--into", archive, "--allow-future"]).status == 0)
        }
        func forget(_ arguments: String...) throws -> Program.Outcome {
            try run(["archive", "forget", "--archive", archive] + arguments)
        }
        let what = "from 2136-01-01T00:00:00Z to 2136-01-01T00:00:00Z"
        let dry = try forget("--from", "2136-01-01", "--chart", "us/top-free", "--dry-run")
        #expect(dry.output == "\(archive): would remove 1 snapshot of 1 chart, seen \(what)\n")
        let one = try forget("--from", "2136-01-01", "--chart", "us/top-free")
        #expect(one.output == "\(archive): removed 1 snapshot of 1 chart, seen \(what)\n")
        #expect(
            try forget("--from", "2130-01-01", "--to", "2140-01-01").output.contains("removed 1 snapshot of 1 chart")
        )
        #expect(try forget("--from", "2130-01-01").output == "\(archive): no snapshots in this range\n")
        for storefront in ["us", "de"] {
            let output = try run(["show", "chart", storefront, "top-free", "--from", archive]).output
            #expect(output.contains("App 1") && !output.contains("2136"))
        }
    }

    @Test(
        "archive forget reports invalid arguments",
        arguments: [
            ([], 64, "missing time range; use --from, --to or both"),
            (["--from", "tomorrow"], 64, "--from: invalid time \"tomorrow\""),
            (["--from", "2026-02-01", "--to", "2026-01-01"], 64, "--from is after --to"),
            (["--from", "2026-01-01", "--chart", "us"], 64, "us"),
            (["--from", "2026-01-01", "--chart", "jp/top-free"], 1, "chart not found; available: us/top-free"),
        ] as [([String], Int32, String)]
    )
    func mistakes(arguments: [String], status: Int32, message: String) throws {
        let file = try write("us.csv", "us", on: ["2026-01-01"])
        #expect(try run(["import", file, "--into", archive]).status == 0)
        let outcome = try run(["archive", "forget", "--archive", archive] + arguments)
        #expect(outcome.status == status && outcome.errors.contains(message), "\(outcome)")
    }

    @Test("archive forget doesn't create a missing archive")
    func missing() throws {
        let outcome = try run(["archive", "forget", "--archive", archive, "--from", "2026-01-01"])
        #expect(outcome.status == 1 && outcome.errors.contains("no such file"))
        #expect(!FileManager.default.fileExists(atPath: archive))
    }

    @Test("at startup, record prunes snapshots older than the keep setting, and logs the number of blocks")
    func pruning() async throws {
        let folder = home.url.appendingPathComponent("charts")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let old = try write("old.csv", "us", on: [today.advanced(by: -500).iso8601])
        let new = try write("charts/new.csv", "de", on: [300, 0].map { today.advanced(by: -$0).iso8601 })
        for file in [old, new] { #expect(try run(["import", file, "--into", archive]).status == 0) }
        let settings = home.url.appendingPathComponent("settings.toml")
        try Data("[archive]\nkeep = \"400d\"\n[[source]]\nfrom = \"\(folder.path)\"\n".utf8).write(to: settings)
        let program = try RunningProgram(
            ["record", "--config", settings.path, "--archive", archive],
            in: home.url
        )
        #expect(await program.waits(for: "removed 1 block of snapshots last seen before"))
        #expect(await program.waits(for: "snapshots=2 new=0"))
        #expect(program.end(with: SIGTERM) == 0)
        #expect(try run(["show", "chart", "us", "top-free", "--from", archive]).status == 1)
        #expect(try run(["show", "chart", "de", "top-free", "--from", archive]).output.contains("App 1"))
    }
}
