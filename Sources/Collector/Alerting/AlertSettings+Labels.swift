import Alerts
import Foundation
package import Settings

extension AlertSettings {
    /// "command notify-send"; `nil` without a command.
    package var commandLabel: String? {
        command.first.map { "command \(URL(fileURLWithPath: $0.text).lastPathComponent)" }
    }

    /// The host of the webhook, or where its address is; `nil` without a webhook.
    package var webhookLabel: String? { webhook?.label(environment: ProcessInfo.processInfo.environment) }

    /// The destinations of the rule's alerts, apart from the screen.
    package var destinations: [String] { [webhookLabel, commandLabel].compactMap { $0 } }
}
