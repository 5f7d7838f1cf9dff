import Market

/// Reads the grammar of rules.
struct AlertRuleReader {
    var tokens: AlertTokens

    init(_ text: String) { tokens = AlertTokens(text) }

    private static let verbs = ["rank", "enters", "leaves", "moved", "climbed", "fell", "downloads", "feed"]

    mutating func condition() throws(AlertRuleError) -> AlertCondition {
        guard let verb = tokens.take() else {
            throw AlertRuleError(at: 1, "a rule is missing, such as rank <= 10 in us top-free")
        }
        let condition = try self.condition(verb)
        if let next = tokens.next {
            throw AlertRuleError(at: next.column, "“\(Self.shown(next))” is too much; the rule has ended")
        }
        return condition
    }

    private mutating func condition(_ verb: AlertTokens.Token) throws(AlertRuleError) -> AlertCondition {
        switch verb.text.lowercased() {
        case "rank": return .rank(atMost: try boundRank(), in: try charts())
        case "enters": return .enters(top: try top(), of: try charts())
        case "leaves": return .leaves(top: try top(), of: try charts())
        case "moved": return try movement(.moved)
        case "climbed": return try movement(.climbed)
        case "fell": return try movement(.fell)
        case "downloads":
            let isStrict = try comparison([">": true, ">=": false, "≥": false], "“>=”")
            let count = try number("a number of downloads such as 1000000 or 1M")
            // One more than the most there can be is never reached; nor is the most.
            return .downloads(atLeast: isStrict && count < .max ? count + 1 : count)
        case "feed":
            guard tokens.skip("stale") else { throw expected("“stale”") }
            return .sourceStale(for: tokens.skip("for") ? try length(300...30 * 86_400, "5m to 30d") : nil)
        default:
            let hint = Suggestion.hint(for: String(verb.text.prefix(40)), among: Self.verbs)
            throw AlertRuleError(at: verb.column, "“\(Self.shown(verb))” begins no rule; \(hint)")
        }
    }

    /// `<= 10`, `< 11`.
    private mutating func boundRank() throws(AlertRuleError) -> Rank {
        let isStrict = try comparison(["<": true, "<=": false, "≤": false], "“<=”")
        let column = tokens.column
        let place = try number("a place such as 10")
        guard let rank = Rank(Int(clamping: isStrict ? place - 1 : place)) else {
            throw AlertRuleError(at: column, "a place is a whole number from 1 to 65535")
        }
        return rank
    }

    /// `top 10`, or nothing for the whole chart.
    private mutating func top() throws(AlertRuleError) -> Rank? {
        guard tokens.skip("top") else { return nil }
        let column = tokens.column
        guard let rank = Rank(Int(clamping: try number("a place such as 10"))) else {
            throw AlertRuleError(at: column, "a place is a whole number from 1 to 65535")
        }
        return rank
    }

    /// `> 20 in 24h [in …]`.
    private mutating func movement(_ direction: AlertCondition.Direction) throws(AlertRuleError) -> AlertCondition {
        let isStrict = try comparison([">": true, ">=": false, "≥": false], "“>”")
        let column = tokens.column
        let places = try number("a number of places such as 20")
        guard (1...65_535).contains(places) else {
            throw AlertRuleError(at: column, "places are a whole number from 1 to 65535")
        }
        guard tokens.skip("in", "within") else { throw expected("“in” and a length of time such as 24h") }
        let seconds = try length(600...30 * 86_400, "10m to 30d")
        return .moved(direction, moreThan: Int(isStrict ? places : places - 1), within: seconds, in: try charts())
    }

    /// - Returns: what the comparison that comes next stands for.
    private mutating func comparison(_ known: [String: Bool], _ words: String) throws(AlertRuleError) -> Bool {
        guard let next = tokens.next, let meaning = known[next.text] else { throw expected(words) }
        _ = tokens.take()
        return meaning
    }

    func expected(_ words: String) -> AlertRuleError {
        let found = tokens.next.map { "not “\(Self.shown($0))”" } ?? "but the rule ends"
        return AlertRuleError(at: tokens.column, "\(words) is expected, \(found)")
    }

    /// A word as an error repeats it.
    static func shown(_ token: AlertTokens.Token) -> String { String(token.text.prefix(40)) }
}
