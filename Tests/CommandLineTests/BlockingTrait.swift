import Foundation
import TestSupport
import Testing

/// A type that runs the tests of a suite on threads of their own while they wait for a program to respond or exit.
///
/// Otherwise they block the few threads of the concurrency pool, which asynchronous tests and their local servers need.
struct BlockingTrait: SuiteTrait, TestTrait, TestScoping {
    /// As many threads as there are cores, so that the programs under test don't slow each other down.
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
    /// Suites whose tests block their thread.
    static var blocking: Self { Self() }
}
