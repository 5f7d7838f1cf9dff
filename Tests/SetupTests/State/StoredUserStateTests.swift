import Dashboard
import Foundation
import Market
import TestSupport
import Testing

@testable import Setup

@Suite("Storing and merging user states")
struct StoredUserStateTests {
    private typealias State = StoredUserState

    /// Parses watchlist choices such as "1+5 2-7": app 1 was added in second 5, and app 2 was removed in second 7.
    private static func choices(_ text: String) throws -> [AppID: State.Choice] {
        try Dictionary(
            uniqueKeysWithValues: text.split(separator: " ").map { word in
                let number = try #require(word.first?.wholeNumberValue)
                let seconds = try #require(Int64(word.dropFirst(2)))
                return (
                    Fixtures.app("\(number)"),
                    State.Choice(isOnWatchlist: word.dropFirst().first == "+", at: Timestamp(seconds: seconds))
                )
            }
        )
    }

    @Test(
        "a three-way merge of user states keeps the most recently changed watchlist choice for each app",
        arguments: [
            // base, mine, theirs, merged
            ("", "1+5", "", "1+5"),
            ("", "", "1+5", "1+5"),
            ("", "1+5", "2+4", "1+5 2+4"),
            ("1+1", "1+1", "1-5", "1-5"),
            ("1+1", "1-5", "1+1", "1-5"),
            // A change with an older time applies if the other dashboard didn't change the app.
            ("1+9", "1-5", "1+9", "1-5"),
            ("1+1", "1-5", "1+1 2+3", "1-5 2+3"),
            ("1+1", "1-5", "1-4", "1-5"),
            ("1+1", "1-4", "1+6", "1+6"),
            // If both changed the app in the same second, the state being written takes precedence.
            ("", "1-5", "1+5", "1-5"),
            // App 1 was removed from the file by hand.
            ("1+1 2+1", "1+1 2-5", "", "2-5"),
        ]
    )
    func watchlist(base: String, mine: String, theirs: String, merged: String) throws {
        let result = State.merged(
            base: State(watchlist: try Self.choices(base)),
            mine: State(watchlist: try Self.choices(mine)),
            theirs: State(watchlist: try Self.choices(theirs))
        )
        #expect(result.watchlist == (try Self.choices(merged)))
    }

    @Test("the pin setting is stored as JSON, and merging user states keeps the changed value")
    func pinned() throws {
        let (on, off) = (State(pinsWatched: true), State())
        #expect(try State(json: on.json) == on)
        #expect(try State(json: off.json) == off)
        for (base, mine, theirs, merged) in [
            (off, on, off, on), (off, off, on, on), (on, off, on, off), (on, on, off, off),
        ] {
            #expect(State.merged(base: base, mine: mine, theirs: theirs) == merged)
        }
    }

    @Test("a watched app's name and launch time are stored as JSON and merged; a new name keeps the launch time")
    func watched() throws {
        let (app, other) = (Fixtures.app("1"), Fixtures.app("2"))
        var mine = State(watchlist: try Self.choices("1+5 2+5"))
        mine.watched = [app: WatchedApp(app, name: "Mint", launch: Timestamp(seconds: 7))]
        #expect(try State(json: mine.json) == mine)
        var theirs = State(watchlist: try Self.choices("1+5 2+5"))
        theirs.watched = [other: WatchedApp(other, name: "Other")]
        let merged = State.merged(base: State(watchlist: try Self.choices("1+5 2+5")), mine: mine, theirs: theirs)
        #expect(merged.watched == mine.watched.merging(theirs.watched) { first, _ in first })
        var userState = UserState(watched: mine.watched)
        userState.watch(WatchedApp(app, name: "Mint Weather"))
        #expect(userState.watched[app] == WatchedApp(app, name: "Mint Weather", launch: Timestamp(seconds: 7)))
        // The id in the other store is kept, too, and both are on the watchlist.
        let play = Fixtures.app("com.example.mint")
        userState.watch(WatchedApp(app, counterpart: play))
        userState.watch(WatchedApp(app, name: "Mint"))
        #expect(userState.watched[app]?.counterpart == play && userState.watchlist == [app: true, play: true])
        let stored = StoredUserState().with(userState, for: "", at: Timestamp(seconds: 9))
        #expect(try StoredUserState(json: stored.json).watched == userState.watched)
    }

    @Test(
        "command palette lines from two dashboards are merged without duplicates, re-entered lines last",
        arguments: [
            ("", "a", "", "a"), ("", "", "a", "a"), ("", "a", "b", "ba"), ("ab", "abc", "abd", "abdc"),
            // Entering a line again moves it to the end.
            ("abc", "bca", "abc", "bca"), ("abc", "acb", "abcd", "acdb"), ("abc", "abc", "bca", "bca"),
            ("ab", "abc", "abc", "abc"), ("ab", "abcd", "bac", "bacd"), ("ab", "ab", "", ""),
        ]
    )
    func lines(base: String, mine: String, theirs: String, merged: String) {
        func state(_ text: String) -> State { State(lines: text.map(String.init)) }
        #expect(State.merged(base: state(base), mine: state(mine), theirs: state(theirs)) == state(merged))
    }

