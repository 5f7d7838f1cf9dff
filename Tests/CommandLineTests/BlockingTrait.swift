import Foundation
import Testing

/// Runs the tests of a suite on threads of their own while they wait for a program to respond or exit.
///
/// Otherwise they block the few threads of the concurrency pool, which asynchronous tests and their local servers need.
struct BlockingTrait: SuiteTrait, TestTrait, TestScoping {
    var isRecursive: Bool { true }

    func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        try await withTaskExecutorPreference(BlockingExecutor.shared) { try await function() }
    }
}

extension Trait where Self == BlockingTrait {
    /// Suites whose tests block their thread.
    static var blocking: Self { Self() }
}

/// As many threads as there are cores, so that the programs under test don't slow each other down.
private final class BlockingExecutor: TaskExecutor {
    static let shared = BlockingExecutor()

    private let queue: OperationQueue = {
        let queue = OperationQueue()
        queue.maxConcurrentOperationCount = ProcessInfo.processInfo.activeProcessorCount
        return queue
    }()

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.addOperation { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
