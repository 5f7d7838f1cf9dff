import Market

/// What to write in place of a word of a filter that looks like a condition and is none.
enum FilterHint {
    /// - Returns: `nil` where the word is one to look for.
    static func sentence(for word: String) -> String? {
        if word.hasPrefix("#"), word.dropFirst().first?.isNumber == true {
            return "unknown ranks \"\(word)\"; use #3, #1-20 or #50-"
        }
        for direction in Filter.Direction.allCases where word.hasPrefix(direction.rawValue) {
            let rest = word.dropFirst(direction.rawValue.count)
            guard let sign = rest.first, "<>=≤≥:".contains(sign) else { continue }
            let number = rest.drop { !$0.isNumber }
            let places = number.isEmpty || !number.allSatisfy(\.isNumber) ? "5" : String(number)
            // Places below zero were lost.
            let isLoss = rest.contains("-") || (sign == "<" && number == "0")
            let meant = isLoss && direction == .moved ? Filter.Direction.down : direction
            return "unknown condition \"\(word)\"; use \(meant.rawValue)>\(places) (moved, up or down)"
        }
        return nil
    }

    /// The app that a word names by an address of a page or as `id324684580`, as people paste them.
    static func app(_ word: String) -> AppID? {
        let digits = word.dropFirst(2)
        // A shorter number could be part of a name.
        let isNumber = word.prefix(2).lowercased() == "id" && digits.count >= 8 && digits.allSatisfy(\.isNumber)
        guard isNumber || word.contains("/") else { return nil }
        return try? AppID.parse(word)
    }
}
