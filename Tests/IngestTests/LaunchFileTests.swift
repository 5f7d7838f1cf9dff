import Foundation
import Ingest
import Market
import TestSupport
import Testing

@Suite("Launch files")
struct LaunchFileTests {
    private let head = """
        format = 1
        id = "x"
        name = "X"
        app = "7"
        store = "appstore"
        storefronts = ["us", "ca"]
        day0 = 2026-03-01
        access = "open"
        [sources.a]
        name = "A"
        published = "2026-03"

        """

    private func fault(_ figure: String) throws -> String {
        try #require(throws: IngestError.self) { try LaunchFile.decode(head + figure, origin: "x.toml") }.description
    }

    @Test("periods: a day, a run of days, a choice of days, all until a day")
    func periods() throws {
        func period(_ words: String) throws -> Period {
            let figure = "[[figures]]\nmetric=\"downloads\"\nvalue=5\nkind=\"estimate\"\nsource=\"a\"\n\(words)\n"
            return try LaunchFile.decode(head + figure, origin: "x").observations[0].period
        }
        let days = (1...3).map { Fixtures.day("2026-03-0\($0)") }
        #expect(try period("on = 2026-03-01") == .day(days[0]))
        #expect(try period("from = 2026-03-01\nto = 2026-03-03") == .days(days))
        #expect(try period("days = [2026-03-03, 2026-03-01]") == .days([days[0], days[2]]))
        #expect(try period("through = 2026-03-02") == .through(days[1]))
        #expect(try period("total-on = 2026-03-02") == .total(days[1]))
        #expect(try period("within = [2026-03-01, 2026-03-03]") == .within(days[0]...days[2]))
    }

    @Test(
        "faults name the figure and the key",
        arguments: [
            (
                "metric=\"steps\"\nvalue=1\non=2026-03-01\nkind=\"estimate\"\nsource=\"a\"",
                "“metric”: “steps” is not one of"
            ),
            ("metric=\"downloads\"\non=2026-03-01\nkind=\"estimate\"\nsource=\"a\"", "“value”: is missing"),
            (
                "metric=\"downloads\"\nvalue=-1\non=2026-03-01\nkind=\"estimate\"\nsource=\"a\"",
                "“value”: -1.0 cannot be"
            ),
            ("metric=\"downloads\"\nvalue=1\nkind=\"estimate\"\nsource=\"a\"", "figure 1: needs exactly one of on"),
            (
                "metric=\"downloads\"\nvalue=1\non=2026-03-01\nthrough=2026-03-01\nkind=\"estimate\"\nsource=\"a\"",
                "figure 1: needs exactly one"
            ),
            (
                "metric=\"downloads\"\nvalue=1\nfrom=2026-03-03\nto=2026-03-01\nkind=\"estimate\"\nsource=\"a\"",
                "“to”: 2026-03-01 is not after 2026-03-03"
            ),
            (
                "metric=\"downloads\"\nvalue=1\non=2026-03-01\nkind=\"guess\"\nsource=\"a\"",
                "“kind”: “guess” is not one of"
            ),
            (
                "metric=\"downloads\"\nvalue=1\non=2026-03-01\nkind=\"estimate\"\nsource=\"b\"",
                "“source”: “b” is not among [sources]"
            ),
            (
                "metric=\"rank\"\nvalue=0\non=2026-03-01\nkind=\"observed\"\nsource=\"a\"\nchart=\"top-free\"\nstorefronts=[\"us\"]",
                "“value”: 0.0 cannot be a number of rank"
            ),
            (
                "metric=\"rank\"\nvalue=1\non=2026-03-01\nkind=\"observed\"\nsource=\"a\"\nchart=\"top-free\"",
                "a rank needs exactly one storefront"
            ),
            (
                "metric=\"downloads\"\nvalue=1\non=\"soon\"\nkind=\"estimate\"\nsource=\"a\"",
                "“on”: is not a date such as 2025-09-30"
            ),
            (
                "metric=\"downloads\"\nvalue=1e30\non=2026-03-01\nkind=\"estimate\"\nsource=\"a\"",
                "cannot be a number of downloads"
            ),
            (
                "metric=\"downloads\"\nvalue=inf\non=2026-03-01\nkind=\"estimate\"\nsource=\"a\"",
                "cannot be a number of downloads"
            ),
            (
                "metric=\"downloads\"\nvalue=1.5\non=2026-03-01\nkind=\"estimate\"\nsource=\"a\"",
                "cannot be a number of downloads"
            ),
            (
                "metric=\"downloads\"\nvalue=1\nthrough=2205-10-06\nkind=\"estimate\"\nsource=\"a\"",
                "more than ten years from day 0"
            ),
            (
                "metric=\"downloads\"\nvalue=1\nthrough=2026-02-01\nkind=\"estimate\"\nsource=\"a\"",
                "is before day 0"
            ),
            (
                "metric=\"downloads\"\nvalue=1\non=2026-03-01\neach-between=[0, inf]\nkind=\"estimate\"\nsource=\"a\"",
                "is not between 0 and"
            ),
            (
                "metric=\"downloads\"\nvalue=1\non=2026-03-01\nwhere=\"worldwide\"\nkind=\"estimate\"\nsource=\"a\"",
                "is not “unspecified”"
            ),
            (
                "metric=\"downloads\"\nvalue=1\non=2026-03-01\nat_least=true\nkind=\"estimate\"\nsource=\"a\"",
                "“at_least”: is not a key of a figure"
            ),
            (
                "metric=\"rank\"\nvalue=1\non=2026-03-01\nkind=\"observed\"\nsource=\"a\"\nchart=\"top-free\"\nstorefronts=[\"us\"]\ngenre=\"Photo & Vidoe\"",
                "did you mean photo-and-video?"
            ),
        ]
    )
    func faults(figure: String, words: String) throws {
        let sentence = try fault("[[figures]]\n" + figure)
        #expect(sentence.hasPrefix("x.toml, line "), "\(sentence)")
        #expect(sentence.contains(", figure 1"), "\(sentence)")
        #expect(sentence.contains(words), "\(sentence)")
    }

