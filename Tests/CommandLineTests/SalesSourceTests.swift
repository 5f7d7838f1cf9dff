import Foundation
import Market
import TestSupport
import Testing

/// The program with a local server in place of App Store Connect.
@Suite("Sales reports from App Store Connect", .serialized, .blocking)
struct SalesSourceTests {
    typealias Stub = AppStoreConnectStub
    private let home: TemporaryFolder
    private var archive: String { home.url.appendingPathComponent("history.sqlite").path }

    init() throws { home = try TemporaryFolder() }

    private static let clock = Stub.Clock { Timestamp(seconds: Int64(Date().timeIntervalSince1970)) }

    /// Writes the config file and the key, and returns the path of the config file.
    private func configure(keyID: String = Stub.keyID, mode: mode_t = 0o600) throws -> String {
        let key = try home.write(Stub.pem, to: "key.p8")
        #expect(chmod(key, mode) == 0)
        return try home.write(
            """
            [polling]
            requests_per_minute = "unlimited"
            [[source]]
            from = "appstoreconnect:sales"
            vendor_number = "\(Stub.vendor)"
            issuer_id = "\(Stub.issuerID)"
            key_id = "\(keyID)"
            private_key = "file:key.p8"
            """,
            to: "config.toml"
        )
    }

    private static func sales(_ date: String) -> Stub.Answer { .report(Stub.report(date, [("6790244829", "US", 40)])) }

    /// Every file in the home folder that contains a part of the private key, or of a token, except the key itself.
    private func leaks(_ stub: Stub) throws -> [String] {
        let secrets = Set(stub.authorizations.map { $0.split(separator: ".").last.map(String.init) ?? $0 })
            .union(Stub.pem.split(separator: "\n").dropFirst().dropLast().map(String.init))
        #expect(secrets.count > 2)
        let files = try FileManager.default.contentsOfDirectory(at: home.url, includingPropertiesForKeys: nil)
        return try files.filter { $0.lastPathComponent != "key.p8" && !$0.hasDirectoryPath }.flatMap { file in
            let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
            return secrets.filter { text.contains($0) || text.contains("Bearer ") }.map {
                "\(file.lastPathComponent): \($0)"
            }
        }
    }

    @Test("record continues after being killed without requesting a report again; no secret is in any file")
    func restart() async throws {
        let config = try configure()
        try await Stub.with(clock: Self.clock) { _, date, _ in
            Self.sales(date)
        } _: { server, stub in
            let environment = ["LAUNCHTOP_APPSTORECONNECT_URL": server.address]
            let arguments = ["record", "--config", config, "--archive", archive]
            let first = try RunningProgram(arguments, in: home.url, environment: environment)
            #expect(await first.waits(for: "counts=1", count: 20))
            _ = first.end(with: SIGKILL)
            let killed = stub.requests
            let second = try RunningProgram(arguments, in: home.url, environment: environment)
            #expect(await second.waits(for: "counts=1", count: 40))
            _ = second.end(with: SIGTERM)
            // The answer to the last request before the kill may not have been stored.
            let repeated = Set(stub.requests.dropFirst(killed.count)).intersection(killed)
            #expect(repeated.isSubset(of: killed.suffix(1)), "\(repeated) of \(killed.suffix(3))")
            #expect(stub.requests.count >= 40)
            #expect(try leaks(stub).isEmpty)
        }
        let shown = try Program.run(["show", "app", "6790244829", "--from", archive, "--json"])
        #expect(shown.output.contains("\"source\":\"App Store Connect\""))
    }

    @Test(
        "a rejected key is an error that names the setting, other sources continue, and a corrected key is used at once"
    )
    func badKey() async throws {
        let config = try configure(keyID: "ABCDEFGHIJ")
        let folder = home.url.appendingPathComponent("charts")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let chart =
            "time,store,storefront,chart,genre,rank,app,name,developer\n2026-03-01,appstore,us,top-free,,1,1,A,B\n"
        try Data(chart.utf8).write(to: folder.appendingPathComponent("a.csv"))
        let text = try String(contentsOfFile: config, encoding: .utf8)
        try home.write("\(text)\n[[source]]\nfrom = \"charts\"\n", to: "config.toml")
        try await Stub.with(clock: Self.clock) { _, date, _ in
            Self.sales(date)
        } _: { server, stub in
            let program = try RunningProgram(
                ["record", "--config", config, "--archive", archive],
                in: home.url,
                environment: ["LAUNCHTOP_APPSTORECONNECT_URL": server.address]
            )
            #expect(await program.waits(for: "HTTP 401 Unauthorized; issuer_id, key_id or private_key is wrong"))
            #expect(await program.waits(for: "snapshots=1 new=1"))
            #expect(stub.requests.count == 1)
            let shown = try Program.run(["show", "sources", "--from", archive, "--json"])
            #expect(shown.output.contains("issuer_id, key_id or private_key is wrong"))
            let corrected = try String(contentsOfFile: config, encoding: .utf8)
                .replacing("ABCDEFGHIJ", with: Stub.keyID)
            try Data(corrected.utf8).write(to: URL(fileURLWithPath: config), options: .atomic)
            #expect(await program.waits(for: "counts=1", count: 3))
            _ = program.end(with: SIGTERM)
            #expect(try leaks(stub).isEmpty)
        }
    }

