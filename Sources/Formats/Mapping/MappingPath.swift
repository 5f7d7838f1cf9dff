import Input

/// A path to values in a JSON document: keys joined by dots. `*` selects each element of an array, a key with braces
/// selects each member whose key matches the pattern, and a path that is only `.` selects the value itself.
struct MappingPath: Hashable, Sendable {
    private enum Step: Hashable, Sendable {
        case member(String)
        case members(KeyPattern)
        case elements
    }

    let text: String
    private var steps: [Step] = []

    /// Parses a path.
    ///
    /// - Returns: `nil` if a step is empty or an invalid pattern.
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

    /// The path that selects the value itself.
    static let itself: MappingPath = {
        guard let path = MappingPath(".") else { preconditionFailure("\".\" is a valid path") }
        return path
    }()

    /// Returns whether the document has the object or list whose members or elements this path selects. It may be empty.
    func hasContainer(in root: JSONValue) -> Bool {
        var value = root
        for step in steps {
            switch step {
            case .member(let name):
                guard let inner = value.member(named: name) else { return false }
                value = inner
            case .members: return value.kind == .object
            case .elements: return value.kind == .list
            }
        }
        return true
    }

    /// The names of the fields in the path's patterns.
    var fields: [String] {
        steps.flatMap { step -> [String] in if case .members(let pattern) = step { pattern.fields } else { [] } }
    }

    /// Whether the path selects a single value.
    var isSingle: Bool { steps.allSatisfy { if case .member = $0 { true } else { false } } }

    /// Returns the value at this path, which must select a single value; `nil` if the value doesn't exist.
    func value(in root: JSONValue) -> JSONValue? {
        var value = root
        for step in steps {
            guard case .member(let name) = step, let inner = value.member(named: name) else { return nil }
            value = inner
        }
        return value
    }

    /// Calls `body` with every selected value, the fields that the path's patterns matched, and the location used in
    /// errors.
    func forEach(
        in root: JSONValue,
        _ body: (JSONValue, _ fields: [String: String], _ location: String) throws(InputError) -> Void
    ) throws(InputError) {
        try visit(root, steps[...], [:], "", body)
    }

    private func visit(
        _ value: JSONValue,
        _ steps: ArraySlice<Step>,
        _ fields: [String: String],
        _ location: String,
        _ body: (JSONValue, [String: String], String) throws(InputError) -> Void
    ) throws(InputError) {
        guard let step = steps.first else { return try body(value, fields, location) }
        let rest = steps.dropFirst()
        let prefix = location.isEmpty ? "" : location + "."
        switch step {
        case .member(let name):
            if let inner = value.member(named: name) { try visit(inner, rest, fields, prefix + name, body) }
        case .members(let pattern):
            for (name, inner) in value.members {
                let name = String(decoding: name, as: UTF8.self)
                guard let matched = pattern.values(in: name) else { continue }
                try visit(inner, rest, fields.merging(matched) { _, new in new }, prefix + name, body)
            }
        case .elements:
            for (index, inner) in value.elements.enumerated() {
                try visit(inner, rest, fields, "\(location)[\(index)]", body)
            }
        }
    }
}
