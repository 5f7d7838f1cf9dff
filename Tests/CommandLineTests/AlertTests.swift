import FlyingFox
import Foundation
import Market
import TestSupport
import Testing

@Suite("Alerts while sources are polled", .serialized)
struct AlertTests {
    private let home: TemporaryFolder
    private var folder: URL { home.url.appendingPathComponent("charts") }
    private var settings: URL { home.url.appendingPathComponent("settings.toml") }
    /// Snapshots are stamped after this, so that they aren't treated as history.
    private let start = Timestamp(seconds: Int64(Date().timeIntervalSince1970))

    init() throws {
        home = try TemporaryFolder()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    /// Writes a snapshot observed this number of minutes after the start.
    private func write(_ ids: [String], _ minutes: Int64) throws {
        let time = (start + minutes * 60).iso8601
        let rows = ids.enumerated().map { "\(time),appstore,us,top-free,,\($0 + 1),\($1),-The $(id) \($1) app,Maker" }
        let text = (["time,store,storefront,chart,genre,rank,app,name,developer"] + rows).joined(separator: "\n") + "\n"
        try Data(text.utf8).write(to: folder.appendingPathComponent("\(minutes).csv"), options: .atomic)
    }

    private func set(_ alert: String) throws {
        let text = "[[source]]\nfrom = \"\(folder.path)\"\n[[alert]]\n\(alert)\n"
        try Data(text.utf8).write(to: settings, options: .atomic)
    }

    private func record() throws -> RunningProgram {
        let archive = home.url.appendingPathComponent("history.sqlite").path
        return try RunningProgram(["record", "--config", settings.path, "--archive", archive], in: home.url)
    }

    private static let name = "-The $(id) 2 app"

    @Test("a second snapshot fires the alert once: to the log, a command, and a webhook that fails at first")
    func story() async throws {
        let seen = SeenHeaders()
        try await LocalServer.with { request in
            seen.note(String(decoding: try await request.bodyData, as: UTF8.self))
            return HTTPResponse(statusCode: seen.values.count == 1 ? .internalServerError : .noContent)
        } _: { server in
            let output = home.url.appendingPathComponent("output").path
            let script = "printf '%s|' \\\"$@\\\" >> '\(output)'"
            try set(
                """
                when = "rank <= 1 in us top-free"
                app = "2"
                command = ["/bin/sh", "-c", "\(script)", "sh", "{name}", "now #{rank}", "{{x}"]
                webhook = "\(server.address)/services/sesame?key=sesame"
                """
            )
            try write(["1", "2", "3"], 1)
            let program = try record()
            #expect(await program.waits(for: "snapshots=1 new=1"))
            try write(["2", "1", "3"], 3)
            #expect(await program.waits(for: "snapshots=1 new=1", count: 2))
            #expect(!program.lines.contains { $0.contains(" alert \(Self.name)") })
            try write(["2", "3", "1"], 5)
            #expect(await program.waits(for: " alert \(Self.name) is #1 in US Top Free"))
            #expect(await program.waits(for: "ran /bin/sh"))
            #expect(try String(contentsOfFile: output, encoding: .utf8) == " \(Self.name)|now #1|{x}|")
            #expect(await program.waits(for: "sent alert \"\(Self.name) is #1\" to its webhook (attempt 2)"))
            try write(["2", "1"], 7)
            #expect(await program.waits(for: "snapshots=1 new=1", count: 4))
            #expect(program.end(with: SIGTERM) == 0)
            #expect(program.lines.count { $0.contains(" alert \(Self.name)") } == 1)
            #expect(!program.lines.joined().contains("sesame") && !program.errorText.contains("sesame"))
        }
        #expect(seen.values.count == 2 && seen.values.first == seen.values.last)
        let body = try JSONSerialization.jsonObject(with: Data((seen.values.last ?? "").utf8)) as? [String: Any]
        #expect(body?["app"] as? String == "2" && body?["rank"] as? Int == 1)
        #expect(body?["title"] as? String == "\(Self.name) is #1")
        #expect((body?["chart"] as? [String: Any])?["storefront"] as? String == "us")
    }

    @Test("a failing command and webhook are logged without the webhook's URL")
    func failing() async throws {
        try await LocalServer.with { _ in
            HTTPResponse(statusCode: .notFound)
        } _: { server in
            try set(
                """
                when = "rank <= 1"
                app = "2"
                command = ["no-such-program-here", "{title}"]
                webhook = "\(server.address)/services/sesame"
                """
            )
            let program = try record()
            try write(["2", "1"], 1)
            #expect(await program.waits(for: "snapshots=1 new=1"))
            try write(["2", "1"], 3)
            #expect(
                await program.waits(
                    for: "alert command no-such-program-here couldn't be started: no such file or directory"
                )
            )
            #expect(await program.waits(for: "not sent to its webhook: webhook at 127.0.0.1:"))
            #expect(await program.waits(for: "HTTP 404 Not Found"))
            #expect(program.end(with: SIGTERM) == 0)
            #expect(!program.lines.joined().contains("sesame"))
        }
    }

