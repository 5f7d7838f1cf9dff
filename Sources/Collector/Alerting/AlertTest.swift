import Alerts
package import Settings

/// A test alert for a rule.
package struct AlertTest: Sendable {
    package enum Destination: Hashable, Sendable {
        case webhook(WebhookAddress, WebhookFormat, label: String)
        case command([String], label: String)

        package var label: String {
            switch self {
            case .webhook(_, let format, let label): format == .json ? label : "\(label) (\(format.rawValue))"
            case .command(_, let label): label
            }
        }
    }

    private let settings: AlertSettings
    private let alert: Alert

    package init(_ settings: AlertSettings, number: Int) {
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

    package var destinations: [Destination] {
        var all: [Destination] = []
        if let address = settings.webhook, let label = settings.webhookLabel {
            all.append(.webhook(address, settings.format, label: label))
        }
        if let label = settings.commandLabel { all.append(.command(settings.command.map(\.text), label: label)) }
        return all
    }

    /// Sends the test alert once.
    ///
    /// - Returns: The reason why the alert couldn't be sent; `nil` on success.
    package func send(to destination: Destination) async -> String? {
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
