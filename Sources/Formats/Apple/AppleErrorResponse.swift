package import Foundation
import Input

/// App Store Connect's error response to a report request: the report is missing, or the request failed.
///
/// It's plain text or the API's JSON
/// ([ErrorResponse](https://developer.apple.com/documentation/appstoreconnectapi/errorresponse)).
package struct AppleErrorResponse {
    /// The error message.
    package let problem: String

    /// The lowercase beginnings of Apple's messages about missing reports.
    private static let noReportMessages = [
        "there were no sales", "there is no report available", "report is not available", "no report is available",
        "your report is still being generated", "the report you requested is not available",
        "report is no longer available",
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
    }

    /// Creates a response from JSON, or returns `nil` if the JSON isn't an error from the API.
    init?(_ root: JSONValue) {
        guard let errors = root.member("errors") else { return nil }
        let parsed = errors.elements.prefix(Self.errorLimit + 1).compactMap { ErrorObject($0) }
        guard let first = parsed.first else { return nil }
        if let message = parsed.lazy.compactMap(\.noReportMessage).first {
            problem = Self.noReport(message)
        } else {
            let shown = parsed.prefix(Self.errorLimit).map(\.text).joined(separator: "; ")
            let more = parsed.count > Self.errorLimit ? "; …" : ""
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
        return isNoReport(text) ? text : nil
    }

    private static func isNoReport(_ text: String) -> Bool {
        let lower = text.lowercased()
        return noReportMessages.contains { lower.hasPrefix($0) }
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

        var noReportMessage: String? { [detail, title].compactMap { $0 }.first(where: AppleErrorResponse.isNoReport) }

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
