/// A character with its lowercase and uppercase forms.
struct CaselessCharacter: Hashable {
    let original: Character
    let lowercased: Character
    let uppercased: Character

    init(_ character: Character) {
        original = character
        lowercased = Self.single(character.lowercased()) ?? character
        uppercased = Self.single(character.uppercased()) ?? character
    }

    /// Whether `\w` matches the character: letters, numbers and connectors such as `_`.
    var isWordCharacter: Bool {
        original.isLetter || original.isNumber
            || original.unicodeScalars.first?.properties.generalCategory == .connectorPunctuation
    }

    /// Whether `\d` matches the character: decimal digits of any script.
    var isDigit: Bool { original.unicodeScalars.first?.properties.generalCategory == .decimalNumber }

    /// Returns the character of a one-character text; `nil` for "SS", the uppercase of "ß".
    private static func single(_ text: String) -> Character? { text.count == 1 ? text.first : nil }
}
