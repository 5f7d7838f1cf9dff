import Ingest
import Market
import TestSupport
import Testing

/// Lists as letters, ten apps at least: `a` and `b` are two charts that share nothing.
@Suite("Which lists are believed")
struct SnapshotValidatorTests {
    private func list(
        _ letter: String,
        at time: String,
        count: Int = 12,
        updated: String? = nil,
        doubt: String? = nil
    ) -> DecodedChart {
        var snapshot = Fixtures.snapshot((1...count).map { "\(letter)\($0)" }, at: "2026-03-01T\(time):00Z")
        for index in snapshot.entries.indices { snapshot.entries[index].name = "\(letter)-\(index) name" }
        snapshot.feedUpdated = updated.map { Fixtures.time("2026-03-01T\($0):00Z") }
        return DecodedChart(snapshot, doubt: doubt)
    }

    /// Plays lists; for each how many were accepted, `x` for kept aside, `!` where one was given up.
    private func play(_ lists: [DecodedChart]) -> String {
        var validator = SnapshotValidator()
        return lists.map { seen in
            let verdict = validator.validate(seen)
            return (verdict.doubt == nil ? "\(verdict.accepted.count)" : "x") + (verdict.givenUp == nil ? "" : "!")
        }
        .joined()
    }

    @Test("another list within two hours is kept aside until the next agrees")
    func replaced() {
        #expect(play([list("a", at: "10:00"), list("b", at: "10:15"), list("b", at: "10:30")]) == "1x2")
        #expect(play([list("a", at: "10:00"), list("b", at: "10:15"), list("a", at: "10:30")]) == "1x1!")
        #expect(play([list("a", at: "10:00"), list("b", at: "10:15"), list("c", at: "10:30")]) == "1xx!")
        #expect(play([list("a", at: "10:00"), list("b", at: "12:01")]) == "11")
    }

    @Test("a first list that was wrong does not stand for ever")
    func wrongFirst() {
        let lists = [("x", "10:00"), ("a", "10:15"), ("a", "10:30"), ("a", "10:45")].map { list($0, at: $1) }
        #expect(play(lists) == "1x21")
    }

    @Test("what the document itself gives away is kept aside, and believed when it is seen again")
    func doubted() {
        #expect(play([list("a", at: "10:00", doubt: "id 1 twice"), list("a", at: "10:15")]) == "x2")
        let both = ["10:00", "10:15"].map { list("a", at: $0, doubt: "id 1 twice") }
        #expect(play(both) == "x2")
    }

    @Test("what was agreed with once is not doubted for ever")
    func agreedOnce() {
        let times = ["10:00", "10:15", "10:30", "10:45"]
        #expect(play(times.map { list("a", at: $0, doubt: "id 1 twice") }) == "x211")
        #expect(
            play(times.map { list("a", at: $0, doubt: "id 1 twice") } + [list("b", at: "11:00", doubt: "x")]) == "x211x"
        )
    }

    @Test("a snapshot that is read twice doesn't confirm itself")
    func readTwice() {
        let lists = ["10:00", "10:00", "10:15"].map { list("a", at: $0, doubt: "filled in") }
        #expect(play(lists) == "xx!2")
    }

    @Test("a quarantined snapshot waits for its successor while older ones come late")
    func lateOnes() {
        let lists = [list("a", at: "10:00"), list("b", at: "10:15"), list("a", at: "09:50"), list("b", at: "10:30")]
        #expect(play(lists) == "1x12")
    }

    @Test("every quarantined snapshot is either given up, left at the end, or accepted later")
    func accounted() {
        var validator = SnapshotValidator()
        let lists = ["abcab", "xxyzz", "aabba", "abab"].flatMap { letters in
            letters.enumerated().map { index, letter in
                list(String(letter), at: "1\(index):\(index)0", doubt: letter == "a" ? nil : "filled in")
            }
        }
        var (accepted, givenUp) = (0, 0)
        for list in lists {
            let verdict = validator.validate(list)
            accepted += verdict.accepted.count
            givenUp += verdict.givenUp == nil ? 0 : 1
        }
        #expect(accepted + givenUp + validator.leftAside.count == lists.count)
    }

    @Test("two lists of one instant contradict each other where they differ")
    func contradiction() {
        var validator = SnapshotValidator()
        let lists = [list("a", at: "10:00"), list("a", at: "10:00"), list("a", at: "10:00", count: 11)]
        #expect(lists.map { validator.validate($0).isContradiction } == [false, false, true])
    }

    @Test("rows that were filled in are not believed, nor when they come alone")
    func placeholders() {
        var sample = list("s", at: "10:00")
        for index in sample.snapshot.entries.indices { sample.snapshot.entries[index].name = "Sample App \(index + 1)" }
        var validator = SnapshotValidator()
        #expect(validator.validate(sample).doubt == "more than half of its apps are called “Sample App”")
        #expect(validator.leftAside.count == 1)
    }

    @Test("a stamp that goes back belongs to an older list")
    func stamps() {
        let lists = [("10:00", "09:30"), ("10:15", "09:10"), ("10:30", "10:20")].map { list("a", at: $0, updated: $1) }
        var validator = SnapshotValidator()
        let verdicts = lists.map { validator.validate($0) }
        #expect(
            verdicts[1].doubt == "its own stamp went back, from 2026-03-01T09:30:00Z to 2026-03-01T09:10:00Z"
        )
        #expect(verdicts[2].doubt == nil)
    }

    @Test("a list that is shorter is believed, and said to be shorter")
    func shorter() {
        var validator = SnapshotValidator()
        _ = validator.validate(list("a", at: "10:00", count: 100))
        #expect(validator.validate(list("a", at: "10:15", count: 99)).note == "99 places, 100 before")
    }

    @Test("lists that come late are judged by themselves")
    func late() { #expect(play([list("a", at: "10:00"), list("b", at: "09:50"), list("a", at: "10:15")]) == "111") }

    @Test("short lists change as they like")
    func short() { #expect(play([list("a", at: "10:00", count: 9), list("b", at: "10:15", count: 9)]) == "11") }

    @Test("a feed whose stamp is days old is frozen")
    func frozen() {
        let now = Fixtures.time("2026-03-10")
        #expect(SnapshotValidator.frozenSince(Fixtures.time("2026-03-08"), at: now) == nil)
        #expect(SnapshotValidator.frozenSince(Fixtures.time("2026-03-07T23:59:59Z"), at: now) != nil)
        #expect(SnapshotValidator.frozenSince(nil, at: now) == nil)
    }
}