    @Test("source test prints what was received, the rate limit and what is missing, and stores nothing")
    func test() async throws {
        let config = try configure()
        try await Stub.with(clock: Self.clock) { _, date, _ in
            Self.sales(date)
        } _: { server, stub in
            let outcome = try Program.run(
                ["source", "test", "appstoreconnect:sales", "--config", config, "--archive", archive],
                home: home.url,
                environment: ["LAUNCHTOP_APPSTORECONNECT_URL": server.address]
            )
            #expect(outcome.status == 0)
            let date = stub.requests.first?.split(separator: " ").last ?? ""
            for line in [
                "appstoreconnect:sales/85001234: OK\n", "  received    1 count of \(date)\n",
                "  rate limit  3,499 of 3,500 requests left this hour\n",
                "  missing     0 of 365 daily reports received, 365 to request\n",
            ] {
                #expect(outcome.output.contains(line), "\(outcome.output)")
            }
            #expect(stub.requests.count == 1 && !FileManager.default.fileExists(atPath: archive))
        }
    }

    @Test("source test of a source that fails prints the error, and exits with 1")
    func failedTest() async throws {
        let config = try configure()
        try await Stub.with(clock: Self.clock) { _, _, _ in
            .forbidden
        } _: { server, stub in
            let outcome = try Program.run(
                ["source", "test", "--config", config],
                home: home.url,
                environment: ["LAUNCHTOP_APPSTORECONNECT_URL": server.address]
            )
            #expect(
                outcome.status == 1 && outcome.output.contains("failed\n  error       HTTP 403 Forbidden; private_key")
            )
        }
    }

    @Test("source test of ratings and of files sends one request, or reads the files")
    func otherSources() async throws {
        try await AppStoreStub.with { server, seen in
            let config = try home.write("[watchlist]\napps = [\"6790244829\", \"77\"]\n", to: "config.toml")
            let outcome = try Program.run(
                ["source", "test", "appstore:ratings/us,jp", "--config", config],
                home: home.url,
                environment: ["LAUNCHTOP_APPSTORE_URL": server.address]
            )
            for line in ["ratings of 1 app\n", "77: not in this storefront\n", "1 storefront not tested"] {
                #expect(outcome.output.contains(line), "\(outcome.output)")
            }
            #expect(outcome.status == 0 && seen.values.count == 1)
        }
        let file = try home.write(
            "day,app,storefront,downloads,kind,source\n2026-03-10,1,us,5,exact,Own\n",
            to: "a.csv"
        )
        let outcome = try Program.run(["source", "test", file], home: home.url)
        #expect(outcome.output == "\(file): OK\n  received    1 count of 2026-03-10\n")
    }

    @Test("source test without sources, and a source that can't be read, are errors")
    func noSources() throws {
        let none = try Program.run(["source", "test"], home: home.url)
        #expect(none.status == 1 && none.errors.contains("no sources; add a [[source]] table, or name a source"))
        let unnamed = try Program.run(["source", "test", "appstoreconnect:sales/85001234"], home: home.url)
        #expect(unnamed.status == 1 && unnamed.output.contains("needs an API key"))
    }

    @Test("doctor checks the key file, and whether its name fits key_id")
    func doctor() throws {
        let good = try Program.run(["doctor", "--config", try configure()], home: home.url)
        #expect(
            good.output.contains("✓ sources    appstoreconnect:sales/85001234: private key for key 2X9R4HXF34 can sign")
        )
        let open = try Program.run(["doctor", "--config", try configure(mode: 0o644)], home: home.url)
        #expect(open.status == 1 && open.output.contains("readable by other users; run chmod 600 on it"))
        let config = try configure()
        try home.write("not a key", to: "key.p8")
        let damaged = try Program.run(["doctor", "--config", config], home: home.url)
        #expect(damaged.status == 1)
        #expect(
            damaged.output.contains(
                "✗ sources    appstoreconnect:sales/85001234: private_key: expected the text of a .p8"
            )
        )
    }
}
