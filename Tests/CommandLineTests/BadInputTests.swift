import Foundation
import TestSupport
import Testing

@Suite("Invalid arguments and unreadable input", .serialized, .blocking)
struct BadInputTests {
    @Test("replay and show launch suggest a similar id for an unknown launch")
    func unknownLaunch() throws {
        let replay = try Program.run(["replay", "sorra"])
        #expect(replay.status == 1)
        #expect(replay.errors.contains("did you mean sora?"))
        let show = try Program.run(["show", "launch", "chatgtp"])
        #expect(show.status == 1)
        #expect(show.errors.contains("did you mean chatgpt?"))
    }

    @Test(
        "launchtop exits with 64 if its arguments are invalid",
        arguments: [
            ["--no-such"], ["replay"], ["replay", "sora", "--speed", "0"], ["show", "chart", "usx", "top-free"],
            ["replay", "sora", "--from", "day 3", "--to", "day 1"],
        ]
    )
    func usage(arguments: [String]) throws { #expect(try Program.run(arguments).status == 64) }

    @Test(
        "the error for an invalid time names the option and shows valid formats",
        arguments: [
            (["replay", "sora", "--at", "noonish"], "--at"), (["replay", "sora", "--from", "noonish"], "--from"),
            (["replay", "sora", "--to", "noonish", "--cast", "-"], "--to"),
            (["show", "launch", "sora", "--at", "noonish"], "--at"), (["show", "library", "--at", "noonish"], "--at"),
            (["show", "compare", "sora", "chatgpt", "--at", "noonish"], "--at"),
            (["show", "milestones", "--at", "noonish"], "--at"),
            (["screenshot", "app", "sora", "--at", "noonish", "-o", "x.txt"], "--at"),
        ]
    )
    func invalidTime(arguments: [String], option: String) throws {
        let outcome = try Program.run(arguments)
        #expect(outcome.status == 64)
        #expect(
            outcome.errors.contains(
                "\(option): invalid time \"noonish\"; use 14:00, yesterday 14:00, 2025-10-03 14:00, 3h5m"
            )
        )
    }

    @Test("show launch and show compare accept times relative to day 0 with --at")
    func launchTime() throws {
        let day = try Program.run(["show", "launch", "sora", "--at", "day 6", "--json"])
        #expect(day.output.contains("\"asOf\":\"2025-10-06T23:59:59Z\""))
        let age = try Program.run(["show", "compare", "sora", "chatgpt", "--at", "D+3 14h", "--json"])
        #expect(age.status == 0 && age.output.contains("2025-10-03T14:00:00Z"), "\(age.errors)")
    }

    @Test("show chart reports an invalid file in a folder and reads the other files")
    func someBad() throws {
        let folder = try TemporaryFolder()
        try folder.write(chart(["1", "2"], on: "2026-03-01"), to: "a.csv")
        try folder.write("{\"feed\":", to: "b.json")
        let outcome = try Program.run(["show", "chart", "us", "top-free", "--from", folder.url.path, "--json"])
        #expect(outcome.status == 0)
        #expect(outcome.errors.split(separator: "\n").count == 1)
        #expect(outcome.errors.contains("b.json: byte 8: truncated JSON"))
        #expect(outcome.output.contains("\"depth\":2"))
    }

    @Test("replay and watch --once exit with 1 if no file in a folder is readable")
    func allBad() throws {
        let folder = try TemporaryFolder()
        try folder.write("<html></html>", to: "a.json")
        for command in [["replay"], ["watch", "--once"]] {
            let outcome = try Program.run(command + [folder.url.path])
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("a.json: received an HTML page instead of a chart"))
        }
    }

    @Test("watch --once reports a refused connection with the URL and exits with 1")
    func refused() throws {
        let outcome = try Program.run(["watch", "--once", "http://127.0.0.1:1/chart.json"])
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("http://127.0.0.1:1/chart.json: connection refused"))
    }

    @Test("without a terminal, the dashboard prints its page as text", arguments: [[], ["replay", "sora"]])
    func noTerminal(arguments: [String]) throws {
        let outcome = try Program.run(arguments)
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("Sora"))
        #expect(!outcome.output.contains("\u{1B}"))
    }

    @Test("show chart --at prints the snapshot of the given day")
    func asOf() throws {
        let folder = try TemporaryFolder()
        let days = ["2026-03-01": ["1", "2"], "2026-03-02": ["2", "1"], "2026-03-03": ["3", "1"]]
        for (day, ids) in days { try folder.write(chart(ids, on: day), to: "\(day).csv") }
        for (day, ids) in days {
            let outcome = try Program.run([
                "show", "chart", "us", "top-free", "--from", folder.url.path, "--at", day, "--csv",
            ])
            let apps = outcome.output.split(separator: "\n").dropFirst().map {
                $0.split(separator: ",", omittingEmptySubsequences: false)[6]
            }
            #expect(apps.map(String.init) == ids, "\(day)")
        }
    }

    @Test("show chart reads a chart that it printed as CSV")
    func roundTrip() throws {
        let folder = try TemporaryFolder()
        let market = folder.url.appendingPathComponent("market").path
        _ = try Program.run(["simulate", market, "--storefronts", "1", "--hours", "5"])
        let arguments = ["show", "chart", "us", "top-free", "--json", "--from"]
        let csv = try Program.run(["show", "chart", "us", "top-free", "--csv", "--from", market])
        let again = try Program.run(arguments + [folder.write(csv.output, to: "again.csv")])
        #expect(again.status == 0)
        #expect(again.output.contains("\"edition\":\"without-games\""))
        #expect(again.output.contains("\"depth\":100"))
    }

    @Test(
        "show library exits with 1 if the disk is full and its output can't be written",
        .enabled(if: FileManager.default.fileExists(atPath: "/dev/full"))
    )
    func fullDisk() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Program.path)
        process.arguments = ["show", "library", "--data", Fixtures.repository.appendingPathComponent("Data").path]
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: "/dev/full"))
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 1)
    }

    @Test("show chart --from - reads standard input")
    func standardInput() throws {
        let outcome = try Program.run(
            ["show", "chart", "us", "top-free", "--from", "-", "--json"],
            input: chart(["7"], on: "2026-03-01")
        )
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("\"app\":\"7\""))
    }

    private func chart(_ ids: [String], on day: String) -> String {
        let rows = ids.enumerated().map { "\(day),appstore,us,top-free,,\($0 + 1),\($1),App \($1),Maker" }
        return (["time,store,storefront,chart,genre,rank,app,name,developer"] + rows).joined(separator: "\n") + "\n"
    }
}
