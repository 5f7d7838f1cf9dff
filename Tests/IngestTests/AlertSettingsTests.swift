import Alerts
import Foundation
import Ingest
import Market
import TestSupport
import Testing

@Suite("Alerts in the configuration file")
struct AlertSettingsTests {
    private func configuration(_ text: String) throws -> Configuration {
        let folder = try TemporaryFolder()
        return try Configuration(file: URL(fileURLWithPath: folder.write(text, to: "config.toml")))
    }

    private func errors(_ text: String) throws -> [String] {
        let fault = #expect(throws: ConfigurationErrors.self) { _ = try configuration(text) }
        return fault?.errors.map(\.description) ?? []
    }

    @Test("everything that can be set")
    func everything() throws {
        let text = """
            [[alert]]
            when = "rank <= 10 in us top-free"
            app = "6744034028"
            say = "{name} is #{rank}!"
            bell = false
            notify = true
            command = ["notify-send", "--", "{title}", "{text}"]
            webhook = "https://hooks.example.com/services/sesame"
            [[alert]]
            when = "source stale for 6h"
            webhook = "env:HOOK"
            """
        let alerts = try configuration(text).alerts
        let app = try #require(AppID(stored: "6744034028"))
        let words = try AlertTemplate("{name} is #{rank}!")
        var first = AlertSettings(try AlertRule("rank <= 10 in us top-free", of: .one(app), message: words))
        (first.bell, first.notify) = (false, true)
        first.command = try ["notify-send", "--", "{title}", "{text}"].map { text in try AlertTemplate(text) }
        first.webhook = .address(Secret("https://hooks.example.com/services/sesame"))
        var second = AlertSettings(try AlertRule("source stale for 6h"))
        second.webhook = .elsewhere(.environment("HOOK"))
        #expect(alerts == [first, second])
        #expect(alerts.first?.rule.message == words)
        #expect(try first.webhook?.url(environment: [:]).path == "/services/sesame")
        #expect(try second.webhook?.url(environment: ["HOOK": "https://a.example/b"]).host == "a.example")
        #expect(!"\(alerts)".contains("sesame"))
        var shown = ""
        dump(alerts, to: &shown)
        #expect(!shown.contains("sesame"))
    }

    @Test(
        "what is wrong is told with its place",
        arguments: [
            ("", "line 1, column 3, [[alert]] 1: “when” is missing"),
            ("when = \"\"", "line 2, column 8, [[alert]] 1, “when”: is empty"),
            (
                "when = \"rank <= 10 in ja top-free\"",
                "“when”: at character 15: unknown storefront \"ja\"; did you mean jp (Japan)?"
            ),
            ("when = \"rnk <= 1\"", "at character 1: unknown condition \"rnk\"; did you mean rank?"),
            (
                "when = \"source stale\"\napp = \"1\"",
                "line 3, column 7, [[alert]] 1, “app”: means nothing where the rule"
            ),
            (
                "when = \"rank <= 1\"\napp = \"a b\"",
                "“app”: \"a b\" isn't an app id; use a number such as 1700000001 or a package name such as "
                    + "com.example.app; or use \"watchlist\" or \"any\""
            ),
            ("when = \"rank <= 1\"\nbell = 1", "“bell”: is neither true nor false"),
            ("when = \"rank <= 1\"\nsay = \"{nam}\"", "“say”: at character 1: unknown placeholder \"{nam}\"; did you"),
            ("when = \"rank <= 1\"\nsay = \"{text}\"", "unknown placeholder \"{text}\""),
            ("when = \"rank <= 1\"\ncommand = \"x\"", "“command”: is not a list"),
            (
                "when = \"rank <= 1\"\ncommand = [\"{name}\"]",
                "line 3, column 12, [[alert]] 1, “command”: begins with the"
            ),
            (
                "when = \"rank <= 1\"\ncommand = [\"x\", \"{y}\"]",
                "line 3, column 17, [[alert]] 1, “command”: at char"
            ),
            ("when = \"rank <= 1\"\ncommand = [\"x\", 2]", "holds something that is not text"),
            ("when = \"rank <= 1\"\nexec = [\"x\"]", "“exec”: means nothing here; did you mean “command”?"),
            (
                "when = \"rank <= 1\"\nwebhook = \"http://example.com/a\"",
                "must begin with https://; http:// is for this"
            ),
            ("when = \"rank <= 1\"\nwebhook = \"http://127.0.0.1.example.com/\"", "must begin with https://"),
            ("when = \"rank <= 1\"\nwebhook = \"ftp://example.com\"", "is no address that begins with https://"),
            ("when = \"rank <= 1\"\nwebhook = \"env:a b\"", "must say where the address is"),
            (
                "when = \"rank <= 1\"\n[[alert]]\nwhen = \"rank < 2\"",
                "line 4, column 8, [[alert]] 2, “when”: is the same rule about the same apps as of [[alert]] 1"
            ),
        ]
    )
    func faults(text: String, sentence: String) throws {
        let errors = try errors("[[alert]]\n\(text)\n")
        #expect(errors.count == 1)
        #expect(errors.first?.contains(sentence) == true, "\(errors)")
    }

    @Test("all faults at once, in the order of the file")
    func all() throws {
        let text = "[[alert]]\nwhen = \"rank\"\nbell = 3\nhook = \"x\"\n[[alert]]\nsay = \"{\"\n[[alert]]\nwhen = 4\n"
        #expect(
            try errors(text).map { $0.components(separatedBy: "line ").last?.prefix(1) } == [
                "2", "3", "4", "5", "6", "8",
            ]
        )
        let many = String(repeating: "[[alert]]\nwhen = \"rank <= 1\"\n", count: 201)
        #expect(try errors(many).first?.contains("there are 201; 200 is the most") == true)
    }

    @Test(
        "a webhook's address is not repeated",
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
        "this machine itself may be sent to without encryption",
        arguments: ["localhost", "127.0.0.1", "127.1.2.3", "[::1]"]
    )
    func loopback(host: String) throws {
        let alerts = try configuration("[[alert]]\nwhen = \"rank <= 1\"\nwebhook = \"http://\(host):8080/x\"").alerts
        #expect(alerts.first?.webhook != nil)
    }

    @Test("a change of alerts is a change")
    func change() throws {
        let (old, new) = (Configuration(), try configuration("[[alert]]\nwhen = \"rank <= 1\""))
        #expect(new.changes(since: old).settings == ["[[alert]]"])
        #expect(new.changes(since: new).isEmpty)
    }
}
