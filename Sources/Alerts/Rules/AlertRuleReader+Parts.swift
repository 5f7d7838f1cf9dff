import Market

extension AlertRuleReader {
    /// `in us top-free photo-and-video`; nothing for every chart. `any` stands for every storefront.
    mutating func charts() throws(AlertRuleError) -> AlertCharts {
        let isAnnounced = tokens.skip("in", "of")
        guard let place = tokens.take() else {
            if isAnnounced { throw expected("a storefront such as us") }
            return .every
        }
        var storefront: Storefront?
        if place.text.lowercased() != "any" {
            do throws(InvalidText) {
                // A rule is about the charts of any store.
                storefront = try Storefront.parse(place.text, in: .googlePlay)
            } catch {
                throw AlertRuleError(at: place.column, error.problem)
            }
        }
        guard let word = tokens.take() else { throw expected("a chart such as top-free") }
        return AlertCharts(storefront: storefront, kind: try kind(word), genre: try genre())
    }

    /// What a chart may be meant to be that is not written right.
    private static let kinds = [
        "top-free", "top-paid", "top-grossing", "top-free-ipad", "top-paid-ipad", "top-grossing-ipad", "top-free-mac",
        "top-paid-mac", "top-grossing-mac", "new-free", "new-paid",
    ]

    /// A chart that nobody has heard of is a chart; what is nearly one of ours is a slip.
    private func kind(_ word: AlertTokens.Token) throws(AlertRuleError) -> ChartKind {
        let folded = FoldedText.folded(word.text)
        let slug = Self.kinds.first { FoldedText.folded($0) == folded } ?? word.text
        let hint =
            Self.kinds.contains(slug) ? nil : Suggestion.question(for: String(slug.prefix(80)), among: Self.kinds)
        guard hint == nil, let kind = ChartKind(slug) else {
            let advice = hint ?? "one is written like top-free"
            throw AlertRuleError(at: word.column, "“\(Self.shown(word))” is no chart; \(advice)")
        }
        return kind
    }

    /// All that is left, so that a genre may have several words.
    private mutating func genre() throws(AlertRuleError) -> GenreText? {
        let words = tokens.rest()
        guard let first = words.first else { return nil }
        let text = words.map(\.text).joined(separator: " ")
        do throws(InvalidText) {
            return try GenreText(text)
        } catch {
            throw AlertRuleError(at: first.column, error.problem)
        }
    }

    /// `1000000`, `1_000_000`, `500k`, `1M`, `2B`.
    mutating func number(_ words: String) throws(AlertRuleError) -> Int64 {
        guard let next = tokens.next, let number = Self.number(next.text) else { throw expected(words) }
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
        let (product, isTooMuch) = number.multipliedReportingOverflow(by: factor ?? 1)
        return isTooMuch ? nil : product
    }

    /// `24h`, `1h30m`, in seconds.
    mutating func length(_ range: ClosedRange<Int64>, _ words: String) throws(AlertRuleError) -> Int64 {
        guard let next = tokens.next, let seconds = Self.seconds(next.text), range.contains(seconds) else {
            throw expected("a length of time from \(words), such as 24h,")
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
            // What is longer than any range need not be counted to its end.
            guard seconds <= 1 << 40 else { return nil }
        }
        return seconds
    }
}
