import Alerts
import Foundation
import Input
import Market
import Settings
import TestSupport
import Testing

@Suite("Alerts in the config file")
struct AlertSettingsTests {
    private func configuration(_ text: String) throws -> Configuration {
        let folder = try TemporaryFolder()
        return try Configuration(file: URL(fileURLWithPath: folder.write(text, to: "config.toml")))
    }

    private func errors(_ text: String) throws -> [String] {
        let error = #expect(throws: ConfigurationErrors.self) { _ = try configuration(text) }
        return error?.errors.map(\.description) ?? []
    }

    @Test("all keys of an [[alert]] table are decoded, and a dump doesn't show the webhook URL")
    func everything() throws {
        let text = """
            [[alert]]
            when = "rank <= 10 in us top-free"
            app = "6744034028"
            message = "{name} is #{rank}!"
            bell = false
            notify = true
            command = ["notify-send", "--", "{title}", "{text}"]
            webhook = "https://hooks.example.com/services/sesame"
            format = "slack"
            [[alert]]
            when = "source stale for 6h"
            webhook = "env:HOOK"
            """
        let alerts = try configuration(text).alerts
        let app = try #require(AppID(stored: "6744034028"))
        let message = try AlertTemplate("{name} is #{rank}!")
        var first = AlertSettings(try AlertRule("rank <= 10 in us top-free", of: .one(app), message: message))
        (first.bell, first.notify) = (false, true)
        first.command = try ["notify-send", "--", "{title}", "{text}"].map { text in try AlertTemplate(text) }
        first.webhook = .address(Secret("https://hooks.example.com/services/sesame"))
        first.format = .slack
        var second = AlertSettings(try AlertRule("source stale for 6h"))
        second.webhook = .elsewhere(.environment("HOOK"))
        #expect(alerts == [first, second])
        #expect(alerts.first?.rule.message == message)
        #expect(try first.webhook?.url(environment: [:]).path == "/services/sesame")
        #expect(try second.webhook?.url(environment: ["HOOK": "https://a.example/b"]).host == "a.example")
        #expect(!"\(alerts)".contains("sesame"))
        var shown = ""
        dump(alerts, to: &shown)
        #expect(!shown.contains("sesame"))
    }

    @Test(
        "an invalid [[alert]] table causes one error that states the problem",
        arguments: [
            ("", ":1:3: [[alert]]: missing key \"when\""),
            ("when = \"\"", ":2:8: [[alert]] when: must not be empty"),
            (
                "when = \"rank <= 10 in ja top-free\"",
                "[[alert]] when: at character 15: unknown storefront \"ja\"; did you mean jp (Japan)?"
            ),
            ("when = \"rnk <= 1\"", "at character 1: unknown condition \"rnk\"; did you mean rank?"),
            (
                "when = \"source stale\"\napp = \"1\"",
                ":3:7: [[alert]] app: has no effect on source rules; remove it"
            ),
            (
                "when = \"rank <= 1\"\napp = \"a b\"",
                "[[alert]] app: invalid app id \"a b\"; use a number such as 1700000001 or a package name such as "
                    + "com.example.app; or use \"watchlist\" or \"any\""
            ),
            ("when = \"rank <= 1\"\nbell = 1", "[[alert]] bell: expected true or false"),
            (
                "when = \"rank <= 1\"\nmessage = \"{nam}\"",
                "message: at character 1: unknown placeholder \"{nam}\"; did you"
            ),
            ("when = \"rank <= 1\"\nmessage = \"{texts}\"", "unknown placeholder \"{texts}\""),
            ("when = \"rank <= 1\"\ncommand = \"x\"", "[[alert]] command: expected a list"),
            (
                "when = \"rank <= 1\"\ncommand = [\"{name}\"]",
                ":3:12: [[alert]] command: the first item must be the name or path of a program"
            ),
            (
                "when = \"rank <= 1\"\ncommand = [\"x\", \"{y}\"]",
                ":3:17: [[alert]] command: at character 1: unknown placeholder \"{y}\""
            ),
            ("when = \"rank <= 1\"\ncommand = [\"x\", 2]", "expected a list of strings"),
            ("when = \"rank <= 1\"\nexec = [\"x\"]", "unknown key \"exec\" in [[alert]]; did you mean \"command\"?"),
            (
                "when = \"rank <= 1\"\nwebhook = \"http://example.com/a\"",
                "URL must start with https://; http:// is only allowed for localhost"
            ),
            ("when = \"rank <= 1\"\nwebhook = \"http://127.0.0.1.example.com/\"", "URL must start with https://"),
            ("when = \"rank <= 1\"\nwebhook = \"ftp://example.com\"", "invalid URL; it must start with https://"),
            (
                "when = \"rank <= 1\"\nwebhook = \"https://a.example\"\nformat = \"slak\"",
                ":4:10: [[alert]] format: unknown format \"slak\"; did you mean slack?"
            ),
            (
                "when = \"rank <= 1\"\nwebhook = \"https://a.example\"\nformat = \"teams\"",
                "[[alert]] format: unknown format \"teams\"; expected json, slack, discord or ntfy"
            ),
            (
                "when = \"rank <= 1\"\nformat = \"slack\"",
                ":3:10: [[alert]] format: has no effect without webhook; set webhook or remove it"
            ),
            (
                "when = \"rank <= 1\"\nwebhook = \"https://ntfy.sh/\"\nformat = \"ntfy\"",
                ":3:11: [[alert]] webhook: the URL must end in a topic for format \"ntfy\""
            ),
            (
                "when = \"rank <= 1\"\nwebhook = \"env:a b\"",
                "invalid webhook reference; expected \"env:NAME\" or \"file:PATH\""
            ),
            (
                "when = \"rank <= 1\"\n[[alert]]\nwhen = \"rank < 2\"",
                ":4:8: [[alert]] when: duplicate rule; first defined on line 2"
            ),
        ]
    )
    func errorText(text: String, expected: String) throws {
        let errors = try errors("[[alert]]\n\(text)\n")
        #expect(errors.count == 1)
        #expect(errors.first?.contains(expected) == true, "\(errors)")
    }