    @Test("the last page of each archive is stored as JSON, and merging user states keeps the page shown later")
    func lastPages() throws {
        func state(_ pages: [String: (String, Int64)]) -> State {
            State(lastPages: pages.mapValues { LastPage(page: $0.0, at: Timestamp(seconds: $0.1)) })
        }
        var lastPage = LastPage(
            page: "charts",
            app: Fixtures.app("1"),
            chart: Fixtures.chart(),
            launch: "sora",
            compared: ["sora", "2"],
            watched: Fixtures.app("2"),
            at: Timestamp(seconds: 5)
        )
        lastPage.sort = ("move", true)
        lastPage.view = "rank"
        let full = State(visits: ["archive": Timestamp(seconds: 5)], lastPages: ["archive": lastPage])
        #expect(try State(json: full.json) == full)
        let merged = State.merged(
            base: state(["a": ("app", 1), "b": ("app", 1)]),
            mine: state(["a": ("charts", 3), "b": ("app", 1), "c": ("sources", 3)]),
            theirs: state(["a": ("library", 2), "b": ("compare", 2)])
        )
        #expect(merged == state(["a": ("charts", 3), "b": ("compare", 2), "c": ("sources", 3)]))
    }

    @Test("the marks of each archive are stored as JSON, and merging user states keeps the changed marks")
    func marks() throws {
        func state(_ marks: [String: [String]]) -> State {
            State(marked: marks.mapValues { $0.map { .launch($0) } })
        }
        let full = State(marked: ["archive": [.launch("sora"), .app(Fixtures.app("1"))]])
        #expect(try State(json: full.json) == full)
        let merged = State.merged(
            base: state(["a": ["x"], "b": ["x"], "c": ["x"], "d": ["x"]]),
            mine: state(["a": ["x", "y"], "b": ["x"], "d": ["x"]]),
            theirs: state(["a": ["x"], "b": ["z"], "c": ["x"]])
        )
        #expect(merged == state(["a": ["x", "y"], "b": ["z"]]), "c was removed here, d in the other dashboard")
        let unmarked = full.with(UserState(), for: "archive", at: Timestamp(seconds: 1))
        #expect(unmarked.marked.isEmpty)
    }

    @Test("merging user states keeps the later read-until time for each subject")
    func read() {
        func state(_ marks: [String: Int64]) -> State { State(read: marks.mapValues { Timestamp(seconds: $0) }) }
        let merged = State.merged(
            base: state(["a": 1, "b": 1]),
            mine: state(["a": 5, "b": 1, "c": 2]),
            theirs: state(["a": 4, "b": 3])
        )
        #expect(merged == state(["a": 5, "b": 3, "c": 2]))
    }

    @Test("merging user states drops the oldest items beyond the limits, and merging again changes nothing")
    func limits() {
        var (mine, theirs) = (State(), State())
        for number in 0..<1200 {
            let choice = State.Choice(isOnWatchlist: true, at: Timestamp(seconds: Int64(number)))
            if number % 2 == 0 {
                mine.watchlist[Fixtures.app("\(number + 1)")] = choice
            } else {
                theirs.watchlist[Fixtures.app("\(number + 1)")] = choice
            }
        }
        for number in 0..<80 {
            mine.lines.append("mine \(number)")
            theirs.lines.append("theirs \(number)")
            mine.read["mine \(number)"] = Timestamp(seconds: Int64(number))
            theirs.read["theirs \(number)"] = Timestamp(seconds: Int64(number))
            // Names in the opposite order of the times.
            mine.lastPages["mine \(99 - number)"] = LastPage(page: "app", at: Timestamp(seconds: Int64(number)))
            theirs.lastPages["theirs \(99 - number)"] = LastPage(page: "app", at: Timestamp(seconds: Int64(number)))
        }
        let merged = State.merged(base: State(), mine: mine, theirs: theirs)
        #expect(merged.watchlist.count == State.watchlistLimit && merged.lines.count == UserState.lineLimit)
        #expect(merged.watchlist.values.allSatisfy { $0.at.seconds >= 200 })
        #expect(merged.lines.last == "mine 79" && merged.lines.first == "theirs 60")
        #expect(merged.read.count == State.readLimit && merged.read.values.allSatisfy { $0.seconds >= 55 })
        #expect(merged.lastPages.count == State.pageLimit && merged.lastPages.values.allSatisfy { $0.at.seconds >= 55 })
        #expect(State.merged(base: merged, mine: merged, theirs: merged) == merged)
    }

    @Test("watchlist choices in a state file written by version 0.1 are dated to the Unix epoch")
    func oldFormat() throws {
        let old = Data(
            #"{"watched":{"1":true,"2":false,"no app!":true},"commands":["sort name"],"read":{"launches":1772841600}}"#
                .utf8
        )
        let state = try State(json: old)
        #expect(state.watchlist == (try Self.choices("1+0 2-0")))
        #expect(state.lines == ["sort name"])
        #expect(state.read == ["launches": Timestamp(seconds: 1_772_841_600)])
        #expect(try State(json: state.json) == state)
        #expect(try State(json: Data("{}".utf8)) == State())
    }

    @Test("unchanged watchlist choices keep their times; changed and new ones get the current time")
    func times() throws {
        let state = State(watchlist: try Self.choices("1+1 2+2"))
        let userState = UserState(watchlist: [
            Fixtures.app("1"): true, Fixtures.app("2"): false, Fixtures.app("3"): true,
        ])
        let changed = state.with(userState, for: "launches", at: Timestamp(seconds: 9))
        #expect(changed.watchlist == (try Self.choices("1+1 2-9 3+9")))
    }
}
