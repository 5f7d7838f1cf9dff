package import Alerts
import Foundation
import Market

extension AlertMessage {
    /// The body of a webhook message in the format `json`, described in `docs/alerts.md`: the keys of the first alert,
    /// with a title and text for all alerts, and an array of all alerts.
    var json: [String: Any] {
        var object = alerts[0].json
        if alerts.count > 1 {
            object["title"] = WebhookText.sanitized(title)
            object["text"] = WebhookText.sanitized(texts.joined(separator: "; "))
        }
        object["alerts"] = alerts.map(\.json)
        return object
    }
}

extension Alert {
    /// The alert as JSON. Missing values are `null`.
    package var json: [String: Any] {
        [
            "text": WebhookText.sanitized(text), "title": WebhookText.sanitized(title), "rule": rule.text,
            "name": WebhookText.sanitized(name), "number": number,
            "app": subject.app.map { $0.text as Any } ?? NSNull(), "rank": rank.map { $0.value as Any } ?? NSNull(),
            "chart": subject.chart.map { ChartObject($0).json as Any } ?? NSNull(), "firstSeen": firstSeen.iso8601,
            "confirmed": confirmedAt.iso8601,
            "storefront": subject.storefront.map { $0.code as Any } ?? NSNull(),
        ]
    }
}
