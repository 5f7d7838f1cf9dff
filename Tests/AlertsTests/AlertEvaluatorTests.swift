import Alerts
import History
import Market
import Testing

@Suite("Alert rules about charts")
struct AlertEvaluatorTests {
    struct Story: CustomTestStringConvertible, Sendable {
        var name: String
        var rule: String
        var diagram: String
        var fires: String

        var testDescription: String { name }

        init(_ name: String, _ rule: String, _ diagram: String, _ fires: String) {
            (self.name, self.rule, self.diagram, self.fires) = (name, rule, diagram, fires)
        }
    }

    static let stories: [Story] = [
        Story("fires when a second snapshot confirms", "rank <= 3", "99|9333", "····!·"),
        Story("single snapshots never fire", "rank <= 3", "99|9393939", "·········"),
        Story("reading the same snapshot again doesn't confirm", "rank <= 3", "99|93rrr3", "·······!"),
        Story("a copy within a minute doesn't confirm", "rank <= 3", "99|93c3", "·····!"),
        Story("a gap between the two snapshots doesn't matter", "rank <= 3", "99|93---3", "·······!"),
        Story("flapping fires once", "rank <= 3", "99|9339393933", "····!·······"),
        Story("armed again after two snapshots", "rank <= 3", "99|9339933", "····!···!"),
        Story("met at the start doesn't fire", "rank <= 3", "93|3333", "······"),
        Story("met at the start except for a gap doesn't fire", "rank <= 3", "3.|3333", "······"),
        Story("met at the start fires once it was cleared and met again", "rank <= 3", "33|9933", "·····!"),
        Story("a second snapshot after a restart confirms", "rank <= 3", "99|93/3", "····!"),
        Story("a restart before anything is evaluated keeps pending changes", "rank <= 3", "99|93//3", "····!"),
        Story("a second snapshot after a restart that doesn't confirm", "rank <= 3", "99|93/99", "······"),
        Story("a restart doesn't repeat an alert", "rank <= 3", "99|933/333", "····!···"),
        Story(
            "a change from over six hours before the restart doesn't fire",
            "rank <= 3",
            "99|93-------------------------/3",
            "······························"
        ),
        Story("a state without history fires", "rank <= 3", "|333", "·!·"),
        Story("a change without history doesn't fire", "enters top 3", "|333", "···"),
        Story("a change with an earlier snapshot fires", "enters top 3", "|9933", "···!"),
        Story("snapshots from before the run don't fire", "rank <= 3", "9999333333|", "··········"),
        Story("a change across the start fires", "enters top 3", "99|33", "···!"),
        Story("partial snapshots are ignored", "rank <= 3", "99|9ppp3p3", "········!"),
        Story("leaves the top ranks", "leaves top 3", "33|3999", "····!·"),
        Story("one snapshot without the app isn't leaving", "leaves us top-free", "33|3.3.3.3", "·········"),
        Story("two snapshots without the app are leaving", "leaves us top-free", "33|3..", "····!"),
        Story("a gap across the start isn't leaving", "leaves us top-free", "3.|3333", "······"),
        Story("a snapshot that ends above the app isn't leaving", "leaves us top-free", "AA|AsssAA", "········"),
        Story("coming back with a longer snapshot isn't entering", "enters us top-free", "ss|ssAAA", "·······"),
        Story(
            "missing from a short snapshot that reaches its rank is leaving",
            "leaves us top-free",
            "55|5sss",
            "····!·"
        ),
        Story("enters the chart", "enters us top-free", "..|.77", "····!"),
        Story("not ranked is below every rank", "rank <= 3", "33|..33", "·····!"),
        Story("ranks below the end of the snapshot are unknown", "rank <= 50", "33|..33", "······"),
        Story("other charts are ignored", "rank <= 3 in jp top-free", "99|9333", "······"),
        Story("other genres are ignored", "rank <= 3 in us top-free games", "99|9333", "······"),
        Story("a rule for this chart fires", "rank <= 3 in us top-free", "99|9333", "····!·"),
        Story("moved up or down", "moved > 5 in 1h", "999|9922", "······!"),
        Story("moved too little", "moved > 7 in 1h", "999|9922", "·······"),
        Story("fell", "fell > 5 in 1h", "222|2299", "······!"),
        Story("falling doesn't count as climbing", "climbed > 5 in 1h", "222|2299", "·······"),
        Story("moved too slowly", "moved > 5 in 30m", "99|9876543211", "············"),
        Story("not ranked counts as one below the end", "fell > 10 in 1h", "222|22..", "······!"),
        Story("a single gap isn't a fall", "fell > 10 in 1h", "222|22.2.2.22", "············"),
        Story("no snapshot near the start of the window", "moved > 5 in 30m", "99|-------22", "···········"),
        Story(
            "a second movement fires again",
            "moved > 5 in 30m",
            "999|9922222999999222",
            "······!····!·····!·"
        ),
    ]

    @Test(
        "a chart rule for apps on the watchlist fires only at the snapshots marked in the test's diagram",
        arguments: stories
    )
    func watchlist(story: Story) throws {
        #expect(Marbles.outcome(story.diagram, of: try AlertRule(story.rule)) == story.fires)
    }

    @Test("a chart rule for a single app fires only at the snapshots marked in the test's diagram", arguments: stories)
    func one(story: Story) throws {
        #expect(Marbles.outcome(story.diagram, of: try AlertRule(story.rule, of: .one(Marbles.app))) == story.fires)
    }
}
