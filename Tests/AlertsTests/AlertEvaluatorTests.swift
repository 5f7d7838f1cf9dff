import Alerts
import History
import Market
import Testing

@Suite("When alerts are told")
struct AlertEvaluatorTests {
    struct Story: CustomTestStringConvertible, Sendable {
        var name: String
        var rule: String
        var looks: String
        var fires: String

        var testDescription: String { name }

        init(_ name: String, _ rule: String, _ looks: String, _ fires: String) {
            (self.name, self.rule, self.looks, self.fires) = (name, rule, looks, fires)
        }
    }

    static let stories: [Story] = [
        Story("a second look agrees", "rank <= 3", "99|9333", "····!·"),
        Story("one look alone wakes nobody", "rank <= 3", "99|9393939", "·········"),
        Story("the same list read again is no second look", "rank <= 3", "99|93rrr3", "·······!"),
        Story("a copy within a minute is none either", "rank <= 3", "99|93c3", "·····!"),
        Story("between the looks may lie a silence", "rank <= 3", "99|93---3", "·······!"),
        Story("flapping is told once", "rank <= 3", "99|9339393933", "····!·······"),
        Story("it is armed again after two looks", "rank <= 3", "99|9339933", "····!···!"),
        Story("what was so at the start is known", "rank <= 3", "93|3333", "······"),
        Story("what was so at the start, but for a hole", "rank <= 3", "3.|3333", "······"),
        Story("what was so at the start is told once it was over", "rank <= 3", "33|9933", "·····!"),
        Story("a state that is so from the first look on is told", "rank <= 3", "|333", "·!·"),
        Story("a change that nobody saw is not told", "enters top 3", "|333", "···"),
        Story("a change that was seen is", "enters top 3", "|9933", "···!"),
        Story("lists from before the run wake nobody", "rank <= 3", "9999333333|", "··········"),
        Story("a change across the start is told", "enters top 3", "99|33", "···!"),
        Story("a partial list says nothing", "rank <= 3", "99|9ppp3p3", "········!"),
        Story("it leaves", "leaves top 3", "33|3999", "····!·"),
        Story("a hole in the feed is no leaving", "leaves us top-free", "33|3.3.3.3", "·········"),
        Story("two looks without it are", "leaves us top-free", "33|3..", "····!"),
        Story("a hole across the start is no leaving", "leaves us top-free", "3.|3333", "······"),
        Story("a list that shrinks above it is no leaving", "leaves us top-free", "AA|AsssAA", "········"),
        Story("nor is what comes back with the longer list an entry", "enters us top-free", "ss|ssAAA", "·······"),
        Story("one that shrinks below it tells all", "leaves us top-free", "55|5sss", "····!·"),
        Story("it enters the chart", "enters us top-free", "..|.77", "····!"),
        Story("off the list is below any place on it", "rank <= 3", "33|..33", "·····!"),
        Story("below the end of the list nothing is known", "rank <= 50", "33|..33", "······"),
        Story("other charts do not matter", "rank <= 3 in jp top-free", "99|9333", "······"),
        Story("other genres neither", "rank <= 3 in us top-free games", "99|9333", "······"),
        Story("its own chart does", "rank <= 3 in us top-free", "99|9333", "····!·"),
        Story("moved, either way", "moved > 5 in 1h", "999|9922", "······!"),
        Story("moved, but not so far", "moved > 7 in 1h", "999|9922", "·······"),
        Story("fell", "fell > 5 in 1h", "222|2299", "······!"),
        Story("climbed is not fell", "climbed > 5 in 1h", "222|2299", "·······"),
        Story("a slow way is no way", "moved > 5 in 30m", "99|9876543211", "············"),
        Story("off the list counts from its end", "fell > 10 in 1h", "222|22..", "······!"),
        Story("a hole is no fall", "fell > 10 in 1h", "222|22.2.2.22", "············"),
        Story("without a list of that time nothing is known", "moved > 5 in 30m", "99|-------22", "···········"),
        Story(
            "a move is told again when it is over and comes again",
            "moved > 5 in 30m",
            "999|9922222999999222",
            "······!····!·····!·"
        ),
    ]

    @Test("a second look must agree", arguments: stories)
    func watchlist(story: Story) throws {
        #expect(Marbles.outcome(story.looks, of: try AlertRule(story.rule)) == story.fires)
    }

    @Test("of one app it is the same as of those that are watched", arguments: stories)
    func one(story: Story) throws {
        #expect(Marbles.outcome(story.looks, of: try AlertRule(story.rule, of: .one(Marbles.app))) == story.fires)
    }
}
