public import Foundation
import Market

/// The format of the body of a webhook request.
public enum WebhookFormat: String, CaseIterable, Hashable, Sendable {
    /// JSON with launchtop's own keys.
    case json
    case slack, discord, ntfy

    /// Parses the name of a format.
    ///
    /// - Throws: An error with a suggestion if the name is unknown.
    static func parse(_ text: String) throws(InvalidText) -> WebhookFormat {
        if let format = WebhookFormat(rawValue: text) { return format }
        let names = allCases.map(\.rawValue)
        let hint = Suggestion.question(for: String(text.prefix(40)), among: names) ?? "expected \(TextList.or(names))"
        throw InvalidText("unknown format \(InvalidText.quoted(text)); \(hint)")
    }

    /// Returns the format of the service at a host; `nil` if the host isn't known.
    static func service(at host: String) -> WebhookFormat? {
        switch host.lowercased() {
        case "hooks.slack.com", "hooks.slack-gov.com": .slack
        case "discord.com", "discordapp.com", "ptb.discord.com", "canary.discord.com": .discord
        case "ntfy.sh": .ntfy
        default: nil
        }
    }

    /// Returns the problem with a URL for this format, without quoting the URL; `nil` if there is none.
    func problem(withAddress text: String) -> String? {
        guard self == .ntfy, let url = URL(string: text), NtfyTopic(url) == nil else { return nil }
        return "the URL must end in a topic for format \"ntfy\", such as https://ntfy.sh/my-topic"
    }
}

/// A topic on an ntfy server, and the URL to which JSON is posted.
///
/// JSON is posted to the root of the server (https://docs.ntfy.sh/publish/#publish-as-json), and the topic is in the
/// body.
public struct NtfyTopic: Hashable, Sendable {
    /// The name of the topic: 1 to 64 letters, digits, `-` and `_`.
    public let name: String
    public let server: URL

    /// Creates the topic with the given URL; returns `nil` if the URL isn't that of a topic.
    ///
    /// - Parameter url: The URL of the topic, such as `https://ntfy.sh/my-topic`.
    public init?(_ url: URL) {
        let parts = url.path.split(separator: "/", omittingEmptySubsequences: true)
        guard parts.count == 1, var components = URLComponents(url: url, resolvingAgainstBaseURL: false),
            parts[0].range(of: "^[-_A-Za-z0-9]{1,64}$", options: .regularExpression) != nil
        else { return nil }
        components.path = "/"
        guard let server = components.url else { return nil }
        (name, self.server) = (String(parts[0]), server)
    }
}
