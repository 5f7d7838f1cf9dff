/// The statements that create the tables of an engine. They work on ClickHouse 18.16 and later.
public struct EngineSchema: Hashable, Sendable {
    /// The version of the tables that this program writes and reads.
    public static let version: UInt16 = 1

    /// The length of a partition. Old history can be dropped by partition.
    public enum Partition: String, CaseIterable, Sendable {
        case month, year
    }

    public var database: String
    /// The cluster on which the tables are created and replicated; `nil` for a single server.
    public var cluster: String?
    /// Whether columns have codecs, which make the tables two to four times smaller. Needs ClickHouse 20.3 or later.
    public var hasCodecs = false
    public var partition = Partition.month
    /// The number of days after which rankings and snapshots are deleted; `nil` for never. Needs ClickHouse 19.6 or
    /// later.
    public var keptDays: Int?

    public init(database: String) { self.database = database }

    /// The options that need a newer server than 18.16: the option on the command line, and the version.
    var requirements: [(option: String, major: Int, minor: Int)] {
        (hasCodecs ? [("--codecs", 20, 3)] : []) + (keptDays == nil ? [] : [("--keep-days", 19, 6)])
    }

    /// The statements in the order in which they have to run. Running them again changes nothing.
    public var statements: [String] {
        ["CREATE DATABASE IF NOT EXISTS \(database)\(onCluster)"] + EngineTable.all.map(create)
            + [
                "INSERT INTO \(database).\(EngineTable.launchtop.name) (\(EngineTable.launchtop.columnList)) "
                    + "VALUES (\(Self.version), 'launchtop')"
            ]
    }

    /// The statements as a script with a comment for each table and column, and for tables of an earlier build.
    public var script: String {
        let additions = Self.additions(to: nil).map { "-- \(addition($0, ifNotExists: false));\n" }
        let title = "-- If an earlier build of launchtop created the tables, add the columns that they lack:\n"
        return statements.map { "\($0);\n" }.joined(separator: "\n") + "\n" + title + additions.joined()
    }

    /// A column that tables of an earlier build lack.
    struct Addition: Hashable, Sendable {
        let table: EngineTable
        let column: EngineTable.Column
        /// The name of the column before it.
        let previous: String
    }

    /// Returns the columns that tables of an earlier build lack.
    ///
    /// - Parameter existing: The types of columns by table and column, to return only columns that are missing in a
    ///   table that exists; `nil` to return all.
    static func additions(to existing: [String: [String: String]]?) -> [Addition] {
        EngineTable.all.flatMap { table in
            zip(table.columns, table.columns.dropFirst()).compactMap { previous, column in
                guard column.isAddition else { return nil }
                if let existing {
                    guard let columns = existing[table.name], columns[column.name] == nil else { return nil }
                }
                return Addition(table: table, column: column, previous: previous.name)
            }
        }
    }

    /// Returns the statement that adds a column.
    ///
    /// - Parameter ifNotExists: Whether the statement may also run if the column exists, for which ClickHouse 18.16
    ///   has no syntax.
    func addition(_ addition: Addition, ifNotExists: Bool) -> String {
        let condition = ifNotExists ? " IF NOT EXISTS" : ""
        let codec = hasCodecs ? " CODEC(\(addition.column.codec))" : ""
        return "ALTER TABLE \(database).\(addition.table.name)\(onCluster) ADD COLUMN\(condition) "
            + "\(addition.column.name) \(addition.column.type)\(codec) AFTER \(addition.previous)"
    }

    private var onCluster: String { cluster.map { " ON CLUSTER \($0)" } ?? "" }

    private func create(_ table: EngineTable) -> String {
        let columns = table.columns.enumerated().map { index, column in
            let codec = hasCodecs ? " CODEC(\(column.codec))" : ""
            let comma = index == table.columns.count - 1 ? "" : ","
            return "    \(column.name) \(column.type)\(codec)\(comma) -- \(column.description)"
        }
        var lines = ["-- \(table.description)", "CREATE TABLE IF NOT EXISTS \(database).\(table.name)\(onCluster) ("]
        lines += columns
        lines.append(") ENGINE = \(engine(of: table))")
        if let time = table.time {
            lines.append("PARTITION BY \(partition == .month ? "toYYYYMM" : "toYear")(\(time))")
        }
        lines.append("ORDER BY (\(table.key.joined(separator: ", ")))")
        if let time = table.time, let keptDays { lines.append("TTL \(time) + INTERVAL \(keptDays) DAY") }
        return lines.joined(separator: "\n")
    }

    private func engine(of table: EngineTable) -> String {
        let version = table.version.map { [$0] } ?? []
        guard cluster != nil else {
            return "ReplacingMergeTree\(version.isEmpty ? "" : "(\(version.joined()))")"
        }
        let path = "'/clickhouse/tables/{shard}/\(database)/\(table.name)', '{replica}'"
        return "ReplicatedReplacingMergeTree(\(([path] + version).joined(separator: ", ")))"
    }
}
