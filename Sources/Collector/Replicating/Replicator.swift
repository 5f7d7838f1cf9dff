import Archive
package import ClickHouse
import Foundation
import History
import Input
import Market

/// A type that copies what is new in the collector's archive to an engine.
///
/// The archive records what hasn't been sent. A batch gets a number and is sent until it succeeds; the engine keeps one
/// of several equal rows. So neither a crash nor a lost response loses or doubles anything.
package struct Replicator: Sendable {
    private let client: EngineClient
    private let collector: Collector
    private let log: EventLog
    private let host: String
    /// A random number that identifies the archive, if it has none yet.
    private let number: UInt32
    private let uptime: @Sendable () -> Int64

    /// - Parameters:
    ///   - host: The name of this computer, which the engine's table of batches contains.
    ///   - number: A random number that identifies the archive, if it has none yet.
    package init(
        _ client: EngineClient,
        of collector: Collector,
        log: EventLog,
        host: String = ProcessInfo.processInfo.hostName,
        number: UInt32 = .random(in: 1 ... .max),
        uptime: @escaping @Sendable () -> Int64 = { SystemClock.uptime() }
    ) {
        (self.client, self.collector, self.log) = (client, collector, log)
        (self.host, self.number, self.uptime) = (host, number, uptime)
    }

    /// The state of a run: the plan, the batch that is being sent, and the status.
    private struct Run {
        var plan = ReplicationPlan()
        var batch: (batch: UnsentBatch, reader: ArchiveReader)?
        var status: ReplicationStatus
        /// Whether everything has been sent at least once, which is logged.
        var isComplete: Bool?
    }

    /// Replicates until the task is canceled.
    package func run() async { _ = await run(untilComplete: false) }

    /// Sends what hasn't been sent, and returns after that or after the first failure.
    ///
    /// - Returns: Whether everything has been sent.
    package func finish() async -> Bool {
        guard let state = try? await collector.replicationState(), !state.isComplete || state.batch != state.sent
        else { return true }
        return await run(untilComplete: true)
    }

    private func run(untilComplete: Bool) async -> Bool {
        var run = Run(status: ReplicationStatus(destination: "\(client.address)"))
        var generator = SystemRandomNumberGenerator()
        while !Task.isCancelled {
            let action = run.plan.action(at: uptime())
            switch action {
            case .waitForData where untilComplete: return true
            case .wait where untilComplete: return false
            case .wait(let seconds):
                do { try await Task.sleep(for: .seconds(seconds)) } catch { return false }
                continue
            case .waitForData:
                await collector.archiveWritten.wait()
                run.plan.note(.written, at: uptime(), using: &generator)
                continue
            default: break
            }
            let outcome = await perform(action, &run)
            guard !Task.isCancelled else { return false }
            run.plan.note(outcome, at: uptime(), using: &generator)
            await collector.note(run.status)
        }
        return false
    }

    private func perform(_ action: ReplicationPlan.Action, _ run: inout Run) async -> ReplicationPlan.Outcome {
        do {
            switch action {
            case .connect: return try await connect(&run)
            case .resendAll:
                log.write("replication", "the engine has nothing of this archive; sending everything again")
                try await collector.resendAll()
                return .markedAll
            case .begin: return try await begin(&run)
            case .send: return try await send(&run)
            case .finish(let batch): return try await finish(batch, &run)
            case .wait, .waitForData: return .began(nil)
            }
        } catch let error as EngineError {
            noteFailure(error.description, &run)
            return .failed(error)
        } catch {
            noteFailure("\(error)", &run)
            return .archiveFailed
        }
    }

    private func noteFailure(_ problem: String, _ run: inout Run) {
        run.status.lastAttempt = SystemClock.now()
        run.status.failures += 1
        if run.status.error != problem { log.write("problem", "\(problem); replication will be retried") }
        run.status.error = problem
        run.isComplete = nil
    }

    private func connect(_ run: inout Run) async throws -> ReplicationPlan.Outcome {
        guard
            let state = try await collector.prepareReplication(to: client.address.location, collector: number)
        else { return .archiveFailed }
        note(state, &run)
        let now = try await client.checkTables()
        if let problem = EngineClock.problem(engine: now, local: SystemClock.now()) {
            log.write("problem", "\(client.address): \(problem)")
        }
        return .connected(newest: try await client.lastBatch(of: state.collector), sent: state.sent)
    }

    private func begin(_ run: inout Run) async throws -> ReplicationPlan.Outcome {
        run.batch = try await collector.beginBatch(after: run.plan.newestBatch)
        guard let batch = run.batch?.batch else {
            if run.isComplete != true, run.status.error == nil {
                log.write("replication", "\(client.address): up to date")
            }
            run.isComplete = true
            run.status.error = nil
            return .began(nil)
        }
        run.status.behindSince = run.status.behindSince ?? SystemClock.now()
        return .began(batch.number)
    }

    private func send(_ run: inout Run) async throws -> ReplicationPlan.Outcome {
        guard let (batch, reader) = run.batch else { return .finished }
        run.status.lastAttempt = SystemClock.now()
        let announcement = try await sendRows(of: batch, reader)
        if announcement.skipped > 0 {
            log.report(
                "\(client.address): \(NumberFormat.count(announcement.skipped, "snapshot")) left out, because the engine "
                    + "can't store times before 1970 or after 2105"
            )
        }
        try await client.insert(announcement)
        run.status.snapshots += Int64(announcement.snapshots)
        run.status.batches += 1
        return .sent
    }

    private func finish(_ batch: Int64, _ run: inout Run) async throws -> ReplicationPlan.Outcome {
        let state = try await collector.finishBatch(batch)
        run.status.error = nil
        run.status.lastSuccess = SystemClock.now()
        if let state { note(state, &run) }
        return .finished
    }

    private func note(_ state: ReplicationState, _ run: inout Run) {
        run.status.unsentCharts = state.unsentCharts
        run.status.lastSuccess = run.status.lastSuccess ?? state.sentAt
        run.status.behindSince = state.isComplete ? nil : run.status.behindSince ?? SystemClock.now()
    }

    /// The maximum number of parts of a batch that are sent at the same time, so that the next part is read and encoded
    /// while the engine stores another one.
    private static let partsAtOnce = 3

    /// Sends all rows of a batch, and returns the row that announces them.
    private func sendRows(of batch: UnsentBatch, _ reader: ArchiveReader) async throws -> BatchAnnouncement {
        var announcement = BatchAnnouncement(of: batch, host: host)
        try await withThrowingTaskGroup(of: (BatchRows, problems: [String]).self) { group in
            var rest = batch.parts[...]
            for _ in 0..<Self.partsAtOnce {
                guard let part = rest.popFirst() else { break }
                group.addTask { try await send(part, reader) }
            }
            while let (rows, problems) = try await group.next() {
                for problem in problems { log.report(problem) }
                announcement.add(rows)
                if let part = rest.popFirst() { group.addTask { try await send(part, reader) } }
            }
        }
        return announcement
    }

    /// Reads, encodes and sends a part of a batch outside of the collector, so that polls don't have to wait.
    ///
    /// - Returns: The rows, and errors for data that can't be read.
    @concurrent
    private func send(_ part: UnsentBatch, _ reader: ArchiveReader) async throws -> (BatchRows, problems: [String]) {
        let contents = try reader.contents(of: part)
        let rows = BatchRows(contents, of: part)
        try await client.insert(rows)
        return (rows.withoutRows, contents.problems.map(\.description))
    }
}
