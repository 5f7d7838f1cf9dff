import Foundation
import Input
public import Market

extension EngineClient {
    /// Creates the tables that don't exist yet, and adds the columns that tables of an earlier build lack. Blocks the
    /// thread.
    ///
    /// - Returns: The columns that were added to tables of this server, such as `snapshots.leader`.
    /// - Throws: An error if a table of this name has other columns, or if the server rejects a statement. Tables
    ///   created before the error remain; running this again continues.
    @discardableResult
    public func createTables(_ schema: EngineSchema) throws(EngineError) -> [String] {
        let existing = try columns(in: run(columnQuery, isInDatabase: false))
        if let problem = Self.problem(with: existing, .none) { throw error(problem) }
        let version = try serverVersion()
        try check(version, for: schema)
        for statement in schema.statements { _ = try run(statement, isInDatabase: false) }
        let missing = EngineSchema.additions(to: existing)
        let knowsCondition = version.map { $0.number >= Self.firstWithConditions } ?? false
        // Another server of a cluster may lack a column that this one has.
        let isForAll = schema.cluster != nil && knowsCondition
        for addition in isForAll ? EngineSchema.additions(to: nil) : missing {
            _ = try run(schema.addition(addition, ifNotExists: knowsCondition), isInDatabase: false)
        }
        try check()
        return missing.map { "\($0.table.name).\($0.column.name)" }
    }

    /// The first version that certainly has `ADD COLUMN IF NOT EXISTS`.
    private static let firstWithConditions = (20, 3)

    /// Returns the version of the server; `nil` if its text isn't a version.
    private func serverVersion() throws(EngineError) -> (text: String, number: (Int, Int))? {
        let text = String(decoding: try run("SELECT version()", isInDatabase: false), as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        let parts = text.split(separator: ".").compactMap { Int($0) }
        return parts.count > 1 ? (text, (parts[0], parts[1])) : nil
    }

    /// Checks that the server has what the options of a schema need.
    private func check(_ version: (text: String, number: (Int, Int))?, for schema: EngineSchema) throws(EngineError) {
        guard let version else { return }
        for needed in schema.requirements where version.number < (needed.major, needed.minor) {
            let need = "\(needed.option) needs ClickHouse \(needed.major).\(needed.minor) or later"
            throw error((.other, "\(need); the server is \(version.text)"))
        }
    }

    /// Checks that the engine can be reached, and that its tables are those of this version. Blocks the thread.
    ///
    /// - Returns: The engine's time.
    @discardableResult
    public func check() throws(EngineError) -> Timestamp {
        try checkColumns(.all)
        return try checkVersion()
    }

    /// Checks that the engine has all tables with their columns. Blocks the thread.
    func checkColumns(_ needs: Needs) throws(EngineError) {
        // The database may be missing, and a query in a missing database is an error without advice.
        try checkColumns(run(columnQuery, isInDatabase: false), needs)
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
        try checkColumns(await response(to: columnQuery, isInDatabase: false), .all)
        return try checkVersion(await response(to: Self.versionQuery))
    }

    private static let versionQuery =
        "SELECT max(version), toUInt32(now()) FROM \(EngineTable.launchtop.name) FORMAT RowBinary"

    private var columnQuery: String {
        let tables = EngineTable.all.map { "'\($0.name)'" }.joined(separator: ", ")
        return "SELECT table, name, type FROM system.columns WHERE database = '\(address.database)' "
            + "AND table IN (\(tables)) FORMAT RowBinary"
    }

    private func checkColumns(_ body: Data, _ needs: Needs) throws(EngineError) {
        if let problem = Self.problem(with: try columns(in: body), needs) { throw error(problem) }
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

    /// The tables and columns that an engine must have.
    enum Needs {
        /// No tables, but the columns of tables that exist, except those that an earlier build lacks.
        case none
        /// All tables, with the columns that are read. An earlier build may have created them.
        case reading
        case all
    }

    /// Returns the problem with the tables of an engine; `nil` if there is none. Other columns are allowed.
    ///
    /// - Parameter columns: The types of columns by table and column.
    static func problem(with columns: [String: [String: String]], _ needs: Needs) -> (EngineError.Reason, String)? {
        for table in EngineTable.all {
            guard let types = columns[table.name] else {
                if needs == .none { continue }
                let what =
                    columns.isEmpty ? "the database has no tables of launchtop" : "table \(table.name) is missing"
                return (.missing, "\(what); \(advice)")
            }
            for column in table.columns where types[column.name] != column.type {
                if column.isAddition, types[column.name] == nil {
                    if needs != .all { continue }
                    return (
                        .missing,
                        "column \(column.name) of table \(table.name) is missing: an earlier version created the table; "
                            + "add the column with launchtop engine init"
                    )
                }
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