    @Test("what is no TOML is refused with line and column")
    func noTOML() throws { #expect(try fault("[[figures]]\nvalue = \n").hasPrefix("x.toml, line 13, column")) }

    @Test("another version of the format is refused")
    func version() throws {
        let text = head.replacingOccurrences(of: "format = 1", with: "format = 2")
        let error = try #require(throws: IngestError.self) { try LaunchFile.decode(text, origin: "x") }
        #expect(error.description == "x, line 1, column 10, “format”: is 2; this reads format 1")
    }

    @Test("many figures that differ only in day and number are written as pairs")
    func values() throws {
        let figure = """
            [[figures]]
            metric = "users"
            as = "total-on"
            values = [[2026-03-02, 10], [2026-03-03, 12]]
            kind = "measured"
            source = "a"
            """
        let figures = try LaunchFile.decode(head + figure, origin: "x").observations
        #expect(figures.map(\.value) == [10, 12])
        #expect(figures.map(\.period) == [.total(Fixtures.day("2026-03-02")), .total(Fixtures.day("2026-03-03"))])
    }

    @Test("an app whose id nobody published has a stand-in that no store can give")
    func placeholder() throws {
        let text = head.replacingOccurrences(of: "app = \"7\"\n", with: "")
        let app = try LaunchFile.decode(text, origin: "x").app
        #expect(app.text == "launch:x" && app.isPlaceholder)
        let written = head.replacingOccurrences(of: "app = \"7\"", with: "app = \"launch:y\"")
        #expect(throws: IngestError.self) { try LaunchFile.decode(written, origin: "x") }
    }

    @Test("what is sold in no store has none, and counts people who come by the web")
    func web() throws {
        let text = head.replacingOccurrences(of: "\"appstore\"", with: "\"web\"")
        let launch = try LaunchFile.decode(text, origin: "x")
        #expect(launch.store == nil)
        #expect(launch.homeScope == Scope(stores: [], storefronts: launch.storefronts, countsWeb: true))
    }

    @Test("all faults of a file are told at once, in its order, each with line and column")
    func allFaults() {
        let text = """
            format = 1
            id = "Bad Id"
            nam = "X"
            store = "shop"
            storefronts = ["us", "usx"]
            day0 = 2026-02-28
            access = "open"
            [sources.a]
            name = "A"
            published = "March"
            [[figures]]
            metric = "downloads"
            value = -5
            on = 2026-03-01
            kind = "guess"
            source = "b"
            """
        let faults = LaunchFile.read(text, origin: "x", checkedOn: nil).faults.map(\.description)
        let lines = faults.map { Int($0.split(separator: " ")[2].dropLast()) ?? 0 }
        #expect(lines == lines.sorted(), "\(faults)")
        for (line, words) in [
            (2, "“id”: “Bad Id” is not"), (3, "“nam”: is not a key of a launch; did you mean name?"),
            (4, "“store”: “shop” is not a store"), (5, "unknown storefront \"usx\""),
            (10, "“published”: “March” is not a day, month or year"), (13, "“value”: -5.0 cannot be a number"),
            (15, "“kind”: “guess” is not one of"), (16, "“source”: “b” is not among [sources]"),
        ] {
            let place = "x, line \(line), "
            #expect(faults.contains { $0.hasPrefix(place) && $0.contains(words) }, "\(line) \(words): \(faults)")
        }
    }

    @Test("no more than fifty faults are told, and how many more there are")
    func bounded() {
        let figure = "[[figures]]\nmetric = \"steps\"\n"
        let reading = LaunchFile.read(head + String(repeating: figure, count: 100), origin: "x", checkedOn: nil)
        #expect(reading.faults.count == 50)
        #expect(reading.more == 350)
    }

    @Test(
        "leap day is a day of leap years only",
        arguments: [("2024-02-29", true), ("2026-02-29", false), ("1900-02-29", false), ("2000-02-29", true)]
    )
    func leapDay(day: String, exists: Bool) {
        let text = head.replacingOccurrences(of: "day0 = 2026-03-01", with: "day0 = \(day)")
        #expect((LaunchFile.read(text, origin: "x", checkedOn: nil).launch != nil) == exists)
    }
}
