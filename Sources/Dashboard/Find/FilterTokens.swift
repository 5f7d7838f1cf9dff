/// The tokens of a filter: words, quoted phrases, and a regular expression up to the end of the line.
struct FilterTokens: Sequence, IteratorProtocol {
    enum Token: Hashable {
        case word(String)
        case phrase(String)
        case expression(String)
    }

    private var rest: Substring

    init(_ text: String) { rest = text[...] }

    mutating func next() -> Token? {
        rest = rest.drop { $0 == " " }
        guard let first = rest.first else { return nil }
        if rest.hasPrefix("re:") {
            defer { rest = "" }
            return .expression(String(rest.dropFirst(3)))
        }
        if first == "\"" {
            let inside = rest.dropFirst().prefix { $0 != "\"" }
            rest = rest.dropFirst(inside.count + 1).drop { $0 == "\"" }
            return inside.isEmpty ? next() : .phrase(String(inside))
        }
        let word = rest.prefix { $0 != " " }
        rest = rest.dropFirst(word.count)
        return .word(String(word))
    }
}
