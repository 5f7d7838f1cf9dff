package import Alerts
import Collector
import Dashboard
import Foundation
package import Market
package import Settings

/// A list of the alert rules and of the latest alerts. A rule that can't fire is listed with the reason.
package struct AlertListing {
    private let rules: [(settings: AlertSettings, reach: RuleReach?)]
    private let alerts: [SentAlert]

    package init(rules: [(settings: AlertSettings, reach: RuleReach?)], alerts: [SentAlert]) {
        (self.rules, self.alerts) = (rules, alerts)
    }

    package func lines(zone: TimeZoneTable) -> [String] {
        var lines = rules.isEmpty ? ["no alert rules"] : []
        for (number, rule) in zip(1..., rules) {
            let settings = rule.settings
            let apps = settings.rule.needsApps ? "  \(settings.rule.apps.text)" : ""
            let destinations = settings.destinations.joined(separator: ", ")
            lines.append("\(number)  \(settings.rule.text)\(apps)\(destinations.isEmpty ? "" : "  → \(destinations)")")
            if let reach = rule.reach { lines.append("   \(reach.text)") }
        }
        lines += ["", alerts.isEmpty ? "no alerts yet" : "alerts"]
        for sent in alerts.reversed() {
            lines.append("\(TimeFormat.instant(sent.alert.confirmedAt, in: zone))  \(sent.alert.text(in: zone))")
            if let text = sent.sentText { lines.append("   sent: \(text)") }
            for failure in sent.failures { lines.append("   not sent: \(failure)") }
        }
        return lines
    }

    package func json() throws -> String {
        let object: [String: Any] = [
            "rules": zip(1..., rules).map { number, rule -> [String: Any] in
                [
                    "number": number, "rule": rule.settings.rule.text, "app": rule.settings.rule.apps.text,
                    "destinations": rule.settings.destinations,
                    "canFire": !(rule.reach?.isFinal ?? false),
                    "problem": rule.reach.map { $0.text as Any } ?? NSNull(),
                ]
            },
            "alerts": alerts.reversed().map { sent -> [String: Any] in
                var alert = sent.alert.json
                alert["deliveries"] = sent.deliveries.map { delivery -> [String: Any] in
                    [
                        "to": delivery.destination, "sent": delivery.outcome == .sent,
                        "failure": delivery.failure.map { $0 as Any } ?? NSNull(),
                    ]
                }
                return alert
            },
        ]
        let options: JSONSerialization.WritingOptions = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try JSONSerialization.data(withJSONObject: object, options: options), as: UTF8.self)
    }
}
