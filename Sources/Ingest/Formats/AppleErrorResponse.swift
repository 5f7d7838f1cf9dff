import Foundation

/// App Store Connect's answer in place of a report: a missing report, or the reason why the request failed.
///
/// As plain text, as the text in an XML error, or as the API's JSON
/// ([ErrorResponse](https://developer.apple.com/documentation/appstoreconnectapi/errorresponse)).
struct AppleErrorResponse {
    /// For an error, after the name of the document.
    let problem: String

    /// What Apple says of a report that there isn't; each is lower case.
    private static let noReports = [
        "there were no sales", "there is no report available", "report is not available", "no report is available",
        "your report is still being generated", "the report you requested is not available",
        "report is no longer available",
    ]
    /// How much of a text is looked at, in bytes.
    private static let textLimit = 4096
    /// Largest body of an error that is read, in bytes.
    private static let bodyLimit = 64 << 10
    /// Most errors of one answer that are shown.
    private static let errorLimit = 3

    static func looksLike(_ start: Data) -> Bool { noReport(in: start) != nil }

    /// - Returns: `nil` if the text isn't Apple's message about a missing report.
    init?(text body: Data) {
        guard let sentence = Self.noReport(in: body) else { return nil }
        problem = Self.noReport(sentence)
    }

    /// - Returns: `nil` where the JSON isn't an error of the API.
    init?(_ root: JSONValue) {
        guard let errors = root.member("errors") else { return nil }
        let parsed = errors.elements.prefix(Self.errorLimit + 1).compactMap { ErrorObject($0) }
        guard let first = parsed.first else { return nil }
        if let sentence = parsed.lazy.compactMap(\.noReport).first {
            problem = Self.noReport(sentence)
        } else {
            let shown = parsed.prefix(Self.errorLimit).map(\.words).joined(separator: "; ")
            let more = parsed.count > Self.errorLimit ? "; and more" : ""
            problem = "is an error from App Store Connect: \(shown)\(more)\(first.advice.map { "; \($0)" } ?? "")"
        }
    }

    /// The answer in the body of an HTTP error: text or JSON, packed with gzip or not.
    ///
    /// - Returns: `nil` for any other body.
    init?(body: Data) {
        var body = body
        if body.starts(with: [0x1F, 0x8B]) {
            guard let unpacked = try? Unpacking.body(of: body, origin: "", limit: Self.bodyLimit) else { return nil }
            body = unpacked
        }
        if let answer = Self(text: body) {
            self = answer
            return
        }
        guard body.first == UInt8(ascii: "{"), body.count <= Self.bodyLimit else { return nil }
        let parsed = try? JSONBody.read(Document(origin: "", body: body)) { AppleErrorResponse($0) }
        guard let answer = parsed ?? nil else { return nil }
        self = answer
    }

    private static func noReport(_ sentence: String) -> String {
        "has no report; Apple's answer: \"\(sentence)\"; nothing is known of that day, which isn't zero"
    }

    private static func noReport(in body: Data) -> String? {
        let text = UntrustedText.words(String(decoding: body.prefix(textLimit), as: UTF8.self))
        return isNoReport(text) ? text : nil
    }

    private static func isNoReport(_ text: String) -> Bool {
        let lower = text.lowercased()
        return noReports.contains { lower.hasPrefix($0) }
    }

    /// One of the errors in an answer.
    private struct ErrorObject {
        let status, code, title, detail: String?

        init?(_ value: JSONValue) {
            func text(_ key: StaticString, limit: Int) -> String? {
                let member = value.member(key)
                let text = member?.text ?? member?.integer.map { String($0) }
                return text.map { UntrustedText.words($0, limit: limit) }.flatMap { $0.isEmpty ? nil : $0 }
            }
            status = text("status", limit: 20)
            code = text("code", limit: 80)
            title = text("title", limit: 200)
            detail = text("detail", limit: 300)
            guard status != nil || code != nil, title != nil || detail != nil else { return nil }
        }

        var noReport: String? { [detail, title].compactMap { $0 }.first(where: AppleErrorResponse.isNoReport) }

        /// `401 NOT_AUTHORIZED: "Authentication credentials are missing or invalid." (detail)`.
        var words: String {
            let name = [status, code].compactMap { $0 }.joined(separator: " ")
            let sentences = [title, detail].compactMap { $0 }.map { "\"\($0)\"" }
            return "\(name): \(sentences.joined(separator: ", "))"
        }

        /// What to do.
        var advice: String? {
            switch status {
            case "401": "check the key's id, the issuer's id and the token's expiry (at most 20 minutes ahead)"
            case "403": "the key needs the role Admin, Finance or Sales"
            case "429": "the rate limit is reached; try again later"
            default: nil
            }
        }
    }
}
