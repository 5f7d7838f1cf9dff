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
        let credits = FigureCredits(cards)
        let line =
            "observed: Appfigures, market  ~ estimate: Appfigures, Sensor Tower  “ claim: Bill Peebles (OpenAI)"
        #expect(credits.text(width: 100) == line)
        #expect(FigureCredits([]).text(width: 80).isEmpty)
    }

    @Test("credits that are too wide give the number of publishers that aren't named")
    func short() {
        let names = ["Appfigures", "Sensor Tower", "Similarweb", "AppMagic"]
        let credits = FigureCredits([card(.observed, "Apple")] + names.map { card(.estimate, $0) })
        #expect(
            credits.text(width: 76) == "observed: Apple  ~ estimate: Appfigures, Sensor Tower, Similarweb, AppMagic"
        )
        #expect(credits.text(width: 66) == "observed: Apple  ~ estimate: Appfigures, Sensor Tower and 2 more")
        #expect(credits.text(width: 10) == "observed: Apple  ~ estimate: Appfigures and 3 more")
    }
}
