import Foundation
import Input
import Launches
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

    private func errorText(_ figure: String) throws -> String {
        try #require(throws: InputError.self) { try LaunchFile.decode(head + figure, origin: "x.toml") }.description
    }

    @Test("the keys on, from, days, through, total-on and within set a figure's period in a launch file")
    func periods() throws {
        func period(_ keys: String) throws -> Period {
            let figure = "[[figures]]\nmetric=\"downloads\"\nvalue=5\nkind=\"estimate\"\nsource=\"a\"\n\(keys)\n"
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
        "an invalid figure in a launch file causes an error with its position, its number and the problem",
        arguments: [
            (
                "metric=\"steps\"\nvalue=1\non=2026-03-01\nkind=\"estimate\"\nsource=\"a\"",
                "metric: invalid value \"steps\"; expected one of"
            ),
            ("metric=\"downloads\"\non=2026-03-01\nkind=\"estimate\"\nsource=\"a\"", "missing key \"value\""),
            (
                "metric=\"downloads\"\nvalue=-1\non=2026-03-01\nkind=\"estimate\"\nsource=\"a\"",
                "value: invalid number of downloads: -1; expected"
            ),
            ("metric=\"downloads\"\nvalue=1\nkind=\"estimate\"\nsource=\"a\"", "figure 1: needs exactly one of \"on\""),
            (
                "metric=\"downloads\"\nvalue=1\non=2026-03-01\nthrough=2026-03-01\nkind=\"estimate\"\nsource=\"a\"",
                "figure 1: needs exactly one"
            ),
            (
                "metric=\"downloads\"\nvalue=1\nfrom=2026-03-03\nto=2026-03-01\nkind=\"estimate\"\nsource=\"a\"",
                "to: 2026-03-01 is not after 2026-03-03"
            ),
            (
                "metric=\"downloads\"\nvalue=1\non=2026-03-01\nkind=\"guess\"\nsource=\"a\"",
                "kind: invalid value \"guess\"; expected one of"
            ),
            (
                "metric=\"downloads\"\nvalue=1\non=2026-03-01\nkind=\"estimate\"\nsource=\"b\"",
                "source: unknown source \"b\""
            ),
            (
                "metric=\"rank\"\nvalue=0\non=2026-03-01\nkind=\"observed\"\nsource=\"a\"\nchart=\"top-free\"\nstorefronts=[\"us\"]",
                "value: invalid rank 0; expected 1 to 65535"
            ),
            (
                "metric=\"rank\"\nvalue=1\non=2026-03-01\nkind=\"observed\"\nsource=\"a\"\nchart=\"top-free\"",
                "a rank needs exactly one storefront"
            ),
            (
                "metric=\"downloads\"\nvalue=1\non=\"soon\"\nkind=\"estimate\"\nsource=\"a\"",
                "on: expected a date such as 2025-09-30"
            ),
            (
                "metric=\"downloads\"\nvalue=1e30\non=2026-03-01\nkind=\"estimate\"\nsource=\"a\"",
                "invalid number of downloads: "
            ),
            (
                "metric=\"downloads\"\nvalue=inf\non=2026-03-01\nkind=\"estimate\"\nsource=\"a\"",
                "invalid number of downloads: "
            ),
            (
                "metric=\"downloads\"\nvalue=1.5\non=2026-03-01\nkind=\"estimate\"\nsource=\"a\"",
                "invalid number of downloads: "
            ),
            (
                "metric=\"downloads\"\nvalue=1\nthrough=2205-10-06\nkind=\"estimate\"\nsource=\"a\"",
                "more than 10 years from day 0"
            ),
            (
                "metric=\"downloads\"\nvalue=1\nthrough=2026-02-01\nkind=\"estimate\"\nsource=\"a\"",
                "is before day 0"
            ),
            (
                "metric=\"downloads\"\nvalue=1\non=2026-03-01\neach-between=[0, inf]\nkind=\"estimate\"\nsource=\"a\"",
                "expected two numbers from 0 to 10¹⁵"
            ),
            (
                "metric=\"downloads\"\nvalue=1\non=2026-03-01\nwhere=\"worldwide\"\nkind=\"estimate\"\nsource=\"a\"",
                "invalid value \"worldwide\"; expected \"unspecified\""
            ),
            (
                "metric=\"downloads\"\nvalue=1\non=2026-03-01\nat_least=true\nkind=\"estimate\"\nsource=\"a\"",
                "unknown key \"at_least\" in figure 1; did you mean \"at-least\"?"
            ),
            (
                "metric=\"rank\"\nvalue=1\non=2026-03-01\nkind=\"observed\"\nsource=\"a\"\nchart=\"top-free\"\nstorefronts=[\"us\"]\ngenre=\"Photo & Vidoe\"",
                "did you mean photo-and-video?"
            ),
        ]
    )
    func errors(figure: String, expected: String) throws {
        let text = try errorText("[[figures]]\n" + figure)
        #expect(text.contains(#/^x\.toml:\d+:\d+: /#), "\(text)")
        #expect(text.contains("figure 1"), "\(text)")
        #expect(text.contains(expected), "\(text)")
    }

    @Test("invalid TOML in a launch file is reported with its line")
    func invalidTOML() throws { #expect(try errorText("[[figures]]\nvalue = \n").hasPrefix("x.toml:13:")) }

    @Test("an unsupported format version in a launch file is an error")
    func version() throws {
        let text = head.replacingOccurrences(of: "format = 1", with: "format = 2")
        let error = try #require(throws: InputError.self) { try LaunchFile.decode(text, origin: "x") }
        #expect(error.description == "x:1:10: format: unsupported format 2; this version of launchtop reads format 1")
    }

    @Test("a values list in a [[figures]] table of a launch file gives one figure per pair of day and number")
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

    @Test("a launch without an app id gets a placeholder id, which a launch file can't set itself")
    func placeholder() throws {
        let text = head.replacingOccurrences(of: "app = \"7\"\n", with: "")
        let app = try LaunchFile.decode(text, origin: "x").app
        #expect(app.text == "launch:x" && app.isPlaceholder)
        let written = head.replacingOccurrences(of: "app = \"7\"", with: "app = \"launch:y\"")
        #expect(throws: InputError.self) { try LaunchFile.decode(written, origin: "x") }
    }

    @Test("a web launch has no store, and its default scope includes the web")
    func web() throws {
        let text = head.replacingOccurrences(of: "\"appstore\"", with: "\"web\"")
        let launch = try LaunchFile.decode(text, origin: "x")
        #expect(launch.store == nil)
        #expect(launch.homeScope == Scope(stores: [], storefronts: launch.storefronts, countsWeb: true))
    }

    @Test("all errors in a launch file are reported at once, in file order")
    func allErrors() {
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
        let errors = LaunchFile.read(text, origin: "x", checkedOn: nil).errors
        let lines = errors.map { $0.position?.line ?? 0 }
        #expect(lines == lines.sorted(), "\(errors)")
        for (line, expected) in [
            (2, "id: invalid id \"Bad Id\""), (3, "unknown key \"nam\"; did you mean \"name\"?"),
            (4, "store: unknown store \"shop\""), (5, "unknown storefront \"usx\""),
            (10, "published: invalid value \"March\"; expected a day, month or year"),
            (13, "value: invalid number of downloads: -5"),
            (15, "kind: invalid value \"guess\"; expected one of"), (16, "source: unknown source \"b\""),
        ] {
            #expect(
                errors.contains { $0.position?.line == line && $0.description.contains(expected) },
                "\(line) \(expected): \(errors)"
            )
        }
    }

    @Test("at most 50 errors in a launch file are listed, and the others are counted")
    func limit() {
        let figure = "[[figures]]\nmetric = \"steps\"\n"
        let reading = LaunchFile.read(head + String(repeating: figure, count: 100), origin: "x", checkedOn: nil)
        #expect(reading.errors.count == 50)
        #expect(reading.more == 350)
    }

    @Test(
        "February 29 is a valid day 0 in a launch file only in leap years",
        arguments: [("2024-02-29", true), ("2026-02-29", false), ("1900-02-29", false), ("2000-02-29", true)]
    )
    func leapDay(day: String, exists: Bool) {
        let text = head.replacingOccurrences(of: "day0 = 2026-03-01", with: "day0 = \(day)")
        #expect((LaunchFile.read(text, origin: "x", checkedOn: nil).launch != nil) == exists)
    }
}
