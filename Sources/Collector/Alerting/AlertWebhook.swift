package import Alerts
import Foundation
import Input
package import Settings
package import Transport

/// A webhook that alerts are sent to.
package struct AlertWebhook: Sendable {
    package enum Outcome: Hashable, Sendable {
        case sent(attempts: Int)
        /// The message wasn't sent. The reason contains no secrets.
        case failed(String)
    }

    private let address: WebhookAddress
    private let format: WebhookFormat
    /// The host in the webhook's URL, or where the URL is stored.
    package let label: String

    package init(_ address: WebhookAddress, _ format: WebhookFormat) {
        (self.address, self.format) = (address, format)
        label = address.label(environment: ProcessInfo.processInfo.environment)
    }

    /// A transport for requests to webhooks.
    package static var transport: WebTransport {
        WebTransport(timeout: 10, bodyLimit: 1 << 20, fetchesAtOnce: 4, problem: Self.problem)
    }

    /// Sends a message once, without retries.
    ///
    /// - Returns: The outcome; `nil` if this task was canceled.
    package func send(_ message: AlertMessage) async -> Outcome? {
        let transport = Self.transport
        return await send(message) { request throws(FetchFailure) in
            _ = try await transport.response(to: FetchRequest(posting: request.body, to: request.url))
            return 1
        }
    }

    /// Sends a message.
    ///
    /// - Parameter post: A closure that sends a request and returns the number of attempts.
    /// - Returns: The outcome; `nil` if this task was canceled.
    func send(_ message: AlertMessage, by post: (WebhookRequest) async throws(FetchFailure) -> Int) async -> Outcome? {
        let request: WebhookRequest
        do throws(InputError) {
            let url = try address.url(environment: ProcessInfo.processInfo.environment)
            request = try WebhookRequest(message, to: url, as: format)
        } catch {
            return .failed(error.problem)
        }
        do throws(FetchFailure) {
            return .sent(attempts: try await post(request))
        } catch {
            return error.kind == .canceled ? nil : .failed(Self.withoutSecrets(error.error.problem, request.url))
        }
    }

    /// Returns the message in the body of an error response: the value of a JSON key (Discord, ntfy) or a short text
    /// (Slack). Returns `nil` if there is none.
    static func problem(in body: Data) -> String? {
        if let object = try? JSONSerialization.jsonObject(with: body) as? [String: Any] {
            let text = object["message"] as? String ?? object["error"] as? String
            return text.map { UntrustedText.sanitized($0, limit: 100) }
        }
        guard (1...100).contains(body.count), let text = String(data: body, encoding: .utf8),
            !text.contains(where: { "<{\n".contains($0) })
        else { return nil }
        return UntrustedText.sanitized(text, limit: 100)
    }

    /// Returns an error message, without the text from the server if the message contains a part of the secret URL.
    private static func withoutSecrets(_ problem: String, _ url: URL) -> String {
        let secrets = url.path.split(separator: "/") + (url.query ?? "").split { "&=".contains($0) }
        let isRepeated = secrets.contains { $0.count >= 4 && problem.contains($0) }
        return isRepeated ? String(problem.prefix { $0 != ";" }) : problem
    }
}
