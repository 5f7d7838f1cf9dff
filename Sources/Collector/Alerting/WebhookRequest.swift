import Alerts
import Foundation
import Input
import Settings

/// A request that sends a message to a webhook: the URL, and a body in the service's format.
struct WebhookRequest {
    let url: URL
    let body: Data

    /// Creates the request for a message.
    ///
    /// - Parameter url: The webhook's URL from the settings.
    /// - Throws: An error, without the URL, if the URL doesn't match the format.
    init(_ message: AlertMessage, to url: URL, as format: WebhookFormat) throws(InputError) {
        switch format {
        case .json:
            self.init(url, message.json)
        case .slack:
            self.init(url, message.slack)
        case .discord:
            self.init(Self.waiting(url), message.discord)
        case .ntfy:
            guard let topic = NtfyTopic(url) else {
                throw InputError(
                    "webhook",
                    "the address must end in a topic for format \"ntfy\", such as https://ntfy.sh/my-topic"
                )
            }
            self.init(topic.server, message.ntfy(topic: topic.name))
        }
    }

    private init(_ url: URL, _ object: [String: Any]) {
        self.url = url
        let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
        body = (try? JSONSerialization.data(withJSONObject: object, options: options)) ?? Data("{}".utf8)
    }

    /// Returns the URL with `wait=true`. Without this parameter, Discord doesn't report that it couldn't save a
    /// message.
    private static func waiting(_ url: URL) -> URL {
        guard var components = URLComponents(url: url, resolvingAgainstBaseURL: false) else { return url }
        let others = (components.queryItems ?? []).filter { $0.name != "wait" }
        components.queryItems = others + [URLQueryItem(name: "wait", value: "true")]
        return components.url ?? url
    }
}
