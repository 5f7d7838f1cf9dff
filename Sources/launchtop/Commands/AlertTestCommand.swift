import Alerts
import ArgumentParser
import Collector
import Foundation
import Market
import Settings

struct AlertTestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Send a test alert to the webhooks and commands of the alert rules.",
        discussion: """
            Each webhook and each command gets one alert, marked as a test, without retries. Exits with 1 if one of them \
            fails, or if there is nothing to test.
            """
    )

    @OptionGroup var common: CommonOptions

    @Option(help: ArgumentHelp("Test only this rule, numbered as in alert list.", valueName: "n")) var rule: Int?

    /// Timeout in seconds for one webhook or command.
    private static let timeout = 60.0

    func run() throws {
        let alerts = try common.configuration().alerts
        guard !alerts.isEmpty else {
            throw Failure("\(common.configurationFile.path): no alert rules; add an [[alert]] table")
        }
        if let rule, !(1...alerts.count).contains(rule) {
            throw Failure("--rule: no rule \(rule); \(NumberFormat.count(alerts.count, "rule")) in the config file")
        }
        var tested: [AlertTest.Destination: Int] = [:]
        var (sent, failed) = (0, 0)
        for (number, settings) in zip(1..., alerts) where rule == nil || rule == number {
            try Console.printLine("rule \(number): \(settings.rule.text)")
            let test = AlertTest(settings, number: number)
            if test.destinations.isEmpty { try Console.printLine("  only shown on the screen; no webhook or command") }
            for destination in test.destinations {
                if let first = tested[destination] {
                    try Console.printLine("  \(destination.label): tested with rule \(first)")
                    continue
                }
                tested[destination] = number
                let outcome = SourceLoader.value(atMost: Self.timeout) { await test.send(to: destination) }
                if let reason = outcome ?? "timed out after \(Int(Self.timeout)) s" {
                    failed += 1
                    try Console.printLine("  \(destination.label): not sent: \(reason)")
                } else {
                    sent += 1
                    try Console.printLine("  \(destination.label): sent")
                }
            }
        }
        guard failed == 0 else { throw ExitCode.failure }
        guard sent > 0 else { throw Failure("nothing to test: no webhook or command") }
    }
}

/// A test alert for a rule.
struct AlertTest: Sendable {
    enum Destination: Hashable, Sendable {
        case webhook(WebhookAddress, WebhookFormat, label: String)
        case command([String], label: String)

        var label: String {
            switch self {
            case .webhook(_, let format, let label): format == .json ? label : "\(label) (\(format.rawValue))"
            case .command(_, let label): label
            }
        }
    }

    private let settings: AlertSettings
    private let alert: Alert

    init(_ settings: AlertSettings, number: Int) {
        self.settings = settings
        let now = SystemClock.now()
        alert = Alert(
            number: 0,
            rule: settings.rule,
            subject: .source("launchtop alert test"),
            name: "launchtop alert test",
            rank: nil,
            firstSeen: now,
            confirmedAt: now,
            title: "Test alert from launchtop",
            text: "Test alert from launchtop for rule \(number): \(settings.rule.text)"
        )
    }

    var destinations: [Destination] {
        var all: [Destination] = []
        if let address = settings.webhook, let label = settings.webhookLabel {
            all.append(.webhook(address, settings.format, label: label))
        }
        if let label = settings.commandLabel { all.append(.command(settings.command.map(\.text), label: label)) }
        return all
    }

    /// Sends the alert once.
    ///
    /// - Returns: The reason why it couldn't be sent; `nil` on success.
    func send(to destination: Destination) async -> String? {
        switch destination {
        case .webhook(let address, let format, _):
            switch await AlertWebhook(address, format).send(AlertMessage([alert])) {
            case .sent: return nil
            case .failed(let reason): return reason
            case nil: return "canceled"
            }
        case .command:
            switch await AlertCommandRunner().run(settings, for: alert) {
            case .sent: return nil
            case .failed(let reason): return reason
            case .pending, nil: return "canceled"
            }
        }
    }
}
