import Canvas

/// Phrases in one line, such as hints. One that doesn't fit is left out as a whole, the last ones first.
enum Phrases {
    /// Returns the phrases that fit, in one line.
    ///
    /// - Parameter phrases: The phrases, the most important first. The first one is cut if even that doesn't fit.
    static func fitting(_ phrases: [String], width: Int) -> String {
        var line = phrases.first ?? ""
        for phrase in phrases.dropFirst() {
            let longer = "\(line)  \(phrase)"
            guard displayWidth(longer) <= width else { break }
            line = longer
        }
        return line
    }
}
