import Alerts
import Market

/// The first line of an ``AlertFile``.
struct AlertFileHead: Codable {
    var version: Int
    var rules: [Rule]

    struct Rule: Codable {
        var when: String
        var app: String
        var destinations: [String]
        /// The changes that a second snapshot has to confirm.
        var pending: [Pending]?
    }

    struct Pending: Codable {
        var chart: ChartObject
        var since: String
    }

    init(_ rules: [ActiveRule]) {
        version = AlertFile.version
        self.rules = rules.map { active in
            let pending = active.pending.sorted { $0.key < $1.key }
                .map { Pending(chart: ChartObject($0.key), since: $0.value.iso8601) }
            return Rule(
                when: active.rule.text,
                app: active.rule.apps.text,
                destinations: active.destinations,
                pending: pending.isEmpty ? nil : pending
            )
        }
    }

    /// The rules, without those that this version can't parse.
    var activeRules: [ActiveRule] {
        rules.compactMap { line in
            guard let rule = AlertRule.stored(line.when, of: line.app) else { return nil }
            let pending = (line.pending ?? []).compactMap { change in
                change.chart.value.flatMap { chart in Timestamp(iso8601: change.since).map { (chart, $0) } }
            }
            return ActiveRule(
                rule,
                destinations: line.destinations,
                pending: Dictionary(pending) { first, _ in first }
            )
        }
    }
}

extension AlertRule {
    /// Returns a rule from its stored text; `nil` if this version can't parse it.
    static func stored(_ text: String, of app: String) -> AlertRule? {
        guard let apps = try? AlertApps(app) else { return nil }
        return try? AlertRule(text, of: apps)
    }
}
