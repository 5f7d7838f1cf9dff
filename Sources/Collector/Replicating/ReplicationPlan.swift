package import ClickHouse

/// A plan that decides what a replicator does next: connect, begin a batch, send it, record that it was sent, or wait.
///
/// A batch is sent again until it succeeds, before a new one is begun. Sending it twice changes nothing.
package struct ReplicationPlan: Equatable, Sendable {
    /// What the replicator has to do.
    package enum Action: Equatable, Sendable {
        /// Check the engine's tables, and find out which batches it has.
        case connect
        /// Mark everything as unsent, because the engine has lost it.
        case resendAll
        /// Begin a batch, or continue the one that was begun.
        case begin
        case send(batch: Int64)
        case finish(batch: Int64)
        /// Wait this number of seconds.
        case wait(Int64)
        /// Wait until the archive has been written.
        case waitForData
    }

    /// The result of an action.
    package enum Outcome: Equatable, Sendable {
        /// The engine's newest batch of this archive, and the batch that the archive sent last; 0 for none.
        case connected(newest: Int64, sent: Int64)
        case markedAll
        /// The number of the batch; `nil` if there is nothing to send.
        case began(Int64?)
        case sent
        case finished
        /// The archive has been written.
        case written
        case failed(EngineError)
        /// The archive couldn't be read or written.
        case archiveFailed
    }

    private enum Phase: Equatable, Sendable {
        case disconnected
        case lost
        case idle
        case ready
        case sending(Int64)
        case finishing(Int64)
    }

    private var phase = Phase.disconnected
    /// The number of consecutive failures.
    package private(set) var failures = 0
    /// The time before which nothing is tried.
    private var waitsUntil: Int64?
    /// The newest batch that the engine had when the connection was made.
    package private(set) var newestBatch: Int64 = 0

    /// The maximum wait after a failure that may be temporary, in seconds.
    static let maximumWait: Int64 = 60
    /// The wait after a failure that needs a change by the user, in seconds.
    static let permanentWait: Int64 = 300

    package init() {}

    /// Returns what to do at a time.
    package mutating func action(at now: Int64) -> Action {
        if let waitsUntil, waitsUntil > now { return .wait(waitsUntil - now) }
        waitsUntil = nil
        switch phase {
        case .disconnected: return .connect
        case .lost: return .resendAll
        case .idle: return .waitForData
        case .ready: return .begin
        case .sending(let batch): return .send(batch: batch)
        case .finishing(let batch): return .finish(batch: batch)
        }
    }

    /// Records the result of an action.
    package mutating func note(_ outcome: Outcome, at now: Int64, using generator: inout some RandomNumberGenerator) {
        switch outcome {
        case .connected(let newest, let sent):
            newestBatch = newest
            phase = newest == 0 && sent > 0 ? .lost : .ready
        case .markedAll, .finished: phase = .ready
        case .began(let batch?): phase = .sending(batch)
        case .began(nil):
            phase = .idle
            failures = 0
        case .written: if phase == .idle { phase = .ready }
        case .sent:
            if case .sending(let batch) = phase { phase = .finishing(batch) }
            failures = 0
        case .failed(let error):
            failures += 1
            // Connect again, because the server may have been replaced or its tables may have changed.
            phase = .disconnected
            waitsUntil = now + Self.wait(after: failures, isTemporary: error.isTemporary, using: &generator)
        case .archiveFailed:
            failures += 1
            if phase != .disconnected, phase != .lost { phase = .ready }
            waitsUntil = now + Self.wait(after: failures, isTemporary: true, using: &generator)
        }
    }

    /// Returns the wait after consecutive failures in seconds: a random value from half of a ceiling to the ceiling,
    /// which doubles each time.
    private static func wait(
        after failures: Int,
        isTemporary: Bool,
        using generator: inout some RandomNumberGenerator
    ) -> Int64 {
        guard isTemporary else { return permanentWait }
        let ceiling = min(maximumWait, 1 << Int64(min(failures, 10)))
        return Int64.random(in: (ceiling / 2)...ceiling, using: &generator)
    }
}
