/// A character of a searched text with its other case.
struct CaselessCharacter: Hashable {
    let original: Character
    let lowercased: Character
    let uppercased: Character

    init(_ character: Character) {
        original = character
        lowercased = Self.single(character.lowercased()) ?? character
        uppercased = Self.single(character.uppercased()) ?? character
    }

    /// Whether `\w` matches it: letters, numbers and `_`.
    var isOfWord: Bool {
        original.isLetter || original.isNumber
            || original.unicodeScalars.first?.properties.generalCategory == .connectorPunctuation
    }

    /// Whether `\d` matches it: the decimal digits of any script.
    var isDigit: Bool { original.unicodeScalars.first?.properties.generalCategory == .decimalNumber }

    /// The only character of a text. The upper case of "ß" has two.
    private static func single(_ text: String) -> Character? { text.count == 1 ? text.first : nil }
}
