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
    }

    init(_ rules: [ActiveRule]) {
        version = AlertFile.version
        self.rules = rules.map {
            Rule(when: $0.rule.text, app: $0.rule.apps.text, destinations: $0.destinations)
        }
    }

    /// The rules, without those that this version can't parse.
    var activeRules: [ActiveRule] {
        rules.compactMap { line in
            AlertRule.stored(line.when, of: line.app).map { ActiveRule($0, destinations: line.destinations) }
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
