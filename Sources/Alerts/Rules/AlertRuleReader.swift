import Market

/// A type that parses alert rules.
struct AlertRuleReader {
    var tokens: AlertTokens

    init(_ text: String) { tokens = AlertTokens(text) }

    private static let keywords = [
        "rank", "enters", "leaves", "moved", "climbed", "fell", "downloads", "rating", "ratings", "reviews",
        "source",
    ]

    mutating func condition() throws(AlertRuleError) -> AlertCondition {
        guard let keyword = tokens.take() else {
            throw AlertRuleError(at: 1, "empty rule; use a condition such as \"rank <= 10 in us top-free\"")
        }
        let condition = try self.condition(keyword)
        if let next = tokens.next {
            throw AlertRuleError(at: next.column, "unexpected \(Self.quoted(next)) after the end of the rule")
        }
        return condition
    }

    private mutating func condition(_ keyword: AlertTokens.Token) throws(AlertRuleError) -> AlertCondition {
        switch keyword.text.lowercased() {
        case "rank": return .rank(atMost: try boundRank(), in: try charts())
        case "enters": return .enters(top: try top(), of: try charts())
        case "leaves": return .leaves(top: try top(), of: try charts())
        case "moved": return try movement(.moved)
        case "climbed": return try movement(.climbed)
        case "fell": return try movement(.fell)
        case "downloads": return .downloads(atLeast: try minimum("a number of downloads such as 1000000 or 1M"))
        case "ratings":
            return .ratings(atLeast: try minimum("a number of ratings such as 1000 or 10k"), in: try storefront())
        case "rating":
            _ = try comparison(["<": true], "\"<\"")
            return .rating(belowHundredths: try stars(), in: try storefront())
        case "reviews": return .reviews(try reviews())
        case "source":
            guard tokens.skip("stale") else { throw expected("\"stale\"") }
            return .sourceStale(for: tokens.skip("for") ? try duration(300...30 * 86_400, "5m to 30d") : nil)
        case "feed": throw AlertRuleError(at: keyword.column, "\"feed\" was renamed to \"source\"")
        default:
            let hint = Suggestion.hint(for: String(keyword.text.prefix(40)), among: Self.keywords)
            throw AlertRuleError(at: keyword.column, "unknown condition \(Self.quoted(keyword)); \(hint)")
        }
    }

    /// Parses a lower bound for a count: `>= 1000` or `> 999`.
    private mutating func minimum(_ description: String) throws(AlertRuleError) -> Int64 {
        let isStrict = try comparison([">": true, ">=": false, "≥": false], "\">=\"")
        let count = try number(description)
        // The maximum can't be exceeded, so "> maximum" is read as ">= maximum"; neither is ever reached.
        return isStrict && count < .max ? count + 1 : count
    }

    /// Parses an upper bound for a rank: `<= 10` or `< 11`.
    private mutating func boundRank() throws(AlertRuleError) -> Rank {
        let isStrict = try comparison(["<": true, "<=": false, "≤": false], "\"<=\"")
        return try rank(isStrict: isStrict)
    }

    /// Parses `top 10`. Returns `nil`, for the whole chart, if the next token isn't `top`.
    private mutating func top() throws(AlertRuleError) -> Rank? { tokens.skip("top") ? try rank() : nil }

    private mutating func rank(isStrict: Bool = false) throws(AlertRuleError) -> Rank {
        let column = tokens.column
        let number = try number("a rank such as 10")
        guard let rank = Rank(Int(clamping: isStrict ? number - 1 : number)) else {
            throw AlertRuleError(at: column, "rank out of range; use 1 to 65535")
        }
        return rank
    }

    /// Parses the rest of a rule about movement: `> 20 in 24h`, then optionally `in` and the charts.
    private mutating func movement(_ direction: AlertCondition.Direction) throws(AlertRuleError) -> AlertCondition {
        let isStrict = try comparison([">": true, ">=": false, "≥": false], "\">\"")
        let column = tokens.column
        let ranks = try number("a number of ranks such as 20")
        guard (1...65_535).contains(ranks) else {
            throw AlertRuleError(at: column, "number of ranks out of range; use 1 to 65535")
        }
        guard tokens.skip("in", "within") else { throw expected("\"in\" and a duration such as 24h") }
        let seconds = try duration(600...30 * 86_400, "10m to 30d")
        return .moved(direction, moreThan: Int(isStrict ? ranks : ranks - 1), within: seconds, in: try charts())
    }

    /// Parses the rest of a rule about reviews: optionally `1-star`, then `> 10 in 1h`, then optionally `in` and the
    /// storefront.
    private mutating func reviews() throws(AlertRuleError) -> ReviewCondition {
        let stars = try reviewStars()
        let column = tokens.column
        let minimum = try minimum("a number of reviews such as 10")
        guard (1...Int64(AppReview.limit)).contains(minimum) else {
            throw AlertRuleError(at: column, "number of reviews out of range; use 1 to \(AppReview.limit)")
        }
        guard tokens.skip("in", "within") else { throw expected("\"in\" and a duration such as 24h") }
        let seconds = try duration(600...30 * 86_400, "10m to 30d")
        return ReviewCondition(stars: stars, atLeast: minimum, within: seconds, in: try storefront())
    }

    /// Parses one of the operators in `known`, and returns whether the operator is strict, such as `<` or `>`.
    private mutating func comparison(_ known: [String: Bool], _ description: String) throws(AlertRuleError) -> Bool {
        guard let next = tokens.next, let isStrict = known[next.text] else { throw expected(description) }
        _ = tokens.take()
        return isStrict
    }

    func expected(_ description: String) -> AlertRuleError {
        let found = tokens.next.map { "found \(Self.quoted($0))" } ?? "but the rule ends here"
        return AlertRuleError(at: tokens.column, "expected \(description), \(found)")
    }

    /// Returns the text of a token, quoted for an error message.
    static func quoted(_ token: AlertTokens.Token) -> String { InvalidText.quoted(token.text) }
}
