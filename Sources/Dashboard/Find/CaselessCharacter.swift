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

    /// Whether the character is a letter, a number or a connector such as `_`, which `\w` matches.
    var isWordCharacter: Bool {
        original.isLetter || original.isNumber
            || original.unicodeScalars.first?.properties.generalCategory == .connectorPunctuation
    }

    /// Whether the character is a decimal digit of any script, which `\d` matches.
    var isDigit: Bool { original.unicodeScalars.first?.properties.generalCategory == .decimalNumber }

    /// Returns the only character of a text; `nil` if it has several, such as "SS", the uppercase form of "ß".
    private static func single(_ text: String) -> Character? { text.count == 1 ? text.first : nil }
}
