import FlyingFox
import Foundation
import Market
import TestSupport
import Testing

@Suite("Alert delivery", .serialized)
struct AlertDeliveryTests {
    private let folder: AlertFolder

    init() throws { folder = try AlertFolder() }

    /// Calls `body` with a server that records the path, the query and the body of each request.
    private func withServer(
        status: HTTPStatusCode = .ok,
        _ body: @Sendable (LocalServer, SeenHeaders) async throws -> Void
    ) async throws {
        let seen = SeenHeaders()
        try await LocalServer.with { request in
            let text = String(decoding: try await request.bodyData, as: UTF8.self)
            let query = request.query.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
            seen.note("\(request.path)\(query.isEmpty ? "" : "?\(query)") \(text)")
            return HTTPResponse(statusCode: status, body: Data(#"{"message": "Unknown Webhook"}"#.utf8))
        } _: { server in
            try await body(server, seen)
        }
    }

    /// Writes snapshots in which app 2 becomes #1 and stays there, so that alerts about its rank fire.
    private func fire(_ program: RunningProgram) async throws {
        for (minutes, ids) in [(Int64(1), ["1", "2", "3"]), (3, ["2", "1", "3"]), (5, ["2", "3", "1"])] {
            try folder.write(ids, minutes)
            #expect(await program.waits(for: "poll source=", count: Int(minutes + 1) / 2))
        }
    }

    @Test("each webhook receives its service's format, with the alerts from one poll in a single message")
    func services() async throws {
        try await withServer { server, seen in
            let rule = "app = \"2\"\nwebhook = \"\(server.address)"
            try folder.set(
                "when = \"rank <= 1\"\n\(rule)/own\"",
                "when = \"enters top 1\"\n\(rule)/own\"",
                "when = \"rank <= 1 in us top-free\"\n\(rule)/slack\"\nformat = \"slack\"",
                "when = \"enters top 1 of us top-free\"\n\(rule)/discord\"\nformat = \"discord\"",
                "when = \"moved >= 1 in 1h\"\n\(rule)/my-topic\"\nformat = \"ntfy\""
            )
            let program = try folder.record()
            try await fire(program)
            #expect(await program.waits(for: " sent alert ", count: 4))
            #expect(program.end(with: SIGTERM) == 0)
            let requests = seen.values.sorted()
            #expect(requests.map { $0.prefix { $0 != " " } } == ["/", "/discord?wait=true", "/own", "/slack"])
            #expect(requests[0].contains("\"topic\":\"my-topic\"") && requests[0].contains("climbed 1 rank in "))
            #expect(requests[1].contains("\"allowed_mentions\":{\"parse\":[]}"))
            #expect(requests[2].contains("\"title\":\"2 alerts: ") && requests[2].contains("\"alerts\":[{"))
            #expect(requests[3].contains("\"mrkdwn\":false") && requests[3].contains("entered") == false)
        }
    }

    @Test("alerts and delivery failures survive a restart of record, and alert numbers continue")
    func restart() async throws {
        try await withServer(status: .notFound) { server, _ in
            try folder.set("when = \"rank <= 1\"\napp = \"2\"\nwebhook = \"\(server.address)/sesame\"")
            let first = try folder.record()
            try await fire(first)
            #expect(await first.waits(for: "not sent to 127.0.0.1:"))
            #expect(first.lines.contains { $0.contains("HTTP 404 Not Found; Unknown Webhook") })
            #expect(first.end(with: SIGTERM) == 0)
            // The snapshots are later than this start too, so the rule fires again.
            let second = try folder.record()
            #expect(await second.waits(for: "not sent to 127.0.0.1:", count: 2))
            #expect(second.end(with: SIGTERM) == 0)
        }
        let list = try run(["alert", "list", "--json", "--archive", folder.archive])
        #expect(list.status == 0 && !list.output.contains("sesame"))
        let object = try JSONSerialization.jsonObject(with: Data(list.output.utf8)) as? [String: [[String: Any]]]
        #expect(object?["alerts"]?.compactMap { $0["number"] as? Int } == [2, 1])
        let delivery = (object?["alerts"]?.first?["deliveries"] as? [[String: Any]])?.first
        #expect(delivery?["failure"] as? String == "HTTP 404 Not Found; Unknown Webhook")
        #expect(object?["rules"]?.first?["canFire"] as? Bool == true)
        let text = try run(["alert", "list", "--archive", folder.archive])
        #expect(
            text.output.hasPrefix("1  rank <= 1  2  → 127.0.0.1:") && text.output.contains("   not sent: 127.0.0.1:")
        )
        let doctor = try run(["doctor", "--archive", folder.archive])
        #expect(
            doctor.output.contains(
                "✗ alerts     2 of the last 2 alerts were not sent to all destinations; last failure: 127"
            )
        )
    }

