import Foundation
import History
import Ingest
import Market
import Synchronization

/// Reads sources once, on the calling thread.
enum Loading {
    static func now() -> Timestamp { Timestamp(seconds: Int64(Date().timeIntervalSince1970)) }

    /// Adds everything a source holds to `ledger` and says on standard error what could not be read.
    ///
    /// - Returns: how many documents gave something.
    static func read(_ source: SourceName, into ledger: inout Ledger) -> Int {
        let reading = wait {
            var reader = SourceReader(source, transport: WebTransport())
            return await reader.read(now: now())
        }
        for problem in reading.problems { Say.error(problem.description) }
        for snapshot in reading.snapshots { ledger.append(snapshot) }
        return reading.documents
    }

    /// A ledger from where a person pointed: a launch of the library by its short id, or any source.
    static func ledger(from text: String?, common: CommonOptions) throws(Failure) -> Ledger {
        guard let text else { return try common.library().ledger }
        if let library = try? common.library().ledger, library.snapshot.launch(id: text) != nil { return library }
        var ledger = Ledger()
        guard read(try source(text), into: &ledger) > 0 else { throw Failure("nothing could be read from \(text)") }
        return ledger
    }

    static func source(_ text: String) throws(Failure) -> SourceName {
        if text == "-", isatty(STDIN_FILENO) == 1 {
            throw Failure("standard input is the terminal; pipe a body into it, or name a file")
        }
        do {
            return try SourceName(text)
        } catch {
            throw Failure(error.description)
        }
    }

    /// Blocks this thread until asynchronous work is done. Only for the main thread before there is a screen.
    private static func wait<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) -> Value {
        let done = DispatchSemaphore(value: 0)
        let box = Box<Value>()
        Task {
            let value = await work()
            box.value.withLock { $0 = value }
            done.signal()
        }
        done.wait()
        guard let value = box.value.withLock({ $0 }) else { preconditionFailure("the work ended without a value") }
        return value
    }

    private final class Box<Value: Sendable>: Sendable {
        let value = Mutex<Value?>(nil)
    }
}
