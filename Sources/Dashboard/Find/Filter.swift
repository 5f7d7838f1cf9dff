import Market

/// Which rows of a list are wanted, as it is typed: all of the terms must hold.
///
/// `chat gpt` words, `"new york"` a phrase, `app:sora` in names only, `dev:openai` in developers only, `#1-20` ranks,
/// `new` `returned` `out` how it came or went, `moved>5` `up>5` `down>5` places, `re:^c.*t$` an expression to the
/// line's end.
struct Filter {
    enum Term {
        case words(String)
        case name(String)
        case developer(String)
        case ranks(ClosedRange<Int>)
        case state(State)
        case moved(Direction, moreThan: Int)
        case expression(FilterExpression)
    }

    enum State: String, CaseIterable {
        case new, returned, out
    }

    enum Direction: String, CaseIterable {
        case moved, up, down
    }

    let terms: [Term]
    /// What is wrong with it, as a sentence; what cannot be read is passed over.
    let fault: String?

    init(_ text: String) {
        var terms: [Term] = []
        var fault: String?
        for token in FilterTokens(text) {
            switch token {
            case .phrase(let phrase): terms.append(.words(phrase))
            case .expression(let pattern):
                do {
                    terms.append(.expression(try FilterExpression(pattern)))
                } catch {
                    fault = error.sentence
                }
            // What is only begun asks for nothing yet.
            case .word(let word):
                guard !Self.begun.contains(word) else { continue }
                let term = Self.term(word)
                if case .words = term, let hint = FilterHint.sentence(for: word) { fault = hint }
                terms.append(term)
            }
        }
        self.terms = terms
        self.fault = fault
    }

    var isEmpty: Bool { terms.isEmpty }

    private static let begun: Set<String> = ["#", "app:", "dev:", "moved>", "up>", "down>"]

    private static func term(_ word: String) -> Term {
        if let state = State(rawValue: word.lowercased()) { return .state(state) }
        if word.hasPrefix("app:") { return .name(String(word.dropFirst(4))) }
        if word.hasPrefix("dev:") { return .developer(String(word.dropFirst(4))) }
        if word.hasPrefix("#"), let ranks = ranks(word.dropFirst()) { return .ranks(ranks) }
        for direction in Direction.allCases where word.hasPrefix(direction.rawValue + ">") {
            if let places = Int(word.dropFirst(direction.rawValue.count + 1)) {
                return .moved(direction, moreThan: places)
            }
        }
        return .words(FilterHint.app(word)?.text ?? word)
    }

    /// `5`, `1-20`, `50-`, with any of the dashes that text processors write.
    private static func ranks(_ text: Substring) -> ClosedRange<Int>? {
        let ends = text.split(maxSplits: 1, omittingEmptySubsequences: false) { "-–—‑−".contains($0) }
        guard let first = ends.first.flatMap({ Int($0) }) else { return nil }
        guard ends.count == 2 else { return first...first }
        if ends[1].isEmpty { return first...Int.max }
        return Int(ends[1]).map { min(first, $0)...max(first, $0) }
    }

    /// Whether a row is wanted.
    func passes(_ row: FilterRow) -> Bool {
        terms.allSatisfy { term in
            switch term {
            case .words(let words): (row.names + [row.developer].compactMap { $0 }).contains { Self.holds($0, words) }
            case .name(let words): row.names.contains { Self.holds($0, words) }
            case .developer(let words): row.developer.map { Self.holds($0, words) } ?? false
            case .ranks(let ranks): row.rank.map(ranks.contains) ?? false
            case .state(let state): row.state == state
            case .moved(let direction, let places): row.change.map { Self.moved($0, direction, places) } ?? false
            case .expression(let expression): row.names.contains { expression.matches($0) }
            }
        }
    }

    private static func moved(_ change: Int, _ direction: Direction, _ places: Int) -> Bool {
        switch direction {
        case .moved: Int(change.magnitude) > places
        case .up: change > places
        case .down: -change > places
        }
    }

    /// Without regard to case, accents, spaces and punctuation, as long as something else was typed.
    static func holds(_ text: String, _ words: String) -> Bool {
        let folded = FoldedText.folded(words)
        if folded.isEmpty { return text.lowercased().contains(words.lowercased()) }
        return FoldedText.folded(text).contains(folded)
    }
}
