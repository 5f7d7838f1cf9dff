import FlyingFox
import Foundation
import Input
import Market
import TestSupport
import Testing
import Transport

@testable import ClickHouse

@Suite("Requests to an engine", .enabled(if: ClickHouseServer.isInstalled, "\(ClickHouseServer.missing)"), .serialized)
struct EngineClientTests {
    @Test("tables are created once, and are checked")
    func create() async throws {
        let server = try ClickHouseServer()
        let client = EngineClient(try server.address(), password: nil)
        #expect(
            throws: error(
                .missing,
                "the database has no tables of launchtop; create them with launchtop engine init",
                client
            )
        ) {
            try client.check()
        }
        for _ in 0..<2 { try client.createTables(EngineSchema(database: "launchtop")) }
        try client.check()
        try await client.checkTables()
        #expect(try await client.lastBatch(of: 7) == 0)
        let tables = try server.query("SHOW TABLES FROM launchtop").split(separator: "\n").map(String.init)
        #expect(Set(tables) == Set(EngineTable.all.map(\.name)))
    }

    @Test(
        "a column that tables of an earlier build lack is an error of the check, doesn't prevent reading, and is added once"
    )
    func additions() async throws {
        let server = try ClickHouseServer()
        let client = EngineClient(try server.address(), password: nil)
        try client.createTables(EngineSchema(database: "launchtop"))
        try server.query("ALTER TABLE launchtop.snapshots DROP COLUMN leader")
        try server.query(
            "INSERT INTO launchtop.snapshots (chart, at, since, partial, entries, collector, batch) "
                + "VALUES ('appstore:us/top-free', 1772359200, 1772359200, 0, 1, 7, 1)"
        )
        try server.query(
            "INSERT INTO launchtop.rankings (chart, app, at, rank, collector, batch) "
                + "VALUES ('appstore:us/top-free', '5', 1772359200, 1, 7, 1)"
        )
        let reader = EngineReader(client)
        func apps() throws -> [String] {
            try reader.slices(of: [Fixtures.chart()]).flatMap(\.apps).map(\.text)
        }
        let problem =
            "column leader of table snapshots is missing: an earlier version created the table; add the column with "
            + "launchtop engine init"
        #expect(throws: error(.missing, problem, client)) { try client.check() }
        await #expect(throws: error(.missing, problem, client)) { try await client.checkTables() }
        #expect(try reader.open().time.seconds > 0)
        #expect(try apps() == ["5"])
        #expect(try client.createTables(EngineSchema(database: "launchtop")) == ["snapshots.leader"])
        #expect(try client.createTables(EngineSchema(database: "launchtop")).isEmpty)
        try client.check()
        #expect(try apps() == ["5"])
        #expect(try server.query("SELECT leader FROM launchtop.snapshots") == "\n")
    }

    @Test("a database with other tables, a newer version or a missing table is an error with a fix")
    func tables() throws {
        let server = try ClickHouseServer()
        try server.query("CREATE DATABASE other")
        try server.query("CREATE TABLE other.rankings (chart String, rank Int32) ENGINE = Memory")
        let other = EngineClient(try server.address("other"), password: nil)
        #expect(throws: EngineError.self) { try other.createTables(EngineSchema(database: "other")) }
        #expect(try server.query("SHOW TABLES FROM other") == "rankings\n")
        let client = EngineClient(try server.address(), password: nil)
        try client.createTables(EngineSchema(database: "launchtop"))
        try server.query("INSERT INTO launchtop.launchtop VALUES (9, 'future')")
        let problem = "the tables have version 9, but this program knows only version 1; update launchtop"
        #expect(throws: error(.newerVersion, problem, client)) { try client.check() }
        try server.query("DROP TABLE launchtop.counts")
        #expect(throws: error(.missing, "table counts is missing; create them with launchtop engine init", client)) {
            try client.check()
        }
        try server.query("ALTER TABLE launchtop.apps DROP COLUMN seen")
        #expect(throws: EngineError.self) { try client.check() }
    }

    @Test(
        "the server of a test ends when the process that started it does, and starts again afterwards",
        .timeLimit(.minutes(1))
    )
    func watchdog() async throws {
        let server = try ClickHouseServer()
        server.loseParent()
        while !server.hasEnded { try await Task.sleep(for: .milliseconds(10)) }
        try server.start()
        #expect(try server.query("SELECT 1") == "1\n")
    }

    @Test("wrong passwords and missing permissions are errors that don't contain the password")
    func permissions() throws {
        let server = try ClickHouseServer()
        try EngineClient(try server.address(), password: nil).createTables(EngineSchema(database: "launchtop"))
        let address = try EngineAddress.parse("clickhouse://reader@127.0.0.1:\(server.port)/launchtop")
        for secret in [nil, Secret("hunter2-hunter2")] {
            let client = EngineClient(address, password: secret)
            let problem = "wrong user or password for user reader; check ?password= in the address"
            #expect(throws: error(.denied, problem, client)) { try client.check() }
        }
        let reader = EngineClient(address, password: Secret(ClickHouseServer.readerPassword))
        try reader.check()
        do throws(EngineError) {
            _ = try reader.run("INSERT INTO launchtop VALUES (1, 'x')")
            Issue.record("a reader can't write")
        } catch {
            #expect(error.reason == .denied)
            #expect(!"\(error)".contains(ClickHouseServer.readerPassword))
        }
    }

    @Test("a truncated insertion is an error and inserts nothing")
    func truncated() async throws {
        let server = try ClickHouseServer()
        let client = EngineClient(try server.address(), password: nil)
        try client.createTables(EngineSchema(database: "launchtop"))
        var rows = RowBinaryWriter()
        for _ in 0..<2 {
            rows.add("appstore:us/top-free")
            for _ in 0..<5 { rows.add("x") }
        }
        try await client.insert(rows.bytes, into: .charts)
        #expect(try server.query("SELECT count() FROM launchtop.charts") == "2\n")
        await #expect(throws: EngineError.self) {
            try await client.insert(Array(rows.bytes.dropLast(3)), into: .charts)
        }
        #expect(try server.query("SELECT count() FROM launchtop.charts") == "2\n")
    }

    private func error(_ reason: EngineError.Reason, _ problem: String, _ client: EngineClient) -> EngineError {
        EngineError(reason, "\(client.address)", problem)
    }
}

