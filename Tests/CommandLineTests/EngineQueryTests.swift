import Foundation
import TestSupport
import Testing

@Suite(
    "Queries in the documentation of the engine",
    .enabled(if: ClickHouseServer.isInstalled, "\(ClickHouseServer.missing)"),
    .serialized,
    .blocking
)
struct EngineQueryTests {
    private static let dashboard = Fixtures.repository.appendingPathComponent("docs/grafana-dashboard.json")

    private func prepared() throws -> ClickHouseServer {
        let server = try ClickHouseServer()
        let home = try TemporaryFolder()
        let address = "clickhouse://127.0.0.1:\(server.port)/launchtop"
        #expect(try Program.run(["engine", "init", address], home: home.url).status == 0)
        let sample = Fixtures.repository.appendingPathComponent("Scripts/engine-sample.sql")
        for statement in try String(contentsOf: sample, encoding: .utf8).components(separatedBy: ";\n") {
            if statement.contains("INSERT") { try server.query(statement) }
        }
        return server
    }

    @Test("every example query runs and returns rows")
    func examples() throws {
        let server = try prepared()
        let page = Fixtures.repository.appendingPathComponent("docs/engine.md")
        let blocks = try String(contentsOf: page, encoding: .utf8).components(separatedBy: "```sql\n").dropFirst()
        let queries = blocks.map { $0.components(separatedBy: "\n```")[0] }
        #expect(queries.count >= 6)
        let results = try queries.map { try server.query($0) }
        for (query, result) in zip(queries, results) { #expect(!result.isEmpty, "\(query)") }
        #expect(results[1] == "1\t1559935726\n2\t6448311069\n")
        #expect(results.contains { $0.contains("Second name") })
        #expect(results.contains("2026-03-01\t50\n"))
    }

    @Test("the queries of the Grafana dashboard run after Grafana has replaced variables and macros")
    func grafana() throws {
        let server = try prepared()
        let panels = try panels()
        #expect(panels.count == 5)
        for panel in panels {
            let targets = try #require(panel["targets"] as? [[String: Any]])
            let title = try #require(panel["title"] as? String)
            #expect(targets.count == 1, "\(title)")
            for target in targets {
                let query = Self.replaced(try #require(target["rawSql"] as? String))
                #expect(!query.contains("$"), "\(title): \(query)")
                #expect(!(try server.query(query)).isEmpty, "\(title): \(query)")
            }
        }
    }

    /// Replaces variables and macros as Grafana's data source does.
    private static func replaced(_ query: String) -> String {
        query.replacing("${chart}", with: "appstore:us/top-free").replacing("${app}", with: "1559935726")
            .replacing(/\$__timeFilter\((\w+)\)/) { match in
                "\(match.1) >= toDateTime(1767225600) AND \(match.1) <= toDateTime(4102444800)"
            }
            .replacing(/\$__dateFilter\((\w+)\)/) { match in
                "\(match.1) >= toDate('2026-01-01') AND \(match.1) <= toDate('2100-01-01')"
            }
    }

    @Test("each panel and variable of the Grafana dashboard uses the data source that the user selects")
    func structure() throws {
        let root = try root()
        let list = try #require((root["templating"] as? [String: Any])?["list"] as? [[String: Any]])
        let source = try #require(list.first { $0["type"] as? String == "datasource" })
        #expect(source["query"] as? String == "grafana-clickhouse-datasource")
        let name = try #require(source["name"] as? String)
        let reference = ["type": "grafana-clickhouse-datasource", "uid": "${\(name)}"]
        for variable in list where variable["type"] as? String == "query" {
            #expect(variable["datasource"] as? [String: String] == reference)
        }
        let panels = try panels()
        #expect(Set(panels.compactMap { $0["id"] as? Int }).count == panels.count)
        for panel in panels {
            #expect(panel["datasource"] as? [String: String] == reference)
            for target in panel["targets"] as? [[String: Any]] ?? [] {
                #expect(target["datasource"] as? [String: String] == reference)
                #expect(target["editorType"] as? String == "sql" && target["refId"] is String)
            }
            let place = try #require(panel["gridPos"] as? [String: Int])
            #expect((place["x"] ?? 0) + (place["w"] ?? 0) <= 24)
        }
    }

    private func root() throws -> [String: Any] {
        let json = try JSONSerialization.jsonObject(with: try Data(contentsOf: Self.dashboard))
        return try #require(json as? [String: Any])
    }

    private func panels() throws -> [[String: Any]] { try #require(try root()["panels"] as? [[String: Any]]) }

    @Test("options that the server is too old for are an error with the version, and old ranks can be dropped by hand")
    func old() throws {
        let server = try prepared()
        guard try server.query("SELECT version()").hasPrefix("18.") else { return }
        let home = try TemporaryFolder()
        for (option, problem) in [
            (["--keep-days", "30"], "--keep-days needs ClickHouse 19.6 or later; the server is 18."),
            (["--codecs"], "--codecs needs ClickHouse 20.3 or later; the server is 18."),
        ] {
            let address = "clickhouse://127.0.0.1:\(server.port)/other"
            let outcome = try Program.run(["engine", "init", address] + option, home: home.url)
            #expect(outcome.status == 1 && outcome.errors.contains(problem), "\(outcome.errors)")
        }
        #expect(try server.query("EXISTS TABLE other.charts") == "0\n")
        for table in ["rankings", "snapshots"] {
            try server.query("ALTER TABLE launchtop.\(table) DROP PARTITION 202603")
            #expect(
                try server.query("SELECT count() FROM launchtop.\(table) WHERE at < '2026-04-01 00:00:00'") == "0\n"
            )
        }
        #expect(try server.query("SELECT count() FROM launchtop.snapshots") == "2\n")
    }
}
