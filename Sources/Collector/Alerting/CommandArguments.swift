import Alerts
import Canvas

/// The arguments of an alert command. Each argument is passed separately, so that a name can't add arguments.
struct CommandArguments {
    let texts: [String]

    /// Maximum number of characters per argument.
    static let lengthLimit = 2000

    init(_ templates: [AlertTemplate], for alert: Alert) {
        texts = templates.enumerated().map { index, template in
            let text = template.filled(from: alert)
            // The program path has no placeholders and is used unchanged.
            guard index > 0 else { return text }
            // App names are untrusted: remove control characters, and don't let a name look like an option.
            let safe = String(DisplayText(text).text.prefix(Self.lengthLimit))
            return template.beginsWithPlaceholder && safe.hasPrefix("-") ? " \(safe)" : safe
        }
    }
}
