public import Foundation
public import Ingest
import Synchronization

/// A network that does what the test says: answers in turn, the last one for ever.
public final class ScriptedTransport: Transport {
    private let answers: Mutex<[Result<Data, IngestError>]>

    public init(_ answers: [Result<Data, IngestError>]) {
        self.answers = Mutex(answers)
    }

    public func body(of url: URL) async throws(IngestError) -> Data {
        let answer = answers.withLock { $0.count > 1 ? $0.removeFirst() : $0.first }
        guard let answer else { throw IngestError(url.absoluteString, "the script is empty") }
        return try answer.get()
    }
}
