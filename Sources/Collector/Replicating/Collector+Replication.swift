import Archive
import History
import Market

/// The archive's part of the replication to an engine.
extension Collector {
    /// Begins to record what hasn't been sent to an engine.
    ///
    /// - Parameters:
    ///   - destination: The server and database, `host:8123/database`.
    ///   - collector: A random number that identifies the archive, if it has none yet.
    /// - Returns: The state; `nil` if there is no archive.
    func prepareReplication(
        to destination: String,
        collector: UInt32
    ) throws(ArchiveError) -> ReplicationState? {
        try archive?.replicate(to: destination, collector: collector)
        return try archive?.reader.replicationState()
    }

    /// The state of the replication; `nil` if the archive isn't replicated.
    func replicationState() throws(ArchiveError) -> ReplicationState? { try archive?.reader.replicationState() }

    func resendAll() throws(ArchiveError) { try archive?.resendAll() }

    /// Returns the next batch to send with a reader for its contents; `nil` if there is nothing to send.
    func beginBatch(after number: Int64) throws(ArchiveError) -> (batch: UnsentBatch, reader: ArchiveReader)? {
        guard let reader = archive?.reader, let batch = try archive?.beginBatch(at: clock.now(), after: number) else {
            return nil
        }
        return (batch, reader)
    }

    /// Records that a batch has been sent.
    ///
    /// - Returns: The new state; `nil` if there is no archive.
    func finishBatch(_ number: Int64) throws(ArchiveError) -> ReplicationState? {
        try archive?.finishBatch(number, at: clock.now())
        return try archive?.reader.replicationState()
    }

    /// Removes the status of a replication that was stopped.
    func forgetReplication() {
        guard let source = replication?.health.source else { return }
        replication = nil
        ledger.forgetSource(source)
        observer?.post(ledger.snapshot)
        writeStatus(isUrgent: true)
    }

    /// Shows the status of the replication.
    func note(_ status: ReplicationStatus) {
        let before = replication
        replication = status
        guard before?.health != status.health else { return }
        ledger.note(status.health)
        observer?.post(ledger.snapshot)
        writeStatus(isUrgent: before?.error != status.error)
    }
}
