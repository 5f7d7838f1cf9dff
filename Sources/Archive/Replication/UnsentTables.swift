import GRDB

/// The tables that record what hasn't been sent to an engine yet. They exist only in archives that are replicated.
///
/// - `replica` has one row: the collector's number, the destination, the number of the batch that was begun last, and
///   the number of the batch that was sent last.
/// - `unsent_chart` has time ranges of charts. Batch 0 is what belongs to no batch yet.
/// - `unsent_row` has the keys of rows in other tables, which triggers add whenever a row changes.
enum UnsentTables {
    /// A table whose rows are sent as they are. The raw value is stored in `unsent_row`.
    enum Kind: Int64, CaseIterable {
        case name = 1
        case count = 2
        case listing = 3
        case chartSource = 4
        case daily = 5

        var table: String {
            switch self {
            case .name: "name"
            case .count: "count"
            case .listing: "listing"
            case .chartSource: "chart_source"
            case .daily: "daily"
            }
        }

        /// The columns that identify a row, at most three.
        var key: [String] {
            switch self {
            case .name: ["app", "storefront", "since"]
            case .count: ["number"]
            case .listing: ["app", "storefront", "hour"]
            case .chartSource: ["chart", "source"]
            case .daily: ["span", "counter"]
            }
        }

        /// The values of the key, of which missing ones are 0, with a prefix for each column.
        fileprivate func values(_ prefix: String) -> String {
            (key.map { prefix + $0 } + Array(repeating: "0", count: 3 - key.count)).joined(separator: ", ")
        }
    }

    static func exist(_ database: Database) throws -> Bool { try database.tableExists("replica") }

    /// Creates the tables and the triggers.
    static func create(_ database: Database) throws {
        try database.execute(
            sql: """
                CREATE TABLE replica (
                    number INTEGER PRIMARY KEY CHECK (number = 1), collector INTEGER NOT NULL,
                    destination TEXT NOT NULL, batch INTEGER NOT NULL, sent INTEGER NOT NULL, at INTEGER
                );
                CREATE TABLE unsent_chart (
                    chart INTEGER NOT NULL, batch INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
                    PRIMARY KEY (chart, batch)
                ) WITHOUT ROWID;
                CREATE TABLE unsent_row (
                    kind INTEGER NOT NULL, first NOT NULL, second NOT NULL, third NOT NULL, batch INTEGER NOT NULL,
                    PRIMARY KEY (kind, first, second, third)
                ) WITHOUT ROWID;
                CREATE INDEX unsent_row_by_batch ON unsent_row (batch);
                """
        )
        for kind in Kind.allCases {
            let events = [("INSERT", "new."), ("UPDATE", "new.")] + (kind == .name ? [("DELETE", "old.")] : [])
            for (event, prefix) in events {
                let row = "\(kind.rawValue), \(kind.values(prefix))"
                // The conflict rule of the statement that fires a trigger overrides one in the trigger.
                try database.execute(
                    sql: """
                        CREATE TRIGGER unsent_\(kind.table)_\(event.lowercased()) AFTER \(event) ON \(kind.table) BEGIN
                            DELETE FROM unsent_row WHERE (kind, first, second, third) = (\(row));
                            INSERT INTO unsent_row VALUES (\(row), 0);
                        END
                        """
                )
            }
        }
    }

    /// Marks everything in the archive as not sent.
    static func markAll(_ database: Database) throws {
        try database.execute(
            sql: """
                DELETE FROM unsent_chart; DELETE FROM unsent_row;
                INSERT INTO unsent_chart SELECT chart, 0, min(first), max(last) FROM chart_source GROUP BY chart
                """
        )
        for kind in Kind.allCases {
            try database.execute(
                sql: "INSERT INTO unsent_row SELECT \(kind.rawValue), \(kind.values("")), 0 FROM \(kind.table)"
            )
        }
    }

    /// Marks a snapshot as not sent.
    ///
    /// - Parameter chart: The number of the chart.
    static func note(_ time: Int64, of chart: Int64, _ database: Database) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO unsent_chart VALUES (?1, 0, ?2, ?2)
                ON CONFLICT DO UPDATE SET first = min(first, ?2), last = max(last, ?2)
                """
        ).execute(arguments: [chart, time])
    }
}
