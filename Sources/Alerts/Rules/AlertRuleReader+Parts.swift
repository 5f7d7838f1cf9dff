import Market

extension AlertRuleReader {
    /// Parses charts such as `in us top-free photo-and-video`. Returns a value that matches every chart if the rule
    /// ends here. In place of a storefront, `any` matches every storefront.
    mutating func charts() throws(AlertRuleError) -> AlertCharts {
        let hasPreposition = tokens.skip("in", "of")
        guard let storefrontToken = tokens.take() else {
            if hasPreposition { throw expected("a storefront such as us") }
            return .every
        }
        let storefront = try storefront(storefrontToken)
        guard let kindToken = tokens.take() else { throw expected("a chart such as top-free") }
        return AlertCharts(storefront: storefront, kind: try kind(kindToken), genre: try genre())
    }

    /// Parses a storefront such as `in us`. Returns `nil`, for every storefront, if the rule ends here or names `any`.
    mutating func storefront() throws(AlertRuleError) -> Storefront? {
        guard tokens.skip("in") else { return nil }
        guard let token = tokens.take() else { throw expected("a storefront such as us") }
        return try storefront(token)
    }

    private func storefront(_ token: AlertTokens.Token) throws(AlertRuleError) -> Storefront? {
        guard token.text.lowercased() != "any" else { return nil }
        do throws(InvalidText) {
            // A rule applies to every store, and Google Play has all storefronts.
            return try Storefront.parse(token.text, in: .googlePlay)
        } catch {
            throw AlertRuleError(at: token.column, error.problem)
        }
    }

    /// Parses a number of stars such as `4` or `4.25`, in hundredths.
    mutating func stars() throws(AlertRuleError) -> Int64 {
        let parts = (tokens.next?.text ?? "").split(separator: ".", omittingEmptySubsequences: false)
        let isDecimal =
            parts.count <= 2 && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
        guard isDecimal, parts[0].count == 1, parts.count == 1 || parts[1].count <= 2,
            let hundredths = Int64(parts[0] + ((parts.count > 1 ? parts[1] : "") + "00").prefix(2)),
            (101...500).contains(hundredths)
        else { throw expected("a number of stars from 1.01 to 5 such as 4 or 4.25") }
        _ = tokens.take()
        return hundredths
    }

    /// Parses the stars of reviews, such as `1-star`. Returns `nil`, for all reviews, if the next token is an operator.
    mutating func reviewStars() throws(AlertRuleError) -> Int? {
        guard let text = tokens.next?.text, let first = text.first, !"<>=≤≥".contains(first) else { return nil }
        guard let stars = (1...5).first(where: { "\($0)-star" == text.lowercased() }) else {
            throw expected("\">\", or 1-star to 5-star")
        }
        _ = tokens.take()
        return stars
    }

    /// The names to suggest for a misspelled chart.
    private static let kinds = [
        "top-free", "top-paid", "top-grossing", "top-free-ipad", "top-paid-ipad", "top-grossing-ipad", "top-free-mac",
        "top-paid-mac", "top-grossing-mac", "new-free", "new-paid",
    ]

    /// Parses the kind of a chart. Unknown names are accepted, unless they are close to a known name and so probably
    /// misspelled.
    private func kind(_ token: AlertTokens.Token) throws(AlertRuleError) -> ChartKind {
        let folded = FoldedText.folded(token.text)
        let slug = Self.kinds.first { FoldedText.folded($0) == folded } ?? token.text
        let hint =
            Self.kinds.contains(slug) ? nil : Suggestion.question(for: String(slug.prefix(80)), among: Self.kinds)
        guard hint == nil, let kind = ChartKind(slug) else {
            let advice = hint ?? "use a name such as top-free"
            throw AlertRuleError(at: token.column, "unknown chart \(Self.quoted(token)); \(advice)")
        }
        return kind
    }

    /// Parses all remaining tokens as a genre, which may have several words. Returns `nil` if there are none.
    private mutating func genre() throws(AlertRuleError) -> GenreText? {
        let rest = tokens.rest()
        guard let first = rest.first else { return nil }
        let text = rest.map(\.text).joined(separator: " ")
        do throws(InvalidText) {
            return try GenreText(text)
        } catch {
            throw AlertRuleError(at: first.column, error.problem)
        }
    }

    /// Parses a number such as `1000000`, `1_000_000`, `500k`, `1M` or `2B`.
    mutating func number(_ description: String) throws(AlertRuleError) -> Int64 {
        guard let next = tokens.next, let number = Self.number(next.text) else { throw expected(description) }
        _ = tokens.take()
        return number
    }

    private static func number(_ text: String) -> Int64? {
        let factors: [Character: Int64] = ["k": 1000, "K": 1000, "m": 1_000_000, "M": 1_000_000, "B": 1_000_000_000]
        let factor = text.last.flatMap { factors[$0] }
        let digits = (factor == nil ? text[...] : text.dropLast()).filter { $0 != "_" }
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int64(digits) else {
            return nil
        }
        let (product, overflow) = number.multipliedReportingOverflow(by: factor ?? 1)
        return overflow ? nil : product
    }

    /// Parses a duration such as `24h` or `1h30m`, and returns it in seconds.
    ///
    /// - Parameters:
    ///   - range: The valid durations, in seconds.
    ///   - limits: The range as text, for the error.
    mutating func duration(_ range: ClosedRange<Int64>, _ limits: String) throws(AlertRuleError) -> Int64 {
        guard let next = tokens.next, let seconds = Self.seconds(next.text), range.contains(seconds) else {
            throw expected("a duration from \(limits) such as 24h")
        }
        _ = tokens.take()
        return seconds
    }

    private static func seconds(_ text: String) -> Int64? {
        let units: [Character: Int64] = ["m": 60, "h": 3600, "d": 86_400, "w": 604_800]
        var seconds: Int64 = 0
        var rest = text[...]
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            rest.removeFirst(digits.count)
            guard (1...6).contains(digits.count), let count = Int64(digits), let unit = rest.popFirst(),
                let length = units[unit]
            else { return nil }
            seconds += count * length
            // Stop early: this is beyond any accepted range.
            guard seconds <= 1 << 40 else { return nil }
        }
        return seconds
    }
}
