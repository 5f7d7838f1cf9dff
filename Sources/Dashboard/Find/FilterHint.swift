import Market

/// Functions that recognize malformed conditions and app ids among the words of a filter.
enum FilterHint {
    /// Words of alert rules, and similar ones.
    private static let synonyms: [(String, Filter.Direction)] = [("climbed", .up), ("rose", .up), ("fell", .down)]

    /// Returns an error message with a suggestion for a word that is a malformed condition; `nil` for any other word.
    static func message(for word: String) -> String? {
        if word.hasPrefix("#"), word.dropFirst().first?.isNumber == true {
            return "invalid rank range \"\(word)\"; use #3, #1-20 or #50-"
        }
        let names = Filter.Direction.allCases.map { ($0.rawValue, $0) } + synonyms
        for (name, direction) in names where word.hasPrefix(name) {
            let rest = word.dropFirst(name.count)
            guard let sign = rest.first, "<>=≤≥:".contains(sign) else { continue }
            let number = rest.drop { !$0.isNumber }
            let includesLimit = rest.hasPrefix(">=") || sign == "≥"
            let ranks = Int(number).map { includesLimit ? max(0, $0 - 1) : $0 } ?? 5
            // Negative changes are losses.
            let isLoss = rest.contains("-") || (sign == "<" && number == "0")
            let suggested = isLoss && direction == .moved ? Filter.Direction.down : direction
            return "invalid condition \"\(word)\"; use \(suggested.rawValue)>\(ranks)"
        }
        return nil
    }

    /// Returns the app for a pasted App Store URL or an id such as `id324684580`; `nil` for any other word.
    static func app(_ word: String) -> AppID? {
        let digits = word.dropFirst(2)
        // A shorter number could be part of a name.
        let isNumber = word.prefix(2).lowercased() == "id" && digits.count >= 8 && digits.allSatisfy(\.isNumber)
        guard isNumber || word.contains("/") else { return nil }
        return try? AppID.parse(word)
    }
}
