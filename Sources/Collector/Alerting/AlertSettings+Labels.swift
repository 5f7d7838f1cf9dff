import Alerts
import Foundation
package import Settings

extension AlertSettings {
    /// The label of the alert command, such as "command notify-send"; `nil` if there is no command.
    package var commandLabel: String? {
        command.first.map { "command \(URL(fileURLWithPath: $0.text).lastPathComponent)" }
    }

    /// The host in the webhook's URL, or where the URL is stored; `nil` if there is no webhook.
    package var webhookLabel: String? { webhook?.label(environment: ProcessInfo.processInfo.environment) }

    /// The destinations of the rule's alerts, apart from the screen.
    package var destinations: [String] { [webhookLabel, commandLabel].compactMap { $0 } }
}
