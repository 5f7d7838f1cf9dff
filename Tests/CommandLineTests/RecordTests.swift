import FlyingFox
import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite("The record command", .serialized)
struct RecordTests {
    private let home: TemporaryFolder
    private var folder: URL { home.url.appendingPathComponent("charts") }
    private var archive: String { home.url.appendingPathComponent("history.sqlite").path }

    init() throws {
        home = try TemporaryFolder()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try write(["1", "2"], on: "2026-03-01")
    }

    private func write(_ ids: [String], on day: String) throws {
        let rows = ids.enumerated().map { "\(day),appstore,us,top-free,,\($0 + 1),\($1),The \($1) app,Maker" }
        let text = (["time,store,storefront,chart,genre,rank,app,name,developer"] + rows).joined(separator: "\n") + "\n"
        // Write atomically, so that the program never reads a partial file.
        try Data(text.utf8).write(to: folder.appendingPathComponent("\(day).csv"), options: .atomic)
    }

    private func record(_ arguments: [String], environment: [String: String] = [:]) throws -> RunningProgram {
        try RunningProgram(["record"] + arguments + ["--archive", archive], in: home.url, environment: environment)
    }

    @Test("record archives existing and new files in a folder, and shuts down cleanly on SIGTERM")
    func orderly() async throws {
        let program = try record([folder.path])
        #expect(await program.waits(for: "snapshots=1 new=1"))
        try write(["2", "1"], on: "2026-03-02")
        #expect(await program.waits(for: "snapshots=1 new=1", count: 2))
        #expect(program.end(with: SIGTERM) == 0)
        #expect(program.lines.last?.hasSuffix("stop clean shutdown on SIGTERM") == true)
        let shown = try Program.run(["show", "chart", "us", "top-free", "--from", archive, "--json"])
        #expect(shown.output.contains("\"observedAt\":\"2026-03-02T00:00:00Z\""))
        let again = try record([folder.path])
        #expect(await again.waits(for: "snapshots=2 new=0"))
        #expect(!again.lines.contains { $0.contains("recovered") })
        _ = again.end(with: SIGINT)
    }

    @Test("record applies changes of the watchlist that are made in another process")
    func changedWatchlist() async throws {
        func watch(_ app: String) throws {
            let arguments = ["watch", app, folder.path, "--once", "--no-archive"]
            #expect(try Program.run(arguments, home: home.url).status == 0)
        }
        try watch("1")
        let program = try record([folder.path])
        #expect(await program.waits(for: "rank 1: #1 in App Store, US Top Free"))
        #expect(!program.lines.contains { $0.contains("The 2 app") })
        try watch("2")
        #expect(await program.waits(for: "watchlist added 2"))
        try write(["2", "1"], on: "2026-03-02")
        #expect(await program.waits(for: "rank The 2 app: #1 (was #2) in App Store, US Top Free"))
        _ = program.end(with: SIGTERM)
    }

