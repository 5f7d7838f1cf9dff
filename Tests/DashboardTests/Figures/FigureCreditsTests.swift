import Market
import Testing

@testable import Dashboard

@Suite("Publishers of figures in pictures")
struct FigureCreditsTests {
    private func card(_ kind: FigureKind, _ source: String?) -> FigureCard {
        let lines = [FigureCard.Line(label: "source", text: source ?? "")]
        return FigureCard(title: "rank", value: "1", kind: kind, lines: source == nil ? [] : lines)
    }

    @Test("each kind of figure is listed once with its original publishers, the most certain kind first")
    func phrases() {
        let cards = [
            card(.claim, "Bill Peebles (OpenAI) on X, quoted by TechStartups"),
            card(.estimate, "estimate, Appfigures via TechCrunch, restated by iabizz"),
            card(.estimate, "Appfigures via Reuters"), card(.estimate, "Sensor Tower"), card(.observed, "Appfigures"),
            card(.observed, "/home/user/market"),
            card(.derived, "launchtop"), card(.exact, nil),
        ]
        #expect(
            FigureCredits.phrases(of: cards) == [
                "observed: Appfigures, market", "~ estimate: Appfigures, Sensor Tower",
                "“ claim: Bill Peebles (OpenAI)",
            ]
        )
        #expect(FigureCredits.phrases(of: []).isEmpty)
    }
}
