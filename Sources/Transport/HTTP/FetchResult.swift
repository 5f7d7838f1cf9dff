import CCurl
import Foundation
import Input
import Market

/// The result of a fetch, converted from the C result.
struct FetchResult: Sendable {
    let failure: fetch_failure
    let code: Int
    let status: Int
    let body: Data
    let entityTag: String?
    let lastModified: String?
    let retryAfter: String?
    let date: String?
    let rateLimit: String?
    let received: Int
    let seconds: Double
    /// The message about a refused redirect; `nil` if none was refused.
    let redirectRefusal: String?

    /// Creates a result for a fetch that didn't start.
    init(_ failure: fetch_failure) {
        var result = fetch_answer()
        result.failure = failure
        self.init(result)
    }

    /// Creates a result that takes ownership of the C result's memory.
    init(_ result: fetch_answer, redirectRefusal: String? = nil) {
        var result = result
        self.redirectRefusal = redirectRefusal
        if let bytes = result.body, result.length > 0 {
            body = Data(bytesNoCopy: bytes, count: result.length, deallocator: .free)
            result.body = nil
        } else {
            body = Data()
        }
        failure = result.failure
        code = Int(result.code)
        status = result.status
        entityTag = result.entity_tag.map { String(cString: $0) }
        lastModified = result.last_modified.map { String(cString: $0) }
        retryAfter = result.retry_after.map { String(cString: $0) }
        date = result.date.map { String(cString: $0) }
        rateLimit = result.rate_limit.map { String(cString: $0) }
        received = Int(result.received)
        seconds = result.seconds
        fetch_answer_free(&result)
    }

    /// Returns the response to a request.
    ///
    /// - Throws: An error if the request failed or the status isn't a success.
    func response(to request: FetchRequest, limits: WebTransport, now: Timestamp) throws(FetchFailure) -> FetchResponse
    {
        let origin = request.label(limits.label)
        guard failure == fetch_none else {
            throw FetchFailure(InputError(origin, message(limits)), kind, status: nil)
        }
        let isUnchanged = status == 304 && request.isConditional
        guard isUnchanged || (200..<300).contains(status) else {
            throw FetchFailure(
                InputError(origin, "HTTP \(status) \(HTTPStatus.reasonPhrase(of: status))\(detail(limits))"),
                HTTPStatus.kind(of: status),
                status: status,
                retryAfter: retryAfter.flatMap { RetryAfter.seconds($0, date: date, now: now) },
                response: FetchFailure.Response(
                    body: body,
                    rateLimit: rateLimit,
                    serverTime: date.flatMap { HTTPDate.timestamp($0, now: now) },
                    received: received,
                    seconds: seconds
                )
            )
        }
        // A 304 response without ETag and Last-Modified keeps the previous ones.
        return FetchResponse(
            body: isUnchanged ? Data() : body,
            isUnchanged: isUnchanged,
            entityTag: entityTag ?? (isUnchanged ? request.entityTag : nil),
            lastModified: lastModified ?? (isUnchanged ? request.lastModified : nil),
            rateLimit: rateLimit,
            received: received,
            seconds: seconds
        )
    }

    /// Returns "; " and the message in the body of an error response, or an empty string if there is no message.
    private func detail(_ limits: WebTransport) -> String { limits.problem(body).map { "; \($0)" } ?? "" }
}
