import Alerts
import Input
import Market
import TOML

/// An `[[alert]]` table while it is being read. Its rule can only be created once all keys of the table are known.
struct AlertDraft: Sendable {
    var when = ""
    var apps = AlertApps.watchlist
    var message: AlertTemplate?
    var bell = true
    var notify = false
    var command: [AlertTemplate] = []
    var webhook: WebhookAddress?
    var format = WebhookFormat.json

    /// The maximum number of `[[alert]]` tables.
    static let limit = 200

    /// Creates the alert's settings.
    ///
    /// - Throws: An error if the rule isn't valid, or if a key has no effect or an invalid value in combination with
    ///   the other keys.
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
        if reader.keys.contains("format"), !reader.keys.contains("webhook") {
            throw reader.error("format", "has no effect without webhook; set webhook or remove it")
        }
        if case .address(let secret) = webhook, let problem = format.problem(withAddress: secret.text) {
            throw reader.error("webhook", problem)
        }
        var settings = AlertSettings(rule)
        settings.bell = bell
        settings.notify = notify
        settings.command = command
        settings.webhook = webhook
        settings.format = format
        return settings
    }
}
