import Market

/// Finds a chart by what a person calls it: `us top-paid games`, `japan`, `top-grossing`.
enum ChartName {
    struct Problem: Error {
        var sentence: String
    }

    /// - Parameter current: what is not said stays as it is there.
    static func chart(called text: String, among charts: [Chart], like current: Chart?) -> Result<Chart, Problem> {
        guard !charts.isEmpty else { return .failure(Problem(sentence: "no chart is loaded")) }
        var found = charts
        var saidGenre = false
        for word in text.split(separator: " ").map(String.init) {
            let narrowed = found.filter { names(of: $0).contains(FoldedText.folded(word)) }
            guard !narrowed.isEmpty else { return .failure(problem(word, charts)) }
            saidGenre =
                saidGenre
                || narrowed.allSatisfy { $0.genre != nil && genreNames(of: $0).contains(FoldedText.folded(word)) }
            found = narrowed
        }
        let best = found.max { likeness($0, current, saidGenre) < likeness($1, current, saidGenre) }
        return best.map { .success($0) } ?? .failure(problem(text, charts))
    }

    private static func likeness(_ chart: Chart, _ current: Chart?, _ saidGenre: Bool) -> Int {
        guard let current else { return chart.genre == nil ? 1 : 0 }
        return (chart.storefront == current.storefront ? 8 : 0) + (chart.kind == current.kind ? 4 : 0)
            + (chart.genre == (saidGenre ? chart.genre : current.genre) ? 2 : 0)
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

    private static func problem(_ word: String, _ charts: [Chart]) -> Problem {
        let words = Set(
            charts.flatMap { [$0.storefront.code, $0.kind.slug, $0.storefront.name, $0.genre?.name].compactMap { $0 } }
        )
        let question = NearMiss.question(for: word, among: words.sorted())
        return Problem(sentence: "no chart here is called “\(word)”\(question.map { "; \($0)" } ?? "")")
    }
}
