import Alerts
import Market

/// An `[[alert]]` while it is being read: the rule needs all of its keys.
struct AlertDraft: Sendable {
    var when = ""
    var apps = AlertApps.watchlist
    var say: AlertTemplate?
    var bell = true
    var notify = false
    var command: [AlertTemplate] = []
    var webhook: WebhookAddress?

    /// Most `[[alert]]` tables.
    static let limit = 200

    /// - Throws: what is wrong with the rule.
    func settings(_ reader: TOMLReader) throws(IngestError) -> AlertSettings {
        let rule: AlertRule
        do throws(AlertRuleError) {
            rule = try AlertRule(when, of: apps, message: say)
        } catch {
            throw reader.fault("when", error.description)
        }
        if case .sourceStale = rule.condition, reader.keys.contains("app") {
            throw reader.fault("app", "means nothing where the rule is about feeds")
        }
        var settings = AlertSettings(rule)
        settings.bell = bell
        settings.notify = notify
        settings.command = command
        settings.webhook = webhook
        return settings
    }
}
