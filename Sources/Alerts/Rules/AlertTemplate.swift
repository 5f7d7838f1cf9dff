import Market

/// Words with places that an alert fills in: `{name} is #{rank}`. `{{` is a brace.
public struct AlertTemplate: Hashable, Sendable {
    /// What can be filled in.
    public enum Placeholder: String, CaseIterable, Hashable, Sendable {
        /// The app's name, or the feed's.
        case name
        case app, rank, chart, rule
        /// When it was agreed on, as ISO 8601.
        case time
        /// Our own words: a short line, and a sentence.
        case title, text
    }

    private enum Segment: Hashable, Sendable {
        case plain(String)
        case place(Placeholder)
    }

    private var pieces: [Segment] = []

    /// - Parameter places: those that mean something here.
    public init(_ text: String, places: [Placeholder] = Placeholder.allCases) throws(AlertRuleError) {
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
                throw AlertRuleError(at: column, "“{” has no “}”; a brace itself is written “{{”")
            }
            guard let place = places.first(where: { $0.rawValue == name }) else {
                let hint = Suggestion.hint(for: String(name.prefix(40)), among: places.map(\.rawValue))
                throw AlertRuleError(at: column, "“{\(name.prefix(40))}” stands for nothing; \(hint)")
            }
            rest.removeFirst(name.count + 1)
            column += name.count + 1
            if !plain.isEmpty { pieces.append(.plain(plain)) }
            pieces.append(.place(place))
            plain = ""
        }
        if !plain.isEmpty { pieces.append(.plain(plain)) }
    }

    /// The text as it is written, but for `{{`.
    public var text: String { filled { "{\($0.rawValue)}" } }

    /// What is filled in, in its order.
    public var places: [Placeholder] { pieces.compactMap { if case .place(let place) = $0 { place } else { nil } } }

    /// Whether what is filled in comes first.
    public var beginsWithPlace: Bool { if case .place = pieces.first { true } else { false } }

    /// The words about an alert; `·` where there is nothing to fill in.
    public func filled(from alert: Alert) -> String { filled { alert.value(of: $0) } }

    func filled(_ value: (Placeholder) -> String?) -> String {
        pieces.map { piece in
            switch piece {
            case .plain(let text): text
            case .place(let place): value(place) ?? "·"
            }
        }.joined()
    }
}