@Suite("Responses that aren't from an engine")
struct EngineResponseTests {
    @Test(
        "an HTML page, another service and a server that can't be reached are errors with a fix",
        arguments: [
            ("200 OK", "<!DOCTYPE html><html></html>", "the server responded with an HTML page"),
            ("404 Not Found", "<html>nothing here</html>", "HTTP 404 Not Found"),
            ("500 Internal Server Error", "oops", "HTTP 500 Internal Server Error"),
            ("200 OK", "{\"hello\": 1}", "unexpected response \"{\"hello\": 1}\""),
            ("302 Found", "", "HTTP 302 (redirect not followed)"),
        ]
    )
    func other(status: String, body: String, problem: String) async throws {
        let (code, phrase) = (status.prefix(3), status.dropFirst(4))
        let error = try await LocalServer.with { _ in
            HTTPResponse(
                statusCode: HTTPStatusCode(Int(code) ?? 0, phrase: String(phrase)),
                body: Data(body.utf8)
            )
        } _: { server in
            let address = try EngineAddress.parse(server.address.replacing("http:", with: "clickhouse:") + "/x")
            return try await Self.error(of: EngineClient(address, password: nil))
        }
        #expect(error?.problem.hasPrefix(problem) == true, "\(error?.problem ?? "none")")
        #expect(error?.problem.contains("check host and port") == true)
    }

    private static func error(of client: EngineClient) async throws -> EngineError? {
        do throws(EngineError) {
            try await client.checkTables()
            return nil
        } catch {
            return error
        }
    }
}