    @Test("record on an archive that another process writes to says what to do, and exits with 1")
    func locked() async throws {
        let program = try record([folder.path])
        #expect(await program.waits(for: "snapshots=1 new=1"))
        let outcome = try Program.run(["record", folder.path, "--archive", archive], home: home.url)
        #expect(outcome.status == 1)
        #expect(
            outcome.errors.contains(
                "; you can still read it; quit that process first, or choose another file with --archive"
            )
        )
        _ = program.end(with: SIGTERM)
    }

    @Test("record reports at startup that the last run was killed, and no written data is lost")
    func killed() async throws {
        let program = try record([folder.path])
        #expect(await program.waits(for: "snapshots=1 new=1"))
        usleep(300_000)
        _ = program.end(with: SIGKILL)
        let next = try record([folder.path])
        #expect(await next.waits(for: "did not shut down cleanly; no written data was lost"))
        #expect(await next.waits(for: "snapshots=1 new=0"))
        _ = next.end(with: SIGTERM)
    }

    @Test(
        "record writes its archive and exits on a signal even if nothing reads its log",
        arguments: [(SIGTERM, false), (SIGINT, false), (SIGHUP, false), (SIGTERM, true)]
    )
    func unreadLog(number: Int32, isDeleted: Bool) async throws {
        let log = Pipe()
        let end = log.fileHandleForWriting.fileDescriptor
        // Fill the pipe before the first line.
        _ = fcntl(end, F_SETFL, O_NONBLOCK)
        for count in [65_536, 1] {
            while writeBytes(end, [UInt8](repeating: 10, count: count), count) > 0 {}
        }
        _ = fcntl(end, F_SETFL, 0)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Program.path)
        process.arguments = ["record", folder.path, "--archive", archive]
        var environment = ProcessInfo.processInfo.environment
        for variable in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"] { environment[variable] = home.url.path }
        process.environment = environment
        process.standardError = log
        process.standardInput = FileHandle.nullDevice
        try process.run()
        defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
        func shown() throws -> String {
            try Program.run(["show", "chart", "us", "top-free", "--from", archive, "--json"]).output
        }
        let deadline = ContinuousClock.now + .seconds(20)
        while try !shown().contains("\"observedAt\":\"2026-03-01T00:00:00Z\""), ContinuousClock.now < deadline {
            usleep(20_000)
        }
        if isDeleted { try FileManager.default.removeItem(atPath: archive) }
        let start = ContinuousClock.now
        kill(process.processIdentifier, number)
        while process.isRunning, ContinuousClock.now < deadline + .seconds(10) { usleep(1000) }
        print("signal \(number) with a blocked log: \(start.duration(to: .now) / .milliseconds(1)) ms")
        #expect(!process.isRunning && process.terminationReason == .exit)
        #expect(process.terminationStatus == (isDeleted ? 1 : 0))
        #expect(try shown().contains("\"observedAt\":\"2026-03-01T00:00:00Z\""))
        // The archive was closed, so the next start has nothing to recover.
        let next = try record([folder.path])
        #expect(await next.waits(for: "snapshots=1 new=0"))
        #expect(!next.lines.contains { $0.contains("recovered") })
        _ = next.end(with: SIGTERM)
    }

    @Test("show sources prints the status of the sources that record polls, while record runs and afterwards")
    func fromElsewhere() async throws {
        try Data("<html>".utf8).write(to: folder.appendingPathComponent("bad.json"))
        let program = try record([folder.path])
        #expect(await program.waits(for: "snapshots=1 new=1"))
        func shown() throws -> String { try Program.run(["show", "sources", "--from", archive, "--json"]).output }
        let end = ContinuousClock.now + .seconds(20)
        while try !shown().contains("\"unreadable\":1"), ContinuousClock.now < end { usleep(20_000) }
        let during = try shown()
        #expect(during.contains("\"polled\":true") && during.contains("bad.json: received an HTML page"))
        #expect(program.end(with: SIGTERM) == 0)
        #expect(try shown().contains("\"polled\":false"))
    }

    @Test("every line of record's JSON log is an object with a time and an event")
    func json() async throws {
        let program = try record([folder.path, "--log-format", "json"])
        #expect(await program.waits(for: "\"event\":\"poll\""))
        _ = program.end(with: SIGTERM)
        let events = try program.lines.map { line in
            let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            #expect(object["time"] is String)
            return try #require(object["event"] as? String)
        }
        #expect(events == ["start", "poll", "stop"])
    }

    @Test("record applies changes to the config file without a restart, and ignores an invalid file")
    func settings() async throws {
        let file = home.url.appendingPathComponent("settings.toml")
        let other = home.url.appendingPathComponent("other")
        try FileManager.default.createDirectory(at: other, withIntermediateDirectories: true)
        let first = "[[source]]\nfrom = \"\(folder.path)\"\n"
        try Data(first.utf8).write(to: file)
        let program = try record(["--config", file.path])
        #expect(await program.waits(for: "poll source=\(folder.path)"))
        try Data((first + "[[source]]\nfromm = \"x\"\n").utf8).write(to: file, options: .atomic)
        #expect(await program.waits(for: "did you mean \"from\"?; keeping the previous settings"))
        try Data((first + "[[source]]\nfrom = \"\(other.path)\"\n").utf8).write(to: file, options: .atomic)
        #expect(await program.waits(for: "settings reloaded: 1 source added"))
        #expect(
            await program.waits(
                for: "failure source=\(other.path) error=no snapshots found: folder is empty"
            )
        )
        try Data().write(to: file, options: .atomic)
        #expect(await program.waits(for: "no sources left in the file; keeping the previous settings"))
        try Data((first + "[archive]\npath = \"/x\"\n").utf8).write(to: file, options: .atomic)
        #expect(await program.waits(for: "1 source removed, [archive] path (after a restart)"))
        #expect(program.end(with: SIGTERM) == 0)
    }

    @Test("record applies changes to the file that a symbolic link to the config file points to")
    func linkedSettings() async throws {
        let (link, folder) = (
            home.url.appendingPathComponent("settings.toml"), home.url.appendingPathComponent("dotfiles")
        )
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appendingPathComponent("launchtop.toml")
        let first = "[[source]]\nfrom = \"\(self.folder.path)\"\n"
        try Data(first.utf8).write(to: file)
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: file)
        let program = try record(["--config", link.path])
        #expect(await program.waits(for: "poll source=\(self.folder.path)"))
        try Data((first + "[[source]]\nfrom = \"\(folder.path)\"\n").utf8).write(to: file, options: .atomic)
        #expect(await program.waits(for: "settings reloaded: 1 source added"))
        #expect(program.end(with: SIGTERM) == 0)
    }

    @Test("record reports a source without a valid secret, and polls it once the secret is valid")
    func unresolved() async throws {
        try await LocalServer.with { _ in
            HTTPResponse(statusCode: .notFound)
        } _: { server in
            let file = home.url.appendingPathComponent("settings.toml")
            let source = "\(server.address)/a"
            func write(_ authorization: String) throws {
                let alert = "[[alert]]\nwhen = \"source stale\"\ncommand = [\"sh\", \"-c\", \"true {name}\"]\n"
                let source = "[[source]]\nfrom = \"\(source)\"\nauthorization = \"\(authorization)\"\n"
                try Data(("[[source]]\nfrom = \"\(folder.path)\"\n" + source + alert).utf8).write(
                    to: file,
                    options: .atomic
                )
            }
            let missing = "authorization: environment variable NO_SUCH_KEY is not set"
            let unfit = "authorization, env:UNFIT_KEY: invalid secret; expected one line of printable ASCII"
            try write("env:NO_SUCH_KEY")
            let environment = ["UNFIT_KEY": "sesame\nHost: b", "GOOD_KEY": "Bearer b"]
            let program = try record(["--config", file.path], environment: environment)
            #expect(await program.waits(for: "warning \(file.path):8:24: [[alert]] command"))
            #expect(await program.waits(for: "problem not polled: \(source): \(missing)"))
            // The change is detected by the modification time.
            try write("env:UNFIT_KEY")
            #expect(await program.waits(for: "problem not polled: \(source): \(unfit)"))
            let shown = try Program.run(["show", "sources", "--archive", archive, "--json"])
            #expect(shown.output.contains("\"error\":\"not polled: \(unfit)\""), "\(shown.output)")
            try write("env:GOOD_KEY")
            #expect(await program.waits(for: "failure source=\(source) error="))
            #expect(program.end(with: SIGTERM) == 0)
            #expect(!program.lines.joined().contains("sesame"))
        }
    }

    @Test("record logs the rank changes of apps on the watchlist")
    func watchlist() async throws {
        let file = home.url.appendingPathComponent("settings.toml")
        try Data("[watchlist]\napps = [\"2\"]\n[[source]]\nfrom = \"\(folder.path)\"\n".utf8).write(to: file)
        let program = try record(["--config", file.path])
        // Nothing is known about the time before the first snapshot.
        #expect(await program.waits(for: "rank 2: #2 in App Store, US Top Free"))
        try write(["2", "1"], on: "2026-03-02")
        #expect(await program.waits(for: "rank The 2 app: #1 (was #2) in App Store, US Top Free"))
        _ = program.end(with: SIGTERM)
    }

    @Test("record sends a source's secret only to the server, and never writes it to logs, errors or the archive")
    func secret() async throws {
        let seen = SeenHeaders()
        try await LocalServer.with { request in
            seen.note(request.headers[HTTPHeader("Authorization")])
            // A page that repeats the request.
            let page = "<html><title>no Bearer sesame for key=sesame</title></html>"
            return HTTPResponse(statusCode: .ok, body: Data(page.utf8))
        } _: { server in
            let file = home.url.appendingPathComponent("settings.toml")
            let settings =
                "[[source]]\nfrom = \"\(server.address)/a?key=sesame\"\nauthorization = \"env:CHART_SECRET\"\n"
            try Data(settings.utf8).write(to: file)
            let program = try record(["--config", file.path], environment: ["CHART_SECRET": "Bearer sesame"])
            #expect(
                await program.waits(
                    for: "received an HTML page instead of a chart: \"no (secret) for key=(secret)\""
                )
            )
            _ = program.end(with: SIGTERM)
            #expect(!program.lines.joined().contains("sesame") && !program.errorText.contains("sesame"))
        }
        #expect(seen.values.first == "Bearer sesame")
        for name in try FileManager.default.contentsOfDirectory(atPath: home.url.path) where name.hasPrefix("history") {
            let bytes = try Data(contentsOf: home.url.appendingPathComponent(name))
            #expect(bytes.range(of: Data("sesame".utf8)) == nil, "\(name)")
        }
    }

    @Test("record exits with 1 if the source doesn't exist")
    func nothing() throws {
        let outcome = try Program.run(["record", "/no/such/folder", "--archive", archive])
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("no such file or folder"))
    }
}

/// Calls the system function `write`, which a method of the same name hides inside `RecordTests`.
private func writeBytes(_ descriptor: Int32, _ bytes: [UInt8], _ count: Int) -> Int { write(descriptor, bytes, count) }
