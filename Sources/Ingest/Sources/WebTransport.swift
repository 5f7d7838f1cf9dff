internal import CCurl
public import Foundation
import Synchronization

/// HTTP through libcurl: gzip, proxies from the environment, TLS verified, a bound on time and on size.
///
/// Not through Foundation's `URLSession`, which on Linux keeps a core at 70 % for as long as it waits for a server: a
/// program that is open all day meets hung servers.
public struct WebTransport: Transport {
    /// Longest wait for a connection, and longest time without a byte, in seconds.
    let patience: Int
    let bodyLimit: Int

    public init(patience: Int = 20, bodyLimit: Int = SnapshotDecoder.bodyLimit) {
        self.patience = patience
        self.bodyLimit = bodyLimit
    }

    public func body(of url: URL) async throws(IngestError) -> Data {
        let cancellation = Cancellation()
        let (address, patience, limit) = (url.absoluteString, patience, bodyLimit)
        let answer = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                // A fetch blocks; threads of the cooperative pool must not.
                DispatchQueue.global().async {
                    continuation.resume(
                        returning: Answer(address, patience: patience, limit: limit, cancellation: cancellation)
                    )
                }
            }
        } onCancel: {
            cancellation.isAsked.store(true, ordering: .relaxed)
        }
        return try answer.body(origin: SourceName.web(url).label, patience: patience, limit: limit)
    }
}

/// Whether a fetch is still wanted.
private final class Cancellation: Sendable {
    let isAsked = Atomic(false)
}

/// How a fetch ended.
private struct Answer: Sendable {
    private let failure: fetch_failure
    private let code: Int
    private let status: Int
    private let body: Data

    /// Fetches, blocking the thread.
    init(_ address: String, patience: Int, limit: Int, cancellation: Cancellation) {
        var answer = address.withCString { address in
            "launchtop/0.1 (chart reader in a terminal)".withCString { agent in
                "Accept: application/json, text/csv;q=0.9, */*;q=0.1".withCString { accept in
                    var request = fetch_request()
                    request.address = address
                    request.user_agent = agent
                    request.accept = accept
                    request.patience_seconds = patience
                    request.body_limit = limit
                    request.context = Unmanaged.passUnretained(cancellation).toOpaque()
                    request.is_cancelled = { context in
                        guard let context else { return false }
                        return Unmanaged<Cancellation>.fromOpaque(context).takeUnretainedValue().isAsked
                            .load(ordering: .relaxed)
                    }
                    return fetch(&request)
                }
            }
        }
        failure = answer.failure
        code = Int(answer.code)
        status = answer.status
        body = answer.body.map { Data(bytes: $0, count: answer.length) } ?? Data()
        fetch_free(&answer)
    }

    func body(origin: String, patience: Int, limit: Int) throws(IngestError) -> Data {
        guard failure == fetch_none else { throw IngestError(origin, words(patience: patience, limit: limit)) }
        guard (200..<300).contains(status) else {
            throw IngestError(origin, "answers \(status) \(HTTPStatus.meaning(of: status))")
        }
        return body
    }

    private func words(patience: Int, limit: Int) -> String {
        switch failure {
        case fetch_unknown_host: "its host is not known"
        case fetch_refused: "refuses the connection"
        case fetch_timed_out: "was silent for \(patience) seconds, or took over \(3 * patience)"
        case fetch_broken_off: "broke off in the middle"
        case fetch_untrusted: "its certificate cannot be trusted"
        case fetch_too_large: "sends more than the \(limit) bytes that are read"
        case fetch_cancelled: "was given up"
        case fetch_too_many_redirects: "redirects more than five times"
        default: "cannot be fetched (libcurl error \(code))"
        }
    }
}
