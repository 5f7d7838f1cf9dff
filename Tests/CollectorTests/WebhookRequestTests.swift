import Alerts
import Foundation
import Input
import Settings
import TestSupport
import Testing

@testable import Collector

@Suite("Webhook requests for alerts")
struct WebhookRequestTests {
    private let url: URL

    init() throws { url = try #require(URL(string: "https://hooks.example/my-topic?key=1")) }

    private func body(_ alerts: [Alert], _ format: WebhookFormat) throws -> String {
        String(decoding: try WebhookRequest(AlertMessage(alerts), to: url, as: format).body, as: UTF8.self)
    }

    /// App names with characters that are special to a service, a terminal or JSON.
    private static let names = [
        "Mint Weather", "@everyone <!channel> <@U123> <#C1|x> & Co",
        "*bold* _it_ ~s~ `code` ||spoiler|| [a](https://b.example)",
        "# Heading", "- list", "1. list", "> quote", "\u{1B}[31mred\u{202E}\u{7} \"quoted\"\nsecond line",
        ":smile: 長い名前",
    ]

    @Test("webhook request bodies in each format, with special characters in app names, match the golden file")
    func bodies() throws {
        var lines: [String] = []
        for format in WebhookFormat.allCases {
            lines.append(format.rawValue)
            for name in Self.names {
                let text = try body([AlertSamples.alert(1, name)], format)
                lines.append("  \(text)")
            }
            let several = try Self.names.prefix(3).enumerated().map { try AlertSamples.alert($0 + 1, $1) }
            let text = try body(several, format)
            lines += ["", "  \(text)", ""]
        }
        let difference = Golden.difference(of: lines.joined(separator: "\n") + "\n", named: "webhook-bodies")
        #expect(difference == nil, "\(difference ?? "")")
    }

    @Test(
        "the body of a webhook request with up to 100 alerts stays within the service's limit",
        arguments: WebhookFormat.allCases
    )
    func limits(format: WebhookFormat) throws {
        for name in [String(repeating: "<&>*長", count: 2000), String(repeating: "x", count: 5000), "Mint"] {
            for count in [1, 2, 100] {
                let alerts = try (1...count).map { try AlertSamples.alert($0, "\(name) \($0)") }
                let object = try JSONSerialization.jsonObject(with: Data(try body(alerts, format).utf8))
                let body = try #require(object as? [String: Any])
                switch format {
                case .json:
                    #expect((body["text"] as? String)?.count ?? .max <= 2000)
                    #expect((body["alerts"] as? [Any])?.count == count)
                case .slack: #expect((body["text"] as? String)?.count ?? .max <= 4000)
                case .discord: #expect((body["content"] as? String)?.utf16.count ?? .max <= 2000)
                case .ntfy:
                    #expect((body["message"] as? String)?.utf8.count ?? .max <= 4096)
                    #expect((body["title"] as? String)?.utf8.count ?? .max <= 250)
                }
                guard format != .json, count == 100, name == "Mint" else { continue }
                let text = (body["text"] ?? body["content"] ?? body["message"]) as? String ?? ""
                #expect(text.hasPrefix("100 alerts:\n• Mint 1 is #64") && text.contains("\n… and "))
            }
        }
    }

    @Test("webhook URLs get wait=true for Discord, lose the topic for ntfy, and stay unchanged for Slack")
    func addresses() throws {
        let message = AlertMessage([try AlertSamples.alert(1, "Mint")])
        func address(_ text: String, _ format: WebhookFormat) throws -> String {
            try WebhookRequest(message, to: #require(URL(string: text)), as: format).url.absoluteString
        }
        #expect(
            try address("https://d.example/api/webhooks/1/x", .discord)
                == "https://d.example/api/webhooks/1/x?wait=true"
        )
        #expect(
            try address("https://d.example/1?thread_id=7&wait=false", .discord)
                == "https://d.example/1?thread_id=7&wait=true"
        )
        #expect(try address("https://ntfy.example:8443/my-topic?auth=1", .ntfy) == "https://ntfy.example:8443/?auth=1")
        for text in ["https://ntfy.sh", "https://ntfy.sh/a/b", "https://ntfy.sh/a%20b"] {
            #expect(throws: InputError.self) { _ = try address(text, .ntfy) }
        }
        #expect(try address("https://hooks.example/x?y=1", .slack) == "https://hooks.example/x?y=1")
    }

    @Test(
        "the message in a webhook's error response is extracted from JSON or a short text, but not from HTML",
        arguments: [
            ("no_service", "no_service"), (#"{"message": "Unknown Webhook", "code": 10015}"#, "Unknown Webhook"),
            (#"{"code":40301,"http":403,"error":"forbidden"}"#, "forbidden"), ("<html>not found</html>", nil),
            ("", nil),
            ("{}", nil), (#"{"message": "\u001b[31mred"}"#, "\u{FFFD}[31mred"),
            (String(repeating: "x", count: 101), nil),
        ]
    )
    func problem(body: String, expected: String?) {
        #expect(AlertWebhook.problem(in: Data(body.utf8)) == expected)
    }
}
