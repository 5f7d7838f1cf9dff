import Alerts
import Canvas

/// The text of a message in a webhook's body, within the limit of its service.
///
/// App names are untrusted: control characters are removed, and text that the service would treat as markup is escaped.
struct WebhookText {
    /// Maximum size of the text, in the unit of `size`.
    let limit: Int
    /// A closure that returns the size of text in the unit of the service's limit, such as characters or bytes.
    let size: (String) -> Int
    /// A closure that escapes one line.
    let escape: (String) -> String

    /// Returns text on one line, without control characters and with a limited length.
    static func sanitized(_ text: String) -> String {
        String(DisplayText(text).text.prefix(CommandArguments.lengthLimit))
    }

    /// Returns the text of a single alert, or a heading and one line per alert. The last alerts are left out if they
    /// don't fit.
    func text(of message: AlertMessage) -> String {
        guard message.alerts.count > 1 else { return fitted(message.texts[0], to: limit) }
        var text = "\(message.heading):"
        for (index, line) in message.texts.enumerated() {
            // Leave room for the last line.
            let rest = "\n… and \(message.alerts.count - index) more"
            let next = "\n• \(fitted(line, to: limit / 4))"
            guard size(text + next + rest) <= limit else { return text + rest }
            text += next
        }
        return text
    }

    /// Returns a line, escaped, and truncated with `…` if it's larger than `limit`.
    func fitted(_ line: String, to limit: Int) -> String {
        let whole = Self.sanitized(line)
        let complete = escape(whole)
        guard size(complete) > limit else { return complete }
        // Find the longest prefix that fits, between `fitting` and `tooLong` characters.
        var (fitting, tooLong) = (0, whole.count)
        while tooLong - fitting > 1 {
            let middle = (fitting + tooLong) / 2
            if size(cut(whole, to: middle)) <= limit { fitting = middle } else { tooLong = middle }
        }
        return cut(whole, to: fitting)
    }

    private func cut(_ line: String, to count: Int) -> String { escape(String(line.prefix(count))) + "…" }
}
