import Alerts
import Canvas

/// What a program is told about an alert: each argument by itself, so that no name can become another argument.
struct CommandArguments {
    let texts: [String]

    /// Most characters of an argument.
    static let lengthLimit = 2000

    init(_ words: [AlertTemplate], about alert: Alert) {
        texts = words.enumerated().map { index, words in
            // The program's own name has no places; it is taken as it stands.
            let text = words.filled(from: alert)
            guard index > 0 else { return text }
            // Names come from strangers: nothing in them may move a cursor, or look like an option.
            let fit = String(DisplayText(text).text.prefix(Self.lengthLimit))
            return words.beginsWithPlaceholder && fit.hasPrefix("-") ? " \(fit)" : fit
        }
    }
}
