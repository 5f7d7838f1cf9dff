import Market

/// A parsed filter. A row passes if it matches all terms.
///
/// - `chat gpt`: text in names or developers
/// - `"new york"`: a phrase in names or developers
/// - `app:sora`, `dev:openai`: in names or developers only
/// - `#1-20`: ranks
/// - `new`, `returned`, `out`: movement in and out of the chart
/// - `moved>5`, `up>5`, `down>5`: rank changes
/// - `stars:1`, `stars:1-2`: the stars of reviews
/// - `in:us`: the storefront of reviews
/// - `re:^c.*t$`: a regular expression for names, which extends to the end of the line
struct Filter {
    enum Term {
        case text(String)
        case name(String)
        case developer(String)
        case ranks(ClosedRange<Int>)
        case state(State)
        case moved(Direction, moreThan: Int)
        case stars(ClosedRange<Int>)
        case storefront(String)
        case expression(FilterExpression)
    }

    enum State: String, CaseIterable {
        case new, returned, out
    }

    enum Direction: String, CaseIterable {
        case moved, up, down
    }

    let terms: [Term]
    /// The error message for an invalid term; `nil` if the filter is valid. An invalid regular expression is ignored;
    /// other invalid terms are treated as text.
    let problem: String?

    init(_ text: String) {
        var terms: [Term] = []
        var problem: String?
        for token in FilterTokens(text) {
            switch token {
            case .phrase(let phrase): terms.append(.text(phrase))
            case .expression(let pattern):
                do {
                    terms.append(.expression(try FilterExpression(pattern)))
                } catch {
                    problem = error.message
                }
            // Ignore terms that are still being typed.
            case .word(let word):
                guard !Self.incompleteTerms.contains(word) else { continue }
                let term = Self.term(word)
                if case .text = term, let message = FilterHint.message(for: word) { problem = message }
                terms.append(term)
            }
        }
        self.terms = terms
        self.problem = problem
    }

    var isEmpty: Bool { terms.isEmpty }

    private static let incompleteTerms: Set<String> = ["#", "app:", "dev:", "stars:", "in:", "moved>", "up>", "down>"]

    private static func term(_ word: String) -> Term {
        if let state = State(rawValue: word.lowercased()) { return .state(state) }
        if word.hasPrefix("app:") { return .name(String(word.dropFirst(4))) }
        if word.hasPrefix("dev:") { return .developer(String(word.dropFirst(4))) }
        if word.hasPrefix("stars:"), let stars = ranks(word.dropFirst(6)) { return .stars(stars) }
        if word.hasPrefix("in:") { return .storefront(word.dropFirst(3).lowercased()) }
        if word.hasPrefix("#"), let ranks = ranks(word.dropFirst()) { return .ranks(ranks) }
        for direction in Direction.allCases where word.hasPrefix(direction.rawValue + ">") {
            if let ranks = Int(word.dropFirst(direction.rawValue.count + 1)) {
                return .moved(direction, moreThan: ranks)
            }
        }
        return .text(FilterHint.app(word)?.text ?? word)
    }

    /// Parses the ranks `5`, `1-20` or `50-`, with any kind of dash; returns `nil` for other text.
    private static func ranks(_ text: Substring) -> ClosedRange<Int>? {
        let ends = text.split(maxSplits: 1, omittingEmptySubsequences: false) { "-–—‑−".contains($0) }
        guard let first = ends.first.flatMap({ Int($0) }) else { return nil }
        guard ends.count == 2 else { return first...first }
        if ends[1].isEmpty { return first...Int.max }
        return Int(ends[1]).map { min(first, $0)...max(first, $0) }
    }

    /// Returns whether a row matches all terms.
    func passes(_ row: FilterRow) -> Bool {
        terms.allSatisfy { term in
            switch term {
            case .text(let text): (row.names + [row.developer].compactMap { $0 }).contains { Self.contains($0, text) }
            case .name(let text): row.names.contains { Self.contains($0, text) }
            case .developer(let text): row.developer.map { Self.contains($0, text) } ?? false
            case .ranks(let ranks): row.rank.map(ranks.contains) ?? false
            case .state(let state): row.state == state
            case .stars(let stars): row.stars.map(stars.contains) ?? false
            case .storefront(let code): row.storefront?.code == code
            case .moved(let direction, let ranks): row.change.map { Self.moved($0, direction, ranks) } ?? false
            case .expression(let expression): row.names.contains { expression.matches($0) }
            }
        }
    }

    private static func moved(_ change: Int, _ direction: Direction, _ ranks: Int) -> Bool {
        switch direction {
        case .moved: Int(change.magnitude) > ranks
        case .up: change > ranks
        case .down: -change > ranks
        }
    }

    /// Returns whether `text` contains `query`, ignoring case, accents, spaces and punctuation. A query that consists
    /// only of spaces and punctuation is compared literally.
    static func contains(_ text: String, _ query: String) -> Bool {
        let folded = FoldedText.folded(query)
        if folded.isEmpty { return text.lowercased().contains(query.lowercased()) }
        return FoldedText.folded(text).contains(folded)
    }
}
