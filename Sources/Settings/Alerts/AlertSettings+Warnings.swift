import Alerts
import Foundation

extension AlertSettings {
    /// A warning if the webhook's service doesn't accept launchtop's own JSON; otherwise `nil`.
    var formatWarning: String? {
        guard format == .json, let host = try? webhook?.url(environment: [:]).host,
            let service = WebhookFormat.service(at: host)
        else { return nil }
        return "\(host) doesn't accept the format \"json\"; add format = \"\(service.rawValue)\""
    }

    /// Warnings about command arguments in which app names would be run as code, each with a safe alternative.
    var scriptWarnings: [(argument: Int, problem: String)] {
        guard let scripts = ScriptArguments(of: command.map(\.text)) else { return [] }
        return scripts.numbers.compactMap { number in
            guard let placeholder = command[number].placeholders.first else { return nil }
            let name = "{\(placeholder.rawValue)}"
            let risk =
                "\(name) is inserted into code that \(scripts.interpreter) runs, so an app name could run commands"
            return (number, "\(risk); \(scripts.advice.text(for: name))")
        }
    }
}

extension ScriptArguments.Advice {
    fileprivate func text(for placeholder: String) -> String {
        switch self {
        case .shellArgument:
            "pass it as an argument, such as [\"sh\", \"-c\", \"notify-send -- \\\"$1\\\"\", \"sh\", \"\(placeholder)\"]"
        case .argument: "pass \(placeholder) as a separate argument after the code, and read it there"
        case .script: "run a script file instead, such as [\"/path/to/script\", \"\(placeholder)\"]"
        }
    }
}
