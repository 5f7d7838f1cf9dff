import Alerts
import ArgumentParser
import Collector
import Dashboard
import Foundation
import Market
import Settings

struct AlertListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the alert rules in the config file and the latest alerts of the archive.",
        discussion: "Rules are numbered in the order of the file. Alerts are listed newest first, at most 200."
    )

    @OptionGroup var common: CommonOptions

    @Flag(help: "Print JSON.") var json = false

    func run() throws {
        let configuration = try common.configuration()
        let archive = common.archiveToRead
        let rules = RuleReaches(configuration, archive: archive).rules
        var file = AlertFile()
        let alerts = archive.map { file.read(of: $0).alerts } ?? []
        for problem in file.problems { Console.report(problem) }
        if json { return try Console.printLine(try jsonText(rules, alerts)) }
        for line in Self.lines(rules, alerts, zone: common.zone(configuration)) { try Console.printLine(line) }
    }

    private static func lines(
        _ rules: [(settings: AlertSettings, reach: RuleReach?)],
        _ alerts: [SentAlert],
        zone: TimeZoneTable
    ) -> [String] {
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
            lines.append("\(TimeFormat.instant(sent.alert.confirmedAt, in: zone))  \(sent.alert.text)")
            if let text = sent.sentText { lines.append("   sent: \(text)") }
            for failure in sent.failures { lines.append("   not sent: \(failure)") }
        }
        return lines
    }

    private func jsonText(
        _ rules: [(settings: AlertSettings, reach: RuleReach?)],
        _ alerts: [SentAlert]
    ) throws -> String {
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
