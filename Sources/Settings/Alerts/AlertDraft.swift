import Alerts
import Input
import Market
import TOML

/// An `[[alert]]` table while it is being read. The rule can only be created once all of its keys are known.
struct AlertDraft: Sendable {
    var when = ""
    var apps = AlertApps.watchlist
    var message: AlertTemplate?
    var bell = true
    var notify = false
    var command: [AlertTemplate] = []
    var webhook: WebhookAddress?

    /// The maximum number of `[[alert]]` tables.
    static let limit = 200

    /// Creates the settings of the alert.
    ///
    /// - Throws: An error if the rule isn't valid.
    func settings(_ reader: TOMLReader) throws(InputError) -> AlertSettings {
        let rule: AlertRule
        do throws(AlertRuleError) {
            rule = try AlertRule(when, of: apps, message: message)
        } catch {
            throw reader.error("when", error.description)
        }
        if case .sourceStale = rule.condition, reader.keys.contains("app") {
            throw reader.error("app", "has no effect on source rules; remove it")
        }
        var settings = AlertSettings(rule)
        settings.bell = bell
        settings.notify = notify
        settings.command = command
        settings.webhook = webhook
        return settings
    }
}
