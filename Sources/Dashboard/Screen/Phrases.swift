import Canvas

/// Functions that join phrases, such as key hints, into one line. Phrases at the end that don't fit are omitted as a
/// whole.
enum Phrases {
    /// Returns the phrases that fit in `width` columns, in one line.
    ///
    /// - Parameter phrases: The phrases, the most important first. The first one is included even if it doesn't fit.
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
