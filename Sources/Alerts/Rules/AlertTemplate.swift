import Market

/// Text with placeholders that are replaced with values from an alert, such as `{name} is #{rank}`. `{{` is replaced
/// with a literal `{`.
public struct AlertTemplate: Hashable, Sendable {
    /// The available placeholders.
    public enum Placeholder: String, CaseIterable, Hashable, Sendable {
        /// The name of the app or source.
        case name
        case app, rank, chart, rule
        /// The time of confirmation in ISO 8601 format.
        case time
        /// The default title and text.
        case title, text
    }

    private enum Segment: Hashable, Sendable {
        case plain(String)
        case placeholder(Placeholder)
    }

    private var segments: [Segment] = []

    /// Parses a template.
    ///
    /// - Parameter placeholders: The placeholders that may occur in the text.
    public init(
        _ text: String,
        placeholders: [Placeholder] = Placeholder.allCases
    ) throws(AlertRuleError) {
        var plain = ""
        var column = 0
        var rest = text[...]
        while let character = rest.popFirst() {
            column += 1
            guard character == "{" else {
                plain.append(character)
                continue
            }
            if rest.first == "{" {
                rest.removeFirst()
                column += 1
                plain.append("{")
                continue
            }
            let name = rest.prefix { $0 != "}" && $0 != "{" }
            guard rest.dropFirst(name.count).first == "}" else {
                throw AlertRuleError(at: column, "unclosed \"{\"; write \"{{\" for a literal brace")
            }
            guard let placeholder = placeholders.first(where: { $0.rawValue == name }) else {
                let hint = Suggestion.hint(for: String(name.prefix(40)), among: placeholders.map(\.rawValue))
                throw AlertRuleError(at: column, "unknown placeholder \"{\(name.prefix(40))}\"; \(hint)")
            }
            rest.removeFirst(name.count + 1)
            column += name.count + 1
            if !plain.isEmpty { segments.append(.plain(plain)) }
            segments.append(.placeholder(placeholder))
            plain = ""
        }
        if !plain.isEmpty { segments.append(.plain(plain)) }
    }

    /// The text as written, with literal braces unescaped.
    public var text: String { filled { "{\($0.rawValue)}" } }

    /// The placeholders in the order in which they appear.
    public var placeholders: [Placeholder] {
        segments.compactMap { if case .placeholder(let placeholder) = $0 { placeholder } else { nil } }
    }

    /// Whether the text begins with a placeholder.
    public var beginsWithPlaceholder: Bool { if case .placeholder = segments.first { true } else { false } }

    /// Returns the text for an alert, with `·` for placeholders that have no value.
    public func filled(from alert: Alert) -> String { filled { alert.value(of: $0) } }

    func filled(_ value: (Placeholder) -> String?) -> String {
        segments.map { segment in
            switch segment {
            case .plain(let text): text
            case .placeholder(let placeholder): value(placeholder) ?? "·"
            }
        }.joined()
    }
}