    @Test("all errors in [[alert]] tables are reported in file order; more than 200 tables are an error")
    func all() throws {
        let text =
            "[[alert]]\nwhen = \"rank\"\nbell = 3\nhook = \"x\"\n[[alert]]\nmessage = \"{\"\n[[alert]]\nwhen = 4\n"
        #expect(
            try errors(text).map { $0.components(separatedBy: "config.toml:").last?.prefix(1) } == [
                "2", "3", "4", "5", "6", "8",
            ]
        )
        let many = String(repeating: "[[alert]]\nwhen = \"rank <= 1\"\n", count: 201)
        #expect(try errors(many).first?.contains("too many alerts: 201; the limit is 200") == true)
    }

    @Test(
        "an error about an invalid webhook setting doesn't contain the webhook URL",
        arguments: [
            "webhook = \"http://example.com/sesame\"", "webhook = sesame", "webhook = \"sesame", "webhok = \"sesame\"",
            "webhook \"sesame\"", "webhook = [\"sesame\"]", "webhook = \"https:///sesame\"",
            "webhook = \"https://sesame sesame\"", "webhook = \"sesame://x\"",
        ]
    )
    func secret(line: String) throws {
        let errors = try errors("[[alert]]\nwhen = \"rank <= 1\"\n\(line)\n")
        #expect(errors.count == 1 && !errors.description.contains("sesame"), "\(errors)")
    }

    @Test(
        "the URL of a webhook on this machine may use http",
        arguments: ["localhost", "127.0.0.1", "127.1.2.3", "[::1]"]
    )
    func loopback(host: String) throws {
        let alerts = try configuration("[[alert]]\nwhen = \"rank <= 1\"\nwebhook = \"http://\(host):8080/x\"").alerts
        #expect(alerts.first?.webhook != nil)
    }

    @Test(
        "a Slack, Discord or ntfy webhook without a format causes a warning that omits the URL",
        arguments: [
            ("https://hooks.slack.com/services/sesame", "", "add format = \"slack\""),
            ("https://discord.com/api/webhooks/1/sesame", "", "add format = \"discord\""),
            ("https://ntfy.sh/sesame", "", "add format = \"ntfy\""),
            ("https://ntfy.sh/sesame", "format = \"ntfy\"", nil),
            ("https://ntfy.sh/sesame", "format = \"json\"", nil),
            ("https://hooks.slack.com.example/sesame", "", nil),
        ]
    )
    func formatWarning(address: String, format: String, expected: String?) throws {
        let folder = try TemporaryFolder()
        let text = "[[alert]]\nwhen = \"rank <= 1\"\nwebhook = \"\(address)\"\n\(format)\n"
        let reading = try LoadedConfiguration(file: URL(fileURLWithPath: folder.write(text, to: "config.toml")))
        let warnings = reading.warnings.map(\.description)
        #expect(warnings.count == (expected == nil ? 0 : 1))
        if let expected { #expect(warnings[0].contains("config.toml:3:11: ") && warnings[0].contains(expected)) }
        #expect(!warnings.joined().contains("sesame"))
    }

    @Test("a new alert rule is listed among the configuration changes")
    func change() throws {
        let (old, new) = (Configuration(), try configuration("[[alert]]\nwhen = \"rank <= 1\""))
        #expect(new.changes(since: old).settings == ["[[alert]]"])
        #expect(new.changes(since: new).settings.isEmpty)
    }
}
