import Testing

@testable import ClickHouse

@Suite("Tables of an engine")
struct EngineSchemaTests {
    private func statement(_ table: String, _ change: (inout EngineSchema) -> Void = { _ in }) -> String {
        var schema = EngineSchema(database: "d")
        change(&schema)
        return schema.statements.first { $0.contains(" d.\(table) ") || $0.contains(" d.\(table)\n") } ?? ""
    }

    @Test("statements work without codecs by default, and describe each column in a comment")
    func plain() {
        let text = statement("rankings")
        #expect(text.hasPrefix("-- One row per app and ranking."))
        #expect(text.contains("    rank UInt16, -- 1 is best\n"))
        #expect(
            text.hasSuffix(
                """
                ) ENGINE = ReplacingMergeTree(batch)
                PARTITION BY toYYYYMM(at)
                ORDER BY (chart, app, at, collector)
                """
            )
        )
        #expect(!EngineSchema(database: "d").script.contains("CODEC"))
    }

    @Test("options add a cluster, codecs, yearly partitions and a time limit")
    func options() {
        let text = statement("snapshots") { schema in
            (schema.cluster, schema.hasCodecs, schema.partition, schema.keptDays) = ("c", true, .year, 400)
        }
        #expect(text.contains("CREATE TABLE IF NOT EXISTS d.snapshots ON CLUSTER c ("))
        #expect(text.contains("    at DateTime('UTC') CODEC(Delta, ZSTD(3)),"))
        #expect(
            text.contains("ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/d/snapshots', '{replica}', batch)")
        )
        #expect(text.hasSuffix("PARTITION BY toYear(at)\nORDER BY (chart, at, collector)\nTTL at + INTERVAL 400 DAY"))
    }

    @Test("a key and a version are columns of their table")
    func keys() {
        for table in EngineTable.all {
            let names = Set(table.columns.map(\.name))
            #expect(names.count == table.columns.count)
            #expect(names.isSuperset(of: table.key + [table.version, table.time].compactMap { $0 }), "\(table.name)")
        }
    }

    @Test("a column that an earlier build didn't create is added where it is missing, also on a cluster")
    func additions() throws {
        var columns = Self.columns
        #expect(EngineSchema.additions(to: columns).isEmpty)
        columns["snapshots"]?["leader"] = nil
        let addition = try #require(EngineSchema.additions(to: columns).first)
        var schema = EngineSchema(database: "d")
        #expect(
            schema.addition(addition, ifNotExists: false)
                == "ALTER TABLE d.snapshots ADD COLUMN leader String AFTER entries"
        )
        (schema.cluster, schema.hasCodecs) = ("c", true)
        #expect(
            schema.addition(addition, ifNotExists: true)
                == "ALTER TABLE d.snapshots ON CLUSTER c ADD COLUMN IF NOT EXISTS leader String CODEC(ZSTD(3)) AFTER entries"
        )
        #expect(
            schema.script.hasSuffix(
                "\n-- ALTER TABLE d.snapshots ON CLUSTER c ADD COLUMN leader String CODEC(ZSTD(3)) AFTER entries;\n"
            )
        )
        #expect(
            EngineClient.problem(with: columns, .none) == nil && EngineClient.problem(with: columns, .reading) == nil
        )
        #expect(
            EngineClient.problem(with: columns, .all)?.1
                == "column leader of table snapshots is missing: an earlier version created the table; add the column with "
                + "launchtop engine init"
        )
    }

    /// The types of all columns by table and column.
    private static var columns: [String: [String: String]] {
        var columns: [String: [String: String]] = [:]
        for table in EngineTable.all {
            for column in table.columns { columns[table.name, default: [:]][column.name] = column.type }
        }
        return columns
    }

    @Test("missing and changed columns are described")
    func problems() {
        var columns: [String: [String: String]] = [:]
        #expect(EngineClient.problem(with: columns, .none) == nil)
        #expect(EngineClient.problem(with: columns, .all)?.0 == .missing)
        columns = Self.columns
        #expect(EngineClient.problem(with: columns, .all) == nil)
        columns["rankings"]?["extra"] = "String"
        #expect(EngineClient.problem(with: columns, .all) == nil)
        columns["rankings"]?["rank"] = "Int32"
        #expect(
            EngineClient.problem(with: columns, .all)?.1
                == "column rank of table rankings has type Int32 instead of UInt16: the table isn't launchtop's, or was "
                + "altered; choose another database"
        )
        columns["rankings"] = ["rank": "Int32"]
        #expect(EngineClient.problem(with: columns, .none)?.0 == .unexpectedTable)
    }
}

@Suite("Exceptions of a ClickHouse server")
struct ServerExceptionTests {
    @Test(
        "exceptions of old and new servers are read",
        arguments: [
            (
                "Code: 60, e.displayText() = DB::Exception: Table d.t doesn't exist., e.what() = DB::Exception", 60,
                "Table d.t doesn't exist."
            ),
            (
                "HTTP 404 Not Found; Code: 60. DB::Exception: Table d.t does not exist. (UNKNOWN_TABLE) (version 24.3.1)",
                60, "Table d.t does not exist. (UNKNOWN_TABLE)"
            ),
        ]
    )
    func formats(text: String, code: Int, message: String) throws {
        let exception = try #require(ServerException(text))
        #expect(exception.code == code && exception.message == message)
    }

    @Test("other text has no exception", arguments: ["", "<html>Code</html>", "Code: x"])
    func none(text: String) { #expect(ServerException(text) == nil) }
}