    @Test("a dashboard that reads an archive while record writes it shows alert rules and new alerts")
    func viewer() async throws {
        try folder.set("when = \"rank <= 1\"\napp = \"2\"", "when = \"enters top 200\"\napp = \"2\"")
        let program = try folder.record()
        try folder.write(["1", "2", "3"], 1)
        #expect(await program.waits(for: "poll source="))
        let terminal = try PseudoTerminal(
            [Program.path, "--archive", folder.archive],
            environment: folder.environment
        )
        #expect(terminal.waitFor("LIVE"))
        // Once the list shows the rules, they have been read, so the alert below is new.
        terminal.type("A")
        #expect(terminal.waitFor("can't"))
        terminal.type("A")
        let mark = terminal.output.count
        for (minutes, ids) in [(Int64(3), ["2", "1", "3"]), (5, ["2", "3", "1"])] {
            try folder.write(ids, minutes)
            #expect(await program.waits(for: "poll source=", count: Int(minutes + 1) / 2))
        }
        #expect(terminal.waitFor("confirmed", after: mark))
        terminal.type("q")
        #expect(terminal.waitForEnd() == 0)
        #expect(program.end(with: SIGTERM) == 0)
    }

    @Test(
        "a dashboard shows the rules in the config file while no process records, instead of those of the last recording"
    )
    func idleViewer() async throws {
        try folder.set("when = \"rank <= 1\"\napp = \"2\"")
        let program = try folder.record()
        try folder.write(["1", "2", "3"], 1)
        #expect(await program.waits(for: "poll source="))
        #expect(program.end(with: SIGTERM) == 0)
        try folder.set("when = \"enters top 33\"\napp = \"2\"")
        let terminal = try PseudoTerminal(
            [Program.path, "--archive", folder.archive, "--config", folder.settings.path],
            environment: folder.environment
        )
        #expect(terminal.waitFor("POLLING STOPPED"))
        terminal.type("A")
        #expect(terminal.waitFor("enters top 33"))
        #expect(!String(decoding: terminal.output, as: UTF8.self).contains("rank <= 1"))
        terminal.type("A")
        terminal.type("q")
        #expect(terminal.waitForEnd() == 0)
    }

    @Test("launchtop alert test sends one test alert to each webhook and command, and reports each outcome")
    func test() async throws {
        let output = folder.home.url.appendingPathComponent("output").path
        try await withServer { server, seen in
            try folder.set(
                "when = \"rank <= 1\"\nwebhook = \"\(server.address)/sesame\"\nformat = \"slack\"",
                "when = \"rank <= 2\"\nwebhook = \"\(server.address)/sesame\"\nformat = \"slack\"\n"
                    + "command = [\"/bin/sh\", \"-c\", \"printf '%s' \\\"$1\\\" > '\(output)'\", \"sh\", \"{text}\"]",
                "when = \"rank <= 3\""
            )
            let outcome = try run(["alert", "test"])
            #expect(outcome.status == 0, "\(outcome)")
            let lines = outcome.output.split(separator: "\n").map(String.init)
            #expect(lines.count == 7 && lines[0] == "rule 1: rank <= 1")
            #expect(lines[1].hasPrefix("  127.0.0.1:") && lines[1].hasSuffix(" (slack): sent"))
            #expect(lines[3].hasSuffix(" (slack): tested with rule 1") && lines[4] == "  command sh: sent")
            #expect(lines[6] == "  only shown on the screen; no webhook or command")
            #expect(seen.values.count == 1 && seen.values[0].contains("Test alert from launchtop for rule 1"))
        }
        #expect(
            try String(contentsOfFile: output, encoding: .utf8) == "Test alert from launchtop for rule 2: rank <= 2"
        )
    }

    @Test("launchtop alert test exits with 1 if a delivery fails, a rule doesn't exist or nothing can be tested")
    func failedTest() async throws {
        try await withServer(status: .forbidden) { server, _ in
            try folder.set(
                "when = \"rank <= 1\"\nwebhook = \"\(server.address)/sesame\"\ncommand = [\"false\"]",
                "when = \"rank <= 2\"\nwebhook = \"env:NO_SUCH_HOOK\"",
                "when = \"rank <= 3\"\ncommand = [\"true\"]"
            )
            let outcome = try run(["alert", "test"])
            #expect(outcome.status == 1 && !outcome.output.contains("sesame"))
            #expect(outcome.output.contains(": not sent: HTTP 403 Forbidden; Unknown Webhook"))
            #expect(outcome.output.contains("command false: not sent: failed with exit code 1"))
            #expect(outcome.output.contains("env:NO_SUCH_HOOK: not sent: environment variable NO_SUCH_HOOK is not set"))
            #expect(try run(["alert", "test", "--rule", "3"]).status == 0)
            let none = try run(["alert", "test", "--rule", "4"])
            #expect(none.status == 1 && none.errors.contains("no rule 4; 3 rules in the config file"))
        }
        try folder.set("when = \"rank <= 1\"")
        let nothing = try run(["alert", "test"])
        #expect(
            nothing.status == 1
                && nothing.errors.contains(
                    "nothing to test: no rule has a webhook or command; add one to an [[alert]] table in"
                )
        )
    }

    private func run(_ arguments: [String]) throws -> Program.Outcome {
        try Program.run(arguments + ["--config", folder.settings.path], home: folder.home.url)
    }
}
