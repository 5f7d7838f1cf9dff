import Foundation
import Input
public import Market

extension EngineClient {
    /// Creates the tables that don't exist yet. Blocks the thread.
    ///
    /// - Throws: An error if a table of this name has other columns, or if the server rejects a statement. Tables
    ///   created before the error remain; running this again continues.
    public func createTables(_ schema: EngineSchema) throws(EngineError) {
        let existing = try columns(in: run(columnQuery, isInDatabase: false))
        if let problem = Self.problem(with: existing, mayBeMissing: true) { throw error(problem) }
        try checkServer(for: schema)
        for statement in schema.statements { _ = try run(statement, isInDatabase: false) }
        try check()
    }

    /// Checks that the server has what the options of a schema need.
    private func checkServer(for schema: EngineSchema) throws(EngineError) {
        guard !schema.requirements.isEmpty else { return }
        let version = String(decoding: try run("SELECT version()", isInDatabase: false), as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        let parts = version.split(separator: ".").compactMap { Int($0) }
        guard parts.count > 1 else { return }
        for needed in schema.requirements where (parts[0], parts[1]) < (needed.major, needed.minor) {
            let need = "\(needed.option) needs ClickHouse \(needed.major).\(needed.minor) or later"
            throw error((.other, "\(need); the server is \(version)"))
        }
    }

    /// Checks that the engine can be reached, and that its tables are those of this version. Blocks the thread.
    ///
    /// - Returns: The engine's time.
    @discardableResult
    public func check() throws(EngineError) -> Timestamp {
        try checkColumns()
        return try checkVersion()
    }

    /// Checks that the engine has all tables with their columns. Blocks the thread.
    func checkColumns() throws(EngineError) {
        // The database may be missing, and a query in a missing database is an error without advice.
        try checkColumns(run(columnQuery, isInDatabase: false))
    }

    /// Checks that this program knows the version of the tables. Blocks the thread.
    ///
    /// - Returns: The engine's time.
    func checkVersion() throws(EngineError) -> Timestamp { try checkVersion(run(Self.versionQuery)) }

    /// Checks the engine without blocking the thread.
    ///
    /// - Returns: The engine's time.
    @discardableResult
    public func checkTables() async throws(EngineError) -> Timestamp {
        try checkColumns(await response(to: columnQuery, isInDatabase: false))
        return try checkVersion(await response(to: Self.versionQuery))
    }

    private static let versionQuery =
        "SELECT max(version), toUInt32(now()) FROM \(EngineTable.launchtop.name) FORMAT RowBinary"

    private var columnQuery: String {
        let tables = EngineTable.all.map { "'\($0.name)'" }.joined(separator: ", ")
        return "SELECT table, name, type FROM system.columns WHERE database = '\(address.database)' "
            + "AND table IN (\(tables)) FORMAT RowBinary"
    }

    private func checkColumns(_ body: Data) throws(EngineError) {
        if let problem = Self.problem(with: try columns(in: body), mayBeMissing: false) { throw error(problem) }
    }

    private func checkVersion(_ body: Data) throws(EngineError) -> Timestamp {
        var reader = RowBinaryReader(body)
        guard let version: UInt16 = try? reader.read(), let now = try? reader.readTime() else {
            throw invalidResponse(body)
        }
        guard version > 0 else { throw error((.missing, "the tables are incomplete; \(Self.advice)")) }
        guard version <= EngineSchema.version else {
            let problem =
                "the tables have version \(version), but this program knows only version "
                + "\(EngineSchema.version); update launchtop"
            throw error((.newerVersion, problem))
        }
        return now
    }

    /// Returns the types of columns by table and column.
    private func columns(in body: Data) throws(EngineError) -> [String: [String: String]] {
        var reader = RowBinaryReader(body)
        var columns: [String: [String: String]] = [:]
        do throws(RowBinaryReader.Truncated) {
            while !reader.isAtEnd {
                let (table, name) = (try reader.readText(), try reader.readText())
                columns[table, default: [:]][name] = try reader.readText()
            }
        } catch {
            throw invalidResponse(body)
        }
        return columns
    }

    private static let advice = "create them with launchtop engine init"

    /// Returns the problem with the tables of an engine; `nil` if there is none. Other columns are allowed.
    ///
    /// - Parameter columns: The types of columns by table and column.
    static func problem(
        with columns: [String: [String: String]],
        mayBeMissing: Bool
    ) -> (EngineError.Reason, String)? {
        for table in EngineTable.all {
            guard let types = columns[table.name] else {
                if mayBeMissing { continue }
                let what =
                    columns.isEmpty ? "the database has no tables of launchtop" : "table \(table.name) is missing"
                return (.missing, "\(what); \(advice)")
            }
            for column in table.columns where types[column.name] != column.type {
                let found = types[column.name].map { "has type \($0) instead of \(column.type)" } ?? "is missing"
                return (
                    .unexpectedTable,
                    "column \(column.name) of table \(table.name) \(found): the table isn't launchtop's, or was altered; "
                        + "choose another database"
                )
            }
        }
        return nil
    }

    private func error(_ problem: (EngineError.Reason, String)) -> EngineError {
        EngineError(problem.0, "\(address)", problem.1)
    }
}
