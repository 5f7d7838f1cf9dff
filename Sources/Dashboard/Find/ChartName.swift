import Market

/// Functions that look up charts by typed names: `us top-paid games`, `japan`, `top-grossing`.
enum ChartName {
    struct Problem: Error {
        var message: String
    }

    /// Returns the chart that best matches a typed name.
    ///
    /// - Parameter current: The chart whose storefront, kind, genre and edition are preferred where the name omits
    ///   them.
    /// - Returns: The chart, or a problem with an error message if no chart matches.
    static func chart(called text: String, among charts: [Chart], like current: Chart?) -> Result<Chart, Problem> {
        guard !charts.isEmpty else { return .failure(Problem(message: "no charts loaded")) }
        var matches = charts
        var namesGenre = false
        var rest = text.split { " \"".contains($0) }.map(String.init)
        while !rest.isEmpty {
            // A name may have several words; prefer the longest match.
            let lengths = (1...min(4, rest.count)).reversed()
            let length = lengths.first { count in !Self.charts(charts, called: rest.prefix(count)).isEmpty }
            guard let length else { return .failure(problem(rest.joined(separator: " "), rest[0], charts)) }
            let name = rest.prefix(length)
            let narrowed = Self.charts(matches, called: name)
            guard !narrowed.isEmpty else {
                return .failure(
                    Problem(message: "no loaded chart matches all of \"\(text)\"; remove a word")
                )
            }
            let foldedName = FoldedText.folded(name.joined())
            namesGenre =
                namesGenre
                || narrowed.allSatisfy { chart in
                    guard let genre = chart.genre else { return false }
                    return genreNames(of: chart).contains(foldedName)
                        || Genre.named(foldedName, in: chart.store) == .some(genre)
                }
            matches = narrowed
            rest.removeFirst(length)
        }
        let best = matches.max { similarity($0, current, namesGenre) < similarity($1, current, namesGenre) }
        return best.map { .success($0) } ?? .failure(problem(text, text, charts))
    }

    private static func similarity(_ chart: Chart, _ current: Chart?, _ namesGenre: Bool) -> Int {
        guard let current else { return chart.genre == nil ? 1 : 0 }
        return (chart.storefront == current.storefront ? 8 : 0) + (chart.kind == current.kind ? 4 : 0)
            + (chart.genre == (namesGenre ? chart.genre : current.genre) ? 2 : 0)
            + (chart.edition == current.edition ? 1 : 0)
    }

    private static func names(of chart: Chart) -> Set<String> {
        let names: Set<String> = [
            FoldedText.folded(chart.storefront.code), FoldedText.folded(chart.kind.slug),
            FoldedText.folded(chart.kind.name),
            chart.store.rawValue, FoldedText.folded(chart.storefront.name),
        ]
        return names.union(genreNames(of: chart))
    }

    private static func genreNames(of chart: Chart) -> Set<String> {
        guard let genre = chart.genre else { return ["all"] }
        return [FoldedText.folded(genre.id), FoldedText.folded(genre.name)]
    }

    private static func charts(_ charts: [Chart], called words: ArraySlice<String>) -> [Chart] {
        let name = FoldedText.folded(words.joined())
        return charts.filter { chart in
            names(of: chart).contains(name) || Storefront.named(name, in: chart.store) == chart.storefront
                || chart.genre.map { Genre.named(name, in: chart.store) == .some($0) } ?? false
        }
    }

    private static func problem(_ text: String, _ word: String, _ charts: [Chart]) -> Problem {
        let knownNames = Set(
            charts.flatMap { [$0.storefront.code, $0.kind.slug, $0.storefront.name, $0.genre?.name].compactMap { $0 } }
        )
        let suggestion =
            Suggestion.question(for: text, among: knownNames.sorted())
            ?? Suggestion.question(for: word, among: knownNames.sorted())
        return Problem(message: "unknown chart or storefront \"\(word)\"\(suggestion.map { "; \($0)" } ?? "")")
    }
}
