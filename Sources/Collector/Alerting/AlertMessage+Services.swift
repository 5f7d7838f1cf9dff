import Alerts

extension AlertMessage {
    /// The body of a message to a Slack incoming webhook, as plain text.
    ///
    /// Format: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks. `&`, `<` and `>` are escaped
    /// as in https://docs.slack.dev/messaging/formatting-message-text, so that no name can mention a channel or hide a
    /// link.
    var slack: [String: Any] {
        // Slack recommends at most 4,000 characters.
        let text = WebhookText(limit: 4000, size: \.count) { line in
            line.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
        }
        return ["text": text.text(of: self), "mrkdwn": false, "unfurl_links": false, "unfurl_media": false]
    }

    /// The body of a message to a Discord webhook.
    ///
    /// Format: https://docs.discord.com/developers/resources/webhook#execute-webhook. Mentions are disabled, Markdown
    /// is escaped, and links have no preview.
    var discord: [String: Any] {
        let text = WebhookText(limit: 2000, size: \.utf16.count, escape: Self.escapedMarkdown)
        let suppressEmbeds = 1 << 2
        return [
            "content": text.text(of: self), "allowed_mentions": ["parse": [String]()], "flags": suppressEmbeds,
        ]
    }

    /// Returns the body of a message to an ntfy topic.
    ///
    /// Format: https://docs.ntfy.sh/publish/#publish-as-json. Messages over 4,096 bytes would become attachments.
    func ntfy(topic: String) -> [String: Any] {
        let text = WebhookText(limit: 4000, size: \.utf8.count) { $0 }
        let title = WebhookText(limit: 250, size: \.utf8.count) { $0 }
        return [
            "topic": topic, "title": title.fitted(alerts.count > 1 ? heading : self.title, to: title.limit),
            "message": text.text(of: self),
        ]
    }

    /// Escapes Discord's Markdown in one line.
    static func escapedMarkdown(_ line: String) -> String {
        var escaped = ""
        for character in line {
            if "\\*_~`|<>[]()".contains(character) { escaped.append("\\") }
            escaped.append(character)
        }
        // Headings, lists and small text are only recognized at the start of a line.
        if let first = line.first, "#-+".contains(first) { return "\\\(escaped)" }
        let digits = escaped.prefix { $0.isNumber }
        let rest = escaped.dropFirst(digits.count)
        return !digits.isEmpty && rest.first == "." ? "\(digits)\\\(rest)" : escaped
    }
}
