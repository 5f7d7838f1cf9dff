package import Foundation
import Input

/// App Store Connect's error response to a report request: the report is missing, or the request failed.
///
/// It's plain text or the API's JSON
/// ([ErrorResponse](https://developer.apple.com/documentation/appstoreconnectapi/errorresponse)).
package struct AppleErrorResponse {
    /// The reason why a report is missing.
    package enum MissingReport: Hashable, Sendable {
        /// There were no sales in the period, or the report isn't ready yet: Apple sends the same message for both.
        case noSales
        /// The report isn't ready yet.
        case notAvailable
        /// The report is too old.
        case expired
    }

    /// The error message, with advice.
    package let problem: String
    /// Apple's message without advice.
    package let message: String
    /// The code of the first error, such as `NOT_AUTHORIZED`; `nil` if the response is plain text.
    package let code: String?
    /// The reason why the report is missing; `nil` if the request failed for another reason.
    package let missingReport: MissingReport?

    /// The lowercase beginnings of Apple's messages about missing reports.
    private static let noReportMessages: [(start: String, reason: MissingReport)] = [
        ("there were no sales", .noSales), ("there is no report available", .notAvailable),
        ("report is not available", .notAvailable), ("no report is available", .notAvailable),
        ("your report is still being generated", .notAvailable),
        ("the report you requested is not available", .notAvailable), ("report is no longer available", .expired),
    ]
    /// Maximum number of bytes of a text response to examine.
    private static let textLimit = 4096
    /// Maximum size of an error body, in bytes.
    private static let bodyLimit = 64 << 10
    /// Maximum number of errors to include in the message.
    private static let errorLimit = 3

    static func matches(_ start: Data) -> Bool { noReportMessage(in: start) != nil }

    /// Creates a response from text, or returns `nil` if the text isn't Apple's message about a missing report.
    init?(text body: Data) {
        guard let message = Self.noReportMessage(in: body) else { return nil }
        problem = Self.noReport(message)
        self.message = "\"\(message)\""
        code = nil
        missingReport = Self.reason(in: message)
    }

    /// Creates a response from JSON, or returns `nil` if the JSON isn't an error from the API.
    init?(_ root: JSONValue) {
        guard let errors = root.member("errors") else { return nil }
        let parsed = errors.elements.prefix(Self.errorLimit + 1).compactMap { ErrorObject($0) }
        guard let first = parsed.first else { return nil }
        code = first.code
        let shown = parsed.prefix(Self.errorLimit).map(\.text).joined(separator: "; ")
        if let message = parsed.lazy.compactMap(\.noReportMessage).first {
            problem = Self.noReport(message)
            self.message = "\"\(message)\""
            missingReport = Self.reason(in: message)
        } else {
            let more = parsed.count > Self.errorLimit ? "; …" : ""
            message = shown + more
            missingReport = nil
            problem = "App Store Connect error: \(shown)\(more)\(first.advice.map { "; \($0)" } ?? "")"
        }
    }

    /// Creates a response from the body of an HTTP error: text or JSON, possibly gzipped. Returns `nil` for any other
    /// body.
    package init?(body: Data) {
        var body = body
        if body.starts(with: [0x1F, 0x8B]) {
            guard let unpacked = try? Unpacking.body(of: body, origin: "", limit: Self.bodyLimit) else { return nil }
            body = unpacked
        }
        if let response = Self(text: body) {
            self = response
            return
        }
        guard body.first == UInt8(ascii: "{"), body.count <= Self.bodyLimit else { return nil }
        let parsed = try? JSONBody.read(Document(origin: "", body: body)) { AppleErrorResponse($0) }
        guard let response = parsed ?? nil else { return nil }
        self = response
    }

    private static func noReport(_ message: String) -> String {
        "no report: App Store Connect says \"\(message)\"; the day has no data, which does not mean zero"
    }

    private static func noReportMessage(in body: Data) -> String? {
        let text = UntrustedText.sanitized(String(decoding: body.prefix(textLimit), as: UTF8.self))
        return reason(in: text) == nil ? nil : text
    }

    private static func reason(in text: String) -> MissingReport? {
        let lower = text.lowercased()
        return noReportMessages.first { lower.hasPrefix($0.start) }?.reason
    }

    /// An error from the API.
    private struct ErrorObject {
        let status, code, title, detail: String?

        init?(_ value: JSONValue) {
            func text(_ key: StaticString, limit: Int) -> String? {
                let member = value.member(key)
                let text = member?.text ?? member?.integer.map { String($0) }
                return text.map { UntrustedText.sanitized($0, limit: limit) }.flatMap { $0.isEmpty ? nil : $0 }
            }
            status = text("status", limit: 20)
            code = text("code", limit: 80)
            title = text("title", limit: 200)
            detail = text("detail", limit: 300)
            guard status != nil || code != nil, title != nil || detail != nil else { return nil }
        }

        var noReportMessage: String? {
            [detail, title].compactMap { $0 }.first { AppleErrorResponse.reason(in: $0) != nil }
        }

        /// The error's status, code, title and detail as text, such as `401 NOT_AUTHORIZED: "Title", "Detail"`.
        var text: String {
            let name = [status, code].compactMap { $0 }.joined(separator: " ")
            let messages = [title, detail].compactMap { $0 }.map { "\"\($0)\"" }
            return "\(name): \(messages.joined(separator: ", "))"
        }

        /// A suggested fix; `nil` for a status without one.
        var advice: String? {
            switch status {
            case "401": "check the key ID, issuer ID and token expiry (at most 20 minutes ahead)"
            case "403": "the key needs the Admin, Finance or Sales role"
            case "429": "rate limit exceeded; try again later"
            default: nil
            }
        }
    }
}
