/// Where values are in a JSON document: names joined by points. `*` is each element of a list, a name with braces each
/// member whose name fits the pattern, and `.` alone the value itself.
struct MappingPath: Hashable, Sendable {
    private enum Step: Hashable, Sendable {
        case member(String)
        case members(KeyPattern)
        case elements
    }

    let text: String
    private var steps: [Step] = []

    /// - Returns: `nil` where a step is empty or no pattern.
    init?(_ text: String) {
        self.text = text
        guard text != "." else { return }
        for step in text.split(separator: ".", omittingEmptySubsequences: false) {
            if step == "*" {
                steps.append(.elements)
            } else {
                guard let pattern = KeyPattern(String(step)) else { return nil }
                steps.append(pattern.literal.map { .member($0) } ?? .members(pattern))
            }
        }
    }

    /// The names that patterns in it take.
    var fields: [String] {
        steps.flatMap { step -> [String] in if case .members(let pattern) = step { pattern.fields } else { [] } }
    }

    /// Whether it leads to one value only.
    var isSingle: Bool { steps.allSatisfy { if case .member = $0 { true } else { false } } }

    /// The one value there.
    func value(in root: JSONValue) -> JSONValue? {
        var value = root
        for step in steps {
            guard case .member(let name) = step, let inner = value.member(named: name) else { return nil }
            value = inner
        }
        return value
    }

    /// Every value there, with what patterns took on the way and how errors name the place.
    func forEach(
        in root: JSONValue,
        _ body: (JSONValue, _ fields: [String: String], _ place: String) throws(IngestError) -> Void
    ) throws(IngestError) {
        try visit(root, steps[...], [:], "", body)
    }

    private func visit(
        _ value: JSONValue,
        _ steps: ArraySlice<Step>,
        _ fields: [String: String],
        _ place: String,
        _ body: (JSONValue, [String: String], String) throws(IngestError) -> Void
    ) throws(IngestError) {
        guard let step = steps.first else { return try body(value, fields, place) }
        let rest = steps.dropFirst()
        let prefix = place.isEmpty ? "" : place + "."
        switch step {
        case .member(let name):
            if let inner = value.member(named: name) { try visit(inner, rest, fields, prefix + name, body) }
        case .members(let pattern):
            for (name, inner) in value.members {
                let name = String(decoding: name, as: UTF8.self)
                guard let taken = pattern.values(in: name) else { continue }
                try visit(inner, rest, fields.merging(taken) { _, new in new }, prefix + name, body)
            }
        case .elements:
            for (index, inner) in value.elements.enumerated() {
                try visit(inner, rest, fields, "\(place)[\(index)]", body)
            }
        }
    }
}