    @Test("changed alert rules in the settings apply while recording")
    func changed() async throws {
        try set("when = \"rank <= 1\"\napp = \"9\"")
        let program = try record()
        try write(["1", "2"], 1)
        #expect(await program.waits(for: "snapshots=1 new=1"))
        try set("when = \"enters top 1\"\napp = \"2\"")
        #expect(await program.waits(for: "settings reloaded: [[alert]]"))
        for minutes in [Int64(3), 5] {
            try write(["2", "1"], minutes)
            #expect(await program.waits(for: "poll source=", count: Int(minutes + 1) / 2))
        }
        #expect(await program.waits(for: "alert \(Self.name) entered the top 1 at #1"))
        _ = program.end(with: SIGTERM)
    }

    @Test("on the screen an alert shows a message and a notification; old snapshots don't fire")
    func screen() throws {
        try set("when = \"rank <= 1\"\napp = \"2\"\nnotify = true")
        for minutes in [Int64(-9), -7, -5] { try write(["1", "2"], minutes) }
        let environment = [
            "XDG_DATA_HOME": home.url.path, "XDG_CONFIG_HOME": home.url.path, "XDG_STATE_HOME": home.url.path,
            "TERM": "xterm-256color", "TERM_PROGRAM": "", "TMUX": "",
        ]
        let terminal = try PseudoTerminal(
            [Program.path, "watch", "--no-archive", "--config", settings.path],
            environment: environment
        )
        #expect(terminal.waitFor("-The"))
        let mark = terminal.output.count
        for minutes in [Int64(3), 5] {
            try write(["2", "1"], minutes)
            terminal.settle(milliseconds: 1500)
        }
        #expect(terminal.waitFor("! ", after: mark))
        #expect(terminal.waitFor("\u{1B}]9;launchtop: \(Self.name) is #1\u{07}", after: mark))
        terminal.type("q")
        #expect(terminal.waitForEnd() == 0)
    }

    @Test("config check reports errors in alert rules")
    func check() throws {
        try set("when = \"rank <= 1 in ja top-free\"\nwebhook = \"http://example.com/sesame\"")
        let wrong = try Program.run(["config", "check", "--config", settings.path])
        #expect(wrong.status == 1 && wrong.errors.contains("unknown storefront \"ja\"; did you mean jp (Japan)?"))
        #expect(wrong.errors.contains("must start with https://") && !wrong.errors.contains("sesame"))
        try set("when = \"rank <= 1\"\nwebhook = \"env:NO_SUCH_HOOK\"")
        let missing = try Program.run(["config", "check", "--config", settings.path])
        #expect(missing.status == 1 && missing.errors.contains("environment variable NO_SUCH_HOOK is not set"))
        try set("when = \"rank <= 1\"")
        #expect(
            try Program.run(["config", "check", "--config", settings.path]).errors.contains("the watchlist is empty")
        )
    }
}
