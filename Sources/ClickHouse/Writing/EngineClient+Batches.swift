import Foundation

extension EngineClient {
    /// Inserts rows of a batch. If it throws an error, some of the rows may have been inserted; inserting them again
    /// completes them.
    public func insert(_ rows: BatchRows) async throws(EngineError) {
        for insertion in rows.insertions { try await insert(insertion.rows, insertion.format, into: insertion.table) }
    }

    /// Announces a batch to readers, after all its rows have been inserted.
    public func insert(_ announcement: BatchAnnouncement) async throws(EngineError) {
        try await insert(announcement.row, into: .batches)
    }

    /// Returns the number of the newest batch of a collector; 0 if there is none.
    public func lastBatch(of collector: UInt32) async throws(EngineError) -> Int64 {
        let body = try await response(
            to: "SELECT max(batch) FROM \(EngineTable.batches.name) WHERE collector = \(collector) FORMAT RowBinary"
        )
        var reader = RowBinaryReader(body)
        guard let batch: UInt32 = try? reader.read() else { throw invalidResponse(body) }
        return Int64(batch)
    }
}
