import Foundation

/// A task executor with threads outside the concurrency pool.
public final class ThreadExecutor: TaskExecutor {
    private let queue = OperationQueue()

    /// Creates an executor.
    ///
    /// - Parameter threads: The number of jobs that run at the same time.
    public init(threads: Int) { queue.maxConcurrentOperationCount = threads }

    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.addOperation { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
