public import Foundation
public import Input
import Synchronization
public import Transport

/// A transport that returns scripted responses in order, repeats the last one, and records requests.
public final class ScriptedTransport: Transport {
    private let answers: Mutex<[Result<FetchResponse, FetchFailure>]>
    private let asked = Mutex<[FetchRequest]>([])

    public init(answers: [Result<FetchResponse, FetchFailure>]) {
        self.answers = Mutex(answers)
    }

    /// Creates a transport that responds with these bodies, or fails temporarily with these errors.
    public convenience init(_ bodies: [Result<Data, InputError>]) {
        self.init(answers: bodies.map { $0.map { FetchResponse(body: $0) }.mapError { FetchFailure($0, .temporary) } })
    }

    public var requests: [FetchRequest] { asked.withLock { $0 } }

    public func response(to request: FetchRequest) async throws(FetchFailure) -> FetchResponse {
        asked.withLock { $0.append(request) }
        let answer = answers.withLock { $0.count > 1 ? $0.removeFirst() : $0.first }
        guard let answer else {
            throw FetchFailure(InputError(request.url.absoluteString, "the script is empty"), .temporary)
        }
        return try answer.get()
    }
}
