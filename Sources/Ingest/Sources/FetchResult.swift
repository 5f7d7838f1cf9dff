import CCurl
import Foundation
import Market

/// How a fetch ended, taken over from C.
struct FetchResult: Sendable {
    let failure: fetch_failure
    let code: Int
    let status: Int
    let body: Data
    let entityTag: String?
    let lastModified: String?
    let retryAfter: String?
    let date: String?
    let received: Int
    let seconds: Double
    /// What is said of a redirect that was refused.
    let redirectRefusal: String?

    /// One that never began.
    init(_ failure: fetch_failure) {
        var answer = fetch_answer()
        answer.failure = failure
        self.init(answer)
    }

    /// Takes the answer's memory over.
    init(_ answer: fetch_answer, redirectRefusal: String? = nil) {
        var answer = answer
        self.redirectRefusal = redirectRefusal
        if let bytes = answer.body, answer.length > 0 {
            body = Data(bytesNoCopy: bytes, count: answer.length, deallocator: .free)
            answer.body = nil
        } else {
            body = Data()
        }
        failure = answer.failure
        code = Int(answer.code)
        status = answer.status
        entityTag = answer.entity_tag.map { String(cString: $0) }
        lastModified = answer.last_modified.map { String(cString: $0) }
        retryAfter = answer.retry_after.map { String(cString: $0) }
        date = answer.date.map { String(cString: $0) }
        received = Int(answer.received)
        seconds = answer.seconds
        fetch_answer_free(&answer)
    }

    /// - Throws: what it means that no document came.
    func answer(to request: FetchRequest, limits: WebTransport, now: Timestamp) throws(FetchFailure) -> FetchResponse {
        let origin = request.label
        guard failure == fetch_none else {
            throw FetchFailure(IngestError(origin, words(limits)), kind, status: nil)
        }
        let isUnchanged = status == 304 && request.isConditional
        guard isUnchanged || (200..<300).contains(status) else {
            throw FetchFailure(
                IngestError(origin, "answers \(status) \(HTTPStatus.meaning(of: status))\(reason)"),
                HTTPStatus.kind(of: status),
                status: status,
                retryAfter: retryAfter.flatMap { RetryAfter.seconds($0, date: date, now: now) }
            )
        }
        // An answer that says nothing of marks does not take them away where nothing changed.
        return FetchResponse(
            body: isUnchanged ? Data() : body,
            isUnchanged: isUnchanged,
            entityTag: entityTag ?? (isUnchanged ? request.entityTag : nil),
            lastModified: lastModified ?? (isUnchanged ? request.lastModified : nil),
            received: received,
            seconds: seconds
        )
    }

    /// What Apple's API says in the body of an error, after what the status says; empty for any other body.
    private var reason: String { AppleErrorResponse(body: body).map { "; \($0.problem)" } ?? "" }
}
