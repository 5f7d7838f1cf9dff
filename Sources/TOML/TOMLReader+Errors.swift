package import Input
import Market

extension TOMLReader {
    /// Returns an error about a key's value, or about the table.
    ///
    /// - Parameters:
    ///   - key: The key; `nil` for the table itself.
    ///   - name: The key whose name has the problem. The error is located at this name instead of at a value.
    ///   - index: The index of the element with the problem, if the value is a list.
    package func error(_ key: String?, _ problem: String, atNameOf name: String? = nil, at index: Int? = nil)
        -> InputError
    {
        error(key, problem, position: position(of: name ?? key, isName: name != nil, at: index))
    }

    /// Returns an error about a required key that is missing.
    package func missing(_ key: String) -> InputError { error(nil, "missing key \"\(key)\"") }

    /// Returns an error about an unknown key, with suggestions.
    ///
    /// - Parameter known: The valid keys, each with other names that users might try.
    package func unknownKey(_ key: String, known: [(key: String, synonyms: [String])]) -> InputError {
        let words = Set(Suggestion.suggestions(for: key, among: known.flatMap { [$0.key] + $0.synonyms }))
        let near = known.filter { words.contains($0.key) || !words.isDisjoint(with: $0.synonyms) }
            .map { "\"\($0.key)\"" }
        let hint =
            near.isEmpty
            ? "valid keys: \(known.map(\.key).joined(separator: ", "))"
            : Suggestion.question(naming: near)
        let problem = "unknown key \"\(key)\"\(name.map { " in \($0)" } ?? ""); \(hint)"
        return InputError(origin, position: position(of: key, isName: true, at: nil), problem)
    }

    /// Returns an error about a key that has a new name.
    package func renamed(_ key: String, to newKey: String) -> InputError {
        error(nil, "\"\(key)\" was renamed to \"\(newKey)\"", atNameOf: key)
    }

    /// Returns the line of a key, or `nil` if positions aren't known.
    package func line(of key: String) -> Int? { positions?.key(path + [key])?.line }

    private func position(of key: String?, isName: Bool, at index: Int?) -> TextPosition? {
        let whole = path + (key.map { [$0] } ?? [])
        let element = index.flatMap { positions?.value(whole + [String($0)]) }
        return element ?? (isName ? nil : positions?.value(whole)) ?? positions?.key(whole) ?? positions?.key(path)
    }

    func error(_ key: String?, _ problem: String, position: TextPosition?) -> InputError {
        let location = [name, key].compactMap(\.self).joined(separator: " ")
        return InputError(origin, position: position, at: location.isEmpty ? nil : location, problem)
    }
}
