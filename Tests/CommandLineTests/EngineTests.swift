import Foundation
import TestSupport
import Testing

@Suite(
    "Pages of an engine",
    .enabled(if: ClickHouseServer.isInstalled, "\(ClickHouseServer.missing)"),
    .serialized,
    .blocking
)
struct EngineTests {
    private static let pages: [[String]] = [
        ["chart", "us", "top-free"], ["chart", "us", "top-free", "--at", "2026-03-01T20:00:00Z"],
        ["app", "1559935726"], ["countries", "top-free"], ["countries", "top-free", "--app", "1559935726"],
        ["milestones"], ["my-launch"],
    ]

    /// Compares all pages of a local archive with those of an engine, as text, JSON and pictures of the screen.
    private func compare(_ archive: String, _ engine: String, in home: TemporaryFolder) throws {
        for page in Self.pages {
            for format in [[], ["--json"]] {
                let local = try Program.run(["show"] + page + format + ["--archive", archive], home: home.url)
                let shared = try Program.run(["show"] + page + format + ["--archive", engine], home: home.url)
                #expect(local.status == 0 && !local.output.isEmpty, "\(page): \(local.errors)")
                #expect(shared.output == local.output, "\(page) \(format): \(shared.errors)")
            }
            let pictures = try [archive, engine].map { source in
                let file = home.url.appendingPathComponent("\(UUID().uuidString).txt")
                _ = try Program.run(["screenshot"] + page + ["--archive", source, "-o", file.path], home: home.url)
                return try String(contentsOf: file, encoding: .utf8)
            }
            // The title names the archive.
            let shown = pictures.map { $0.replacing(archive, with: "").replacing(engine, with: "") }
            #expect(shown[0] == shown[1], "\(page)")
        }
    }

    @Test("after kills of the collector and the server, every page equals that of the local archive")
    func kills() async throws {
        let home = try TemporaryFolder()
        let server = try ClickHouseServer()
        let engine = "clickhouse://127.0.0.1:\(server.port)/launchtop"
        let archive = home.url.appendingPathComponent("history.sqlite").path
        let (simulated, input) = (home.url.appendingPathComponent("sim"), home.url.appendingPathComponent("in"))
        try FileManager.default.createDirectory(at: input, withIntermediateDirectories: true)
        #expect(try Program.run(["engine", "init", engine], home: home.url).status == 0)
        let simulation = ["simulate", simulated.path, "--storefronts", "4", "--hours", "48"]
        #expect(try Program.run(simulation, home: home.url).status == 0)
        var files = try FileManager.default.contentsOfDirectory(atPath: simulated.path).filter { $0.hasSuffix(".json") }
            .sorted { $0.suffix(18) < $1.suffix(18) }[...]
        let kills = ProcessInfo.processInfo.environment["LAUNCHTOP_KILLS"].flatMap { Int($0) } ?? 6
        let arguments = ["record", input.path, "--archive", archive, "--replicate", engine]
        var program = try RunningProgram(arguments, in: home.url)
        var chance = SeededGenerator(seed: 5)
        for kill in 1...kills {
            let polls = program.lines.count { $0.contains(" poll source=") }
            let count = kill == kills ? files.count : max(1, files.count / (kills - kill + 1))
            for file in files.prefix(count) {
                try FileManager.default.moveItem(
                    at: simulated.appendingPathComponent(file),
                    to: input.appendingPathComponent(file)
                )
            }
            files = files.dropFirst(count)
            #expect(await program.waits(for: " poll source=", count: polls + 1))
            if Bool.random(using: &chance) {
                server.kill()
                try server.start()
            } else {
                _ = program.end(with: SIGKILL)
                program = try RunningProgram(arguments, in: home.url)
            }
        }
        _ = program.end(with: SIGTERM)
        program = try RunningProgram(arguments, in: home.url)
        let ends = program.lines.count { $0.contains(": up to date") }
        #expect(await program.waits(for: ": up to date", count: ends + 1))
        #expect(program.end(with: SIGTERM) == 0)
        try compare(archive, engine, in: home)
        let doubled = try server.query(
            "SELECT count() FROM (SELECT chart, app, at, collector, uniq(rank) AS ranks FROM launchtop.rankings "
                + "GROUP BY chart, app, at, collector HAVING ranks > 1)"
        )
        #expect(doubled == "0\n")
        let doctor = try Program.run(["doctor", "--archive", archive], home: home.url)
        #expect(doctor.output.contains("everything sent"))
        try checkErrors(engine, server, in: home)
    }

    #if os(Linux)
        @Test("doctor reports an engine whose clock is an hour behind, as the archive and as the engine in [replicate]")
        func clock() throws {
            let home = try TemporaryFolder()
            let server = try ClickHouseServer()
            let engine = "clickhouse://127.0.0.1:\(server.port)/launchtop"
            #expect(try Program.run(["engine", "init", engine], home: home.url).status == 0)
            let offset = home.url.appendingPathComponent("offset")
            let settings = home.url.appendingPathComponent("settings.toml").path
            try home.write("[replicate]\naddress = \"\(engine)\"\n", to: "settings.toml")
            for (seconds, status, subjects) in [("0", Int32(0), "✓"), ("3600", 1, "✗")] {
                try Data(seconds.utf8).write(to: offset)
                let outcome = try Program.run(
                    ["doctor", "--archive", engine, "--config", settings],
                    home: home.url,
                    environment: ["LD_PRELOAD": Program.clockShim, "WALL_CLOCK_OFFSET": offset.path]
                )
                #expect(outcome.status == status, "\(outcome.output)")
                let text = status == 0 ? "" : ": the engine's clock is 60 min behind this computer's; set the clocks"
                for subject in ["archive    ", "replicate  "] {
                    #expect(outcome.output.contains("\(subjects) \(subject)\(engine)\(text)"), "\(outcome.output)")
                }
            }
        }
    #endif

    /// Checks the errors of commands with an engine that doesn't work.
    private func checkErrors(_ engine: String, _ server: ClickHouseServer, in home: TemporaryFolder) throws {
        let writing = try Program.run(["import", "x.csv", "--into", engine], home: home.url)
        #expect(writing.status != 0 && !FileManager.default.fileExists(atPath: "clickhouse:"))
        let secret = "correct horse battery"
        let denied = try Program.run(
            ["show", "chart", "us", "top-free", "--archive"]
                + ["clickhouse://reader@127.0.0.1:\(server.port)/launchtop?password=env:ENGINE_PASSWORD"],
            home: home.url,
            environment: ["ENGINE_PASSWORD": secret]
        )
        #expect(denied.status == 1 && denied.errors.contains("wrong user or password for user reader"))
        #expect(!denied.errors.contains(secret))
        let unset = try Program.run(
            ["engine", "check", "\(engine)?password=env:LAUNCHTOP_UNSET"],
            home: home.url
        )
        #expect(unset.errors.contains("environment variable LAUNCHTOP_UNSET is not set"))
        server.kill()
        let down = try Program.run(["show", "chart", "us", "top-free", "--archive", engine], home: home.url)
        #expect(down.status == 1 && down.errors.contains("check that the server is running"))
    }
}
