import Alerts
import Canvas
import Foundation
import Market

extension Alert {
    /// The body that goes to a webhook, described in `docs/alerts.md`. What is not known is `null`.
    var json: Data {
        let chart = subject.chart.map { chart -> [String: Any] in
            [
                "store": chart.store.rawValue, "storefront": chart.storefront.code, "kind": chart.kind.slug,
                "genre": chart.genre.map { $0.id as Any } ?? NSNull(), "edition": chart.edition.rawValue,
            ]
        }
        let object: [String: Any] = [
            "text": fit(text), "title": fit(title), "rule": rule.text, "name": fit(name), "number": number,
            "app": subject.app.map { $0.text as Any } ?? NSNull(), "rank": rank.map { $0.value as Any } ?? NSNull(),
            "chart": chart.map { $0 as Any } ?? NSNull(), "firstSeen": firstSeen.iso8601,
            "confirmed": confirmedAt.iso8601,
        ]
        let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
        return (try? JSONSerialization.data(withJSONObject: object, options: options)) ?? Data("{}".utf8)
    }

    private func fit(_ text: String) -> String { String(DisplayText(text).text.prefix(CommandArguments.lengthLimit)) }
}
