/// Finds what a person may have meant.
enum NearMiss {
    /// "did you mean sora?", or what there is where nothing is near.
    static func hint(for text: String, among words: [String]) -> String {
        let near = suggestions(for: text, among: words)
        return near.isEmpty
            ? "there are \(words.joined(separator: ", "))" : "did you mean \(near.joined(separator: " or "))?"
    }

    /// The words within two edits of `text`, nearest first, or those that begin with it.
    private static func suggestions(for text: String, among words: [String]) -> [String] {
        let text = text.lowercased()
        let near = words.map { (word: $0, distance: $0.hasPrefix(text) ? 1 : edits(from: text, to: $0.lowercased())) }
        return near.filter { $0.distance <= 2 }.sorted { ($0.distance, $0.word) < ($1.distance, $1.word) }.map(\.word)
    }

    /// Levenshtein's distance.
    private static func edits(from left: String, to right: String) -> Int {
        let (left, right) = (Array(left), Array(right))
        var row = Array(0...right.count)
        for (i, character) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in right.enumerated() {
                let replaced = diagonal + (character == other ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
            }
        }
        return row[right.count]
    }
}
