import FlyingFox
import Foundation
import Market
import TestSupport
import Testing

@Suite("Alerts while sources are polled", .serialized)
struct AlertTests {
    private let folder: AlertFolder

    init() throws { folder = try AlertFolder() }

    @Test("an alert fires once, when a second snapshot confirms it, and a failed webhook is retried")
    func story() async throws {
        let seen = SeenHeaders()
        try await LocalServer.with { request in
            seen.note(String(decoding: try await request.bodyData, as: UTF8.self))
            return HTTPResponse(statusCode: seen.values.count == 1 ? .internalServerError : .noContent)
        } _: { server in
            let output = folder.home.url.appendingPathComponent("output").path
            let script = "printf '%s|' \\\"$@\\\" >> '\(output)'"
            try folder.set(
                """
                when = "rank <= 1 in us top-free"
                app = "2"
                command = ["/bin/sh", "-c", "\(script)", "sh", "{name}", "now #{rank}", "{{x}"]
                webhook = "\(server.address)/services/sesame?key=sesame"
                """
            )
            try folder.write(["1", "2", "3"], 1)
            let program = try folder.record()
            #expect(await program.waits(for: "snapshots=1 new=1"))
            try folder.write(["2", "1", "3"], 3)
            #expect(await program.waits(for: "snapshots=1 new=1", count: 2))
            #expect(!program.lines.contains { $0.contains(" alert \(AlertFolder.name)") })
            try folder.write(["2", "3", "1"], 5)
            #expect(await program.waits(for: " alert \(AlertFolder.name) is #1 in US Top Free"))
            #expect(await program.waits(for: "ran /bin/sh"))
            #expect(try String(contentsOfFile: output, encoding: .utf8) == " \(AlertFolder.name)|now #1|{x}|")
            #expect(await program.waits(for: "sent alert \"\(AlertFolder.name) is #1 in US Top Free\" to 127.0.0.1:"))
            #expect(await program.waits(for: " (attempt 2)"))
            try folder.write(["2", "1"], 7)
            #expect(await program.waits(for: "snapshots=1 new=1", count: 4))
            #expect(program.end(with: SIGTERM) == 0)
            #expect(program.lines.count { $0.contains(" alert \(AlertFolder.name)") } == 1)
            #expect(!program.lines.joined().contains("sesame") && !program.errorText.contains("sesame"))
        }
        #expect(seen.values.count == 2 && seen.values.first == seen.values.last)
        let body = try JSONSerialization.jsonObject(with: Data((seen.values.last ?? "").utf8)) as? [String: Any]
        #expect(body?["app"] as? String == "2" && body?["rank"] as? Int == 1)
        #expect(body?["title"] as? String == "\(AlertFolder.name) is #1 in US Top Free")
        #expect((body?["alerts"] as? [Any])?.count == 1)
        #expect((body?["chart"] as? [String: Any])?["storefront"] as? String == "us")
    }

    @Test("record logs failures of an alert's command and webhook, but not the webhook's secret path")
    func failing() async throws {
        try await LocalServer.with { _ in
            HTTPResponse(statusCode: .notFound)
        } _: { server in
            try folder.set(
                """
                when = "rank <= 1"
                app = "2"
                command = ["no-such-program-here", "{title}"]
                webhook = "\(server.address)/services/sesame"
                """
            )
            let program = try folder.record()
            try folder.write(["2", "1"], 1)
            #expect(await program.waits(for: "snapshots=1 new=1"))
            try folder.write(["2", "1"], 3)
            #expect(
                await program.waits(
                    for: "alert command no-such-program-here couldn't be started: no such file or directory"
                )
            )
            #expect(await program.waits(for: "not sent to 127.0.0.1:"))
            #expect(await program.waits(for: "HTTP 404 Not Found"))
            #expect(program.end(with: SIGTERM) == 0)
            #expect(!program.lines.joined().contains("sesame"))
        }
    }

    @Test("without a restart, record applies alert rules that are changed in the config file")
    func changed() async throws {
        try folder.set("when = \"rank <= 1\"\napp = \"9\"")
        let program = try folder.record()
        try folder.write(["1", "2"], 1)
        #expect(await program.waits(for: "snapshots=1 new=1"))
        try folder.set("when = \"enters top 1\"\napp = \"2\"")
        #expect(await program.waits(for: "settings reloaded: [[alert]]"))
        for minutes in [Int64(3), 5] {
            try folder.write(["2", "1"], minutes)
            #expect(await program.waits(for: "poll source=", count: Int(minutes + 1) / 2))
        }
        #expect(await program.waits(for: "alert \(AlertFolder.name) is #1 in US Top Free: entered top 1"))
        _ = program.end(with: SIGTERM)
    }

    @Test("the dashboard shows a message and a terminal notification when an alert fires")
    func screen() throws {
        try folder.set("when = \"rank <= 1\"\napp = \"2\"\nnotify = true")
        for minutes in [Int64(-9), -7, -5] { try folder.write(["1", "2"], minutes) }
        let terminal = try PseudoTerminal(
            [Program.path, "watch", "--no-archive", "--config", folder.settings.path],
            environment: folder.environment
        )
        #expect(terminal.waitFor("-The"))
        let mark = terminal.output.count
        for minutes in [Int64(3), 5] {
            try folder.write(["2", "1"], minutes)
            terminal.settle(milliseconds: 1500)
        }
        #expect(terminal.waitFor("! ", after: mark))
        #expect(terminal.waitFor("\u{1B}]9;launchtop: \(AlertFolder.name) is #1 in US Top Free\u{07}", after: mark))
        terminal.type("q")
        #expect(terminal.waitForEnd() == 0)
    }

    @Test("config check reports errors in alert rules, and warns about rules that can't fire")
    func check() throws {
        try folder.set("when = \"rank <= 1 in ja top-free\"\nwebhook = \"http://example.com/sesame\"")
        let wrong = try Program.run(["config", "check", "--config", folder.settings.path])
        #expect(wrong.status == 1 && wrong.errors.contains("unknown storefront \"ja\"; did you mean jp (Japan)?"))
        #expect(wrong.errors.contains("must start with https://") && !wrong.errors.contains("sesame"))
        try folder.set("when = \"rank <= 1\"\nwebhook = \"env:NO_SUCH_HOOK\"")
        let missing = try Program.run(["config", "check", "--config", folder.settings.path])
        #expect(missing.status == 1 && missing.errors.contains("environment variable NO_SUCH_HOOK is not set"))
        try folder.set("when = \"rank <= 1\"")
        #expect(
            try Program.run(["config", "check", "--config", folder.settings.path]).errors.contains(
                "the watchlist is empty"
            )
        )
        try folder.set("when = \"rank <= 1 in jp top-free\"\napp = \"any\"")
        let text = try String(contentsOf: folder.settings, encoding: .utf8)
        try text.replacing(folder.charts.path, with: "appstore:us/top-free")
            .write(to: folder.settings, atomically: true, encoding: .utf8)
        let unreached = try Program.run(["config", "check", "--config", folder.settings.path])
        #expect(unreached.status == 0 && unreached.output.contains(": 1 warning ("))
        #expect(unreached.errors.contains("can't fire: no source polls JP Top Free; add a [[source]] for it"))
        try folder.set("when = \"rating < 4 in us\"\napp = \"2\"")
        let unrated = try Program.run(["config", "check", "--config", folder.settings.path])
        #expect(unrated.status == 0 && unrated.errors.contains("; the config file has none"))
    }
}
