/// A pattern for the keys of a JSON object, such as `{store}:{storefront}:{chart}[:{genre}]`.
///
/// A field in braces matches the text up to the literal that follows it. A part in brackets, at the end only, is
/// optional. A pattern without braces or brackets matches only the identical key.
struct KeyPattern: Hashable, Sendable {
    private enum Part: Hashable, Sendable {
        case text(String)
        case field(String)
    }

    private var parts: [Part] = []
    private var optional: [Part] = []
    private var hasOptional = false

    /// Parses a pattern.
    ///
    /// - Returns: `nil` if the text is empty, braces or brackets are unbalanced, a field name is invalid, or two fields
    ///   are adjacent.
    init?(_ text: String) {
        var required = text
        if let open = text.firstIndex(of: "[") {
            guard text.last == "]", text.filter({ $0 == "[" }).count == 1 else { return nil }
            guard let optional = Self.parts(text[text.index(after: open)...].dropLast()) else { return nil }
            required = String(text[..<open])
            self.optional = optional
            hasOptional = true
        }
        guard let parts = Self.parts(required[...]), !parts.isEmpty else { return nil }
        self.parts = parts
    }

    /// The names of the fields in braces.
    var fields: [String] { (parts + optional).compactMap { if case .field(let name) = $0 { name } else { nil } } }

    /// The only key that the pattern matches; `nil` if it contains fields or an optional part.
    var literal: String? {
        guard !hasOptional, parts.count == 1, case .text(let text) = parts[0] else { return nil }
        return text
    }

    /// Returns the fields' values in `key`, or `nil` if `key` doesn't match the pattern.
    func values(in key: String) -> [String: String]? {
        (hasOptional ? Self.match(parts + optional, key[...]) : nil) ?? Self.match(parts, key[...])
    }

    private static func parts(_ text: Substring) -> [Part]? {
        var parts: [Part] = []
        var rest = text
        while let first = rest.first {
            if first == "{" {
                guard let close = rest.firstIndex(of: "}") else { return nil }
                let name = rest[rest.index(after: rest.startIndex)..<close]
                if case .field = parts.last { return nil }
                guard !name.isEmpty, name.allSatisfy(\.isLetter) else { return nil }
                parts.append(.field(String(name)))
                rest = rest[rest.index(after: close)...]
            } else {
                let end = rest.firstIndex(of: "{") ?? rest.endIndex
                guard !rest[..<end].contains("}") else { return nil }
                parts.append(.text(String(rest[..<end])))
                rest = rest[end...]
            }
        }
        return parts
    }

    private static func match(_ parts: [Part], _ key: Substring) -> [String: String]? {
        var values: [String: String] = [:]
        var rest = key
        for (index, part) in parts.enumerated() {
            switch part {
            case .text(let text):
                guard rest.hasPrefix(text) else { return nil }
                rest = rest.dropFirst(text.count)
            case .field(let name):
                var end = rest.endIndex
                if index + 1 < parts.count, case .text(let next) = parts[index + 1] {
                    guard let found = position(of: next, in: rest) else { return nil }
                    end = found
                }
                guard end > rest.startIndex else { return nil }
                values[name] = String(rest[..<end])
                rest = rest[end...]
            }
        }
        return rest.isEmpty ? values : nil
    }

    /// Returns the index of the first occurrence of `text` in `rest`.
    private static func position(of text: String, in rest: Substring) -> Substring.Index? {
        var start = rest.startIndex
        while start < rest.endIndex {
            if rest[start...].hasPrefix(text) { return start }
            start = rest.index(after: start)
        }
        return nil
    }
}
