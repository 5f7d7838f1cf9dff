import GRDB
public import Market

extension ArchiveWriter {
    /// Begins to record what hasn't been sent to an engine. If the archive wasn't replicated before, or to another
    /// destination, everything that it contains is unsent.
    ///
    /// - Parameters:
    ///   - destination: The server and database, `host:8123/database`.
    ///   - collector: A random number that identifies the archive, if it has none yet.
    /// - Complexity: O(names + counts) the first time, otherwise O(1).
    public mutating func replicate(to destination: String, collector: UInt32) throws(ArchiveError) {
        try change("prepare replication") { index, database throws in
            if let state = try ReplicationState(database) {
                guard state.destination != destination else { return }
                try database.execute(sql: "UPDATE replica SET destination = ?, sent = batch", arguments: [destination])
            } else {
                try UnsentTables.create(database)
                try database.execute(
                    sql: "INSERT INTO replica VALUES (1, ?, ?, 0, 0, NULL)",
                    arguments: [collector, destination]
                )
            }
            try UnsentTables.markAll(database)
            index.isReplicated = true
        }
    }

    /// Marks everything as unsent, because the engine lost what it had received.
    public mutating func resendAll() throws(ArchiveError) {
        try change("prepare replication") { _, database throws in
            try database.execute(sql: "UPDATE replica SET sent = batch")
            try UnsentTables.markAll(database)
        }
    }

    /// Returns the batch that was begun and not sent, or else begins a new one.
    ///
    /// - Parameters:
    ///   - now: The current time, which becomes the number of a new batch.
    ///   - lowest: The number that a new batch must exceed.
    /// - Returns: The batch; `nil` if everything has been sent, or the archive isn't replicated.
    public mutating func beginBatch(at now: Timestamp, after lowest: Int64 = 0) throws(ArchiveError) -> UnsentBatch? {
        guard let state = try reader.replicationState(), !state.isComplete else { return nil }
        var batch: UnsentBatch?
        try change("prepare replication") { index, database throws in
            let plan = BatchPlan(logged: index.logged.mapValues(\.count))
            var number = state.batch
            if state.batch == state.sent {
                number = max(state.batch + 1, lowest + 1, now.seconds)
                try plan.assign(to: number, database)
                try database.execute(sql: "UPDATE replica SET batch = ?", arguments: [number])
            }
            batch = try plan.batch(number, from: state.collector, database)
        }
        return batch
    }

    /// Records that a batch has been sent. What has changed since it was begun is sent with a later batch.
    public mutating func finishBatch(_ number: Int64, at now: Timestamp) throws(ArchiveError) {
        try change("record what was replicated") { _, database throws in
            let arguments = ["number": number, "at": now.seconds] as StatementArguments
            try database.execute(
                sql: """
                    DELETE FROM unsent_chart WHERE batch = :number;
                    DELETE FROM unsent_row WHERE batch = :number;
                    UPDATE replica SET sent = :number, at = :at
                    """,
                arguments: arguments
            )
        }
    }
}

extension ReplicationState {
    /// Reads the state; `nil` if the archive isn't replicated.
    init?(_ database: Database) throws {
        guard try UnsentTables.exist(database),
            let row = try Row.fetchOne(database, sql: "SELECT * FROM replica")
        else { return nil }
        collector = try row.value("collector")
        destination = try row.value("destination")
        (batch, sent) = (try row.value("batch"), try row.value("sent"))
        sentAt = row.optional("at", as: Int64.self).map { Timestamp(seconds: $0) }
        unsentCharts = try Int.fetchOne(database, sql: "SELECT count(DISTINCT chart) FROM unsent_chart") ?? 0
        unsentRows = try Int.fetchOne(database, sql: "SELECT count(*) FROM unsent_row") ?? 0
    }
}

extension ArchiveReader {
    /// Returns the state of the replication; `nil` if the archive isn't replicated.
    public func replicationState() throws(ArchiveError) -> ReplicationState? {
        try read { try ReplicationState($0) }
    }
}
