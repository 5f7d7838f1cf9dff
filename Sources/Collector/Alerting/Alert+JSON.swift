import Alerts
import Canvas
import Foundation
import Market

extension Alert {
    /// The request body for a webhook, described in `docs/alerts.md`. Missing values are `null`.
    var json: Data {
        let chart = subject.chart.map { chart -> [String: Any] in
            [
                "store": chart.store.rawValue, "storefront": chart.storefront.code, "kind": chart.kind.slug,
                "genre": chart.genre.map { $0.id as Any } ?? NSNull(), "edition": chart.edition.rawValue,
            ]
        }
        let object: [String: Any] = [
            "text": displayed(text), "title": displayed(title), "rule": rule.text, "name": displayed(name),
            "number": number,
            "app": subject.app.map { $0.text as Any } ?? NSNull(), "rank": rank.map { $0.value as Any } ?? NSNull(),
            "chart": chart.map { $0 as Any } ?? NSNull(), "firstSeen": firstSeen.iso8601,
            "confirmed": confirmedAt.iso8601,
        ]
        let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
        return (try? JSONSerialization.data(withJSONObject: object, options: options)) ?? Data("{}".utf8)
    }

    private func displayed(_ text: String) -> String {
        String(DisplayText(text).text.prefix(CommandArguments.lengthLimit))
    }
}
