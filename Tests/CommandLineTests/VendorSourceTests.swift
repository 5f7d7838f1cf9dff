import Foundation
import Market
import TestSupport
import Testing

/// The program with a local server in place of Appfigures.
@Suite("Ranks and estimates from Appfigures", .serialized, .blocking)
struct VendorSourceTests {
    typealias Stub = AppfiguresStub
    private static let clientKey = "client-key-0123456789"
    private let home: TemporaryFolder
    private var archive: String { home.url.appendingPathComponent("history.sqlite").path }

    init() throws { home = try TemporaryFolder() }

    private func configure(_ names: [String] = ["appfigures:ranks/us", "appfigures:estimates/us"]) throws -> String {
        let key = try home.write(Self.clientKey, to: "client.key")
        #expect(chmod(key, 0o600) == 0)
        let sources = names.map { name in
            """
            [[source]]
            from = "\(name)"
            authorization = "env:APPFIGURES_TOKEN"
            headers = { X-Client-Key = "file:client.key" }
            ids = { \(Stub.product) = "\(Stub.app)" }
            history = "20d"
            """
        }
        let polling = "[polling]\nrequests_per_minute = \"unlimited\"\n"
        let watchlist = "[[watchlist]]\nname = \"Mint Weather\"\nappstore = \(Stub.app)\n"
        return try home.write(polling + watchlist + sources.joined(separator: "\n"), to: "config.toml")
    }

    private func environment(_ server: LocalServer) -> [String: String] {
        ["LAUNCHTOP_APPFIGURES_URL": server.address, "APPFIGURES_TOKEN": Stub.token]
    }

    /// Every file in the home folder that contains the token or the client key, except the file of the key.
    private func leaks() throws -> [String] {
        let files = try FileManager.default.contentsOfDirectory(at: home.url, includingPropertiesForKeys: nil)
        return try files.filter { $0.lastPathComponent != "client.key" && !$0.hasDirectoryPath }.filter { file in
            let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
            return text.contains(Stub.token) || text.contains(Self.clientKey)
        }
        .map(\.lastPathComponent)
    }

    @Test("record fills the history once, requests nothing again after a kill, and stores ranks and estimates")
    func restart() async throws {
        let config = try configure()
        try await Stub.with { server, stub in
            let arguments = ["record", "--config", config, "--archive", archive]
            let first = try RunningProgram(arguments, in: home.url, environment: environment(server))
            // 20 days of ranks are 3 requests, and of estimates 1.
            #expect(await first.waits(for: "poll source=appfigures", count: 4))
            _ = first.end(with: SIGKILL)
            #expect(stub.requests.count == 4 && Set(stub.requests).count == 4)
            #expect(stub.headers.allSatisfy { $0["x-client-key"] == Self.clientKey })
            let second = try RunningProgram(arguments, in: home.url, environment: environment(server))
            #expect(await second.waits(for: "poll source=appfigures", count: 6))
            _ = second.end(with: SIGTERM)
            #expect(Set(stub.requests).count == 4 && stub.requests.count <= 5, "\(stub.requests)")
            #expect(try leaks().isEmpty)
        }
        let shown = try Program.run(["show", "app", Stub.app, "--from", archive, "--json"], home: home.url)
        for text in ["\"source\":\"Appfigures\"", "\"kind\":\"estimate\"", "top-free"] {
            #expect(shown.output.contains(text))
        }
    }

    @Test("a rejected token is an error on Sources without the token, and source test exits with 1")
    func rejected() async throws {
        let config = try configure(["appfigures:ranks/us"])
        try await Stub.with { server, _ in
            var wrong = environment(server)
            wrong["APPFIGURES_TOKEN"] = "wrong-token-0123456789"
            let program = try RunningProgram(
                ["record", "--config", config, "--archive", archive],
                in: home.url,
                environment: wrong
            )
            #expect(await program.waits(for: "HTTP 401 Unauthorized; check authorization"))
            let shown = try Program.run(["show", "sources", "--from", archive, "--json"])
            #expect(shown.output.contains("HTTP 401 Unauthorized; check authorization"))
            _ = program.end(with: SIGTERM)
            #expect(!(program.lines.joined() + shown.output).contains("wrong-token"))
            let test = try Program.run(["source", "test", "--config", config], home: home.url, environment: wrong)
            #expect(test.status == 1 && test.output.contains("appfigures:ranks/us: failed"))
            #expect(!test.output.contains("wrong-token"))
        }
    }

    @Test("source test sends one request, and says what is missing")
    func test() async throws {
        let config = try configure(["appfigures:ranks/us"])
        try await Stub.with { server, stub in
            let outcome = try Program.run(
                ["source", "test", "appfigures:ranks/us", "--config", config, "--archive", archive],
                home: home.url,
                environment: environment(server)
            )
            #expect(outcome.status == 0 && stub.requests.count == 1)
            for line in [
                "appfigures:ranks/us: OK\n", " ranks of 1 app in 2 charts, ", "polled every 1 h",
                "missing     nothing is stored yet of 20 days of history",
            ] {
                #expect(outcome.output.contains(line), "\(outcome.output)")
            }
        }
    }
}
