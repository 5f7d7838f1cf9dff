public import Foundation
import Synchronization

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// HTTP through `URLSession`: gzip, proxies from the environment, TLS verified, a bound on time and on size.
public struct WebTransport: Transport {
    /// Longest wait for a byte, in seconds.
    let patience: TimeInterval
    let bodyLimit: Int

    public init(patience: TimeInterval = 10, bodyLimit: Int = SnapshotDecoder.bodyLimit) {
        self.patience = patience
        self.bodyLimit = bodyLimit
    }

    public func body(of url: URL) async throws(IngestError) -> Data {
        let origin = SourceName.web(url).label
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = patience
        configuration.timeoutIntervalForResource = 3 * patience
        configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
        var request = URLRequest(url: url)
        request.setValue("launchtop/0.1 (chart reader in a terminal)", forHTTPHeaderField: "User-Agent")
        request.setValue("application/json, text/csv;q=0.9, */*;q=0.1", forHTTPHeaderField: "Accept")
        let collector = BodyCollector(limit: bodyLimit)
        let session = URLSession(configuration: configuration, delegate: collector, delegateQueue: nil)
        defer { session.finishTasksAndInvalidate() }
        let task = session.dataTask(with: request)
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                collector.start(continuation)
                task.resume()
            }
        } onCancel: {
            task.cancel()
        }
        return try outcome.body(origin: origin, patience: patience, limit: bodyLimit)
    }
}

/// How a request ended.
private struct FetchOutcome: Sendable {
    var status: Int?
    var body = Data()
    var isTooLarge = false
    var error: URLError.Code?

    func body(origin: String, patience: TimeInterval, limit: Int) throws(IngestError) -> Data {
        if isTooLarge { throw IngestError(origin, "sends more than the \(limit) bytes that are read") }
        if let error { throw IngestError(origin, Self.words(for: error, patience: patience)) }
        guard let status, (200..<300).contains(status) else {
            let code = status.map(String.init) ?? "nothing"
            let meaning = status.map { HTTPURLResponse.localizedString(forStatusCode: $0) } ?? ""
            throw IngestError(origin, "answers \(code) \(meaning)".trimmingCharacters(in: .whitespaces))
        }
        return body
    }

    private static func words(for code: URLError.Code, patience: TimeInterval) -> String {
        switch code {
        case .timedOut: "did not answer within \(Int(patience)) seconds"
        case .cannotConnectToHost: "refuses the connection"
        case .cannotFindHost, .dnsLookupFailed: "its host is not known"
        case .networkConnectionLost, .unknown: "broke off in the middle"
        case .notConnectedToInternet: "there is no network"
        case .secureConnectionFailed, .serverCertificateUntrusted, .serverCertificateHasBadDate,
            .serverCertificateHasUnknownRoot, .serverCertificateNotYetValid:
            "its certificate cannot be trusted"
        case .cancelled: "was given up"
        default: "cannot be fetched (network error \(code.rawValue))"
        }
    }
}

/// Takes a body as it arrives and stops the transfer once it is larger than allowed.
private final class BodyCollector: NSObject, URLSessionDataDelegate, Sendable {
    private struct State {
        var outcome = FetchOutcome()
        var continuation: CheckedContinuation<FetchOutcome, Never>?
    }

    private let limit: Int
    private let state = Mutex(State())

    init(limit: Int) { self.limit = limit }

    func start(_ continuation: CheckedContinuation<FetchOutcome, Never>) {
        state.withLock { $0.continuation = continuation }
    }

    func urlSession(
        _ session: URLSession,
        dataTask: URLSessionDataTask,
        didReceive response: URLResponse,
        completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
    ) {
        state.withLock { $0.outcome.status = (response as? HTTPURLResponse)?.statusCode }
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        let isTooLarge = state.withLock { state in
            guard state.outcome.body.count + data.count <= limit else {
                state.outcome.isTooLarge = true
                return true
            }
            state.outcome.body.append(data)
            return false
        }
        if isTooLarge { dataTask.cancel() }
    }

    /// Never from https down to http.
    func urlSession(
        _ session: URLSession,
        task: URLSessionTask,
        willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest,
        completionHandler: @escaping (URLRequest?) -> Void
    ) {
        let isDowngrade = task.currentRequest?.url?.scheme == "https" && request.url?.scheme != "https"
        completionHandler(isDowngrade ? nil : request)
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        let (continuation, outcome) = state.withLock { state in
            if let error { state.outcome.error = (error as? URLError)?.code ?? .unknown }
            defer { state.continuation = nil }
            return (state.continuation, state.outcome)
        }
        continuation?.resume(returning: outcome)
    }
}
