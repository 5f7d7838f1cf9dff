import Foundation
import TestSupport
import Testing

/// A trait that runs tests on separate threads, because the tests block while they wait for a program.
///
/// Without the trait, they would block the few threads of the concurrency pool, which asynchronous tests and their
/// local servers need.
struct BlockingTrait: SuiteTrait, TestTrait, TestScoping {
    /// The executor for all blocking tests. It has one thread per core, so that the tested programs don't slow each
    /// other down.
    private static let executor = ThreadExecutor(threads: ProcessInfo.processInfo.activeProcessorCount)

    var isRecursive: Bool { true }

    func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        try await withTaskExecutorPreference(Self.executor) { try await function() }
    }
}

extension Trait where Self == BlockingTrait {
    /// A trait for suites and tests that block their thread.
    static var blocking: Self { Self() }
}
