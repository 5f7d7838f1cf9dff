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

    @Test(
        "every bundled launch can be read, has figures, and gives each a source with a date",
        arguments: ["sora", "chatgpt"]
    )
    func bundled(id: String) throws {
        let launch = try Fixtures.launch(id)
        #expect(launch.id == id)
        #expect(launch.observations.count > 10)
        for figure in launch.observations {
            #expect(!figure.source.name.isEmpty && figure.source.published.hasPrefix("20"))
        }
    }

    @Test("the library's folder and the names of its files agree")
    func library() {
        let folder = Fixtures.repository.appendingPathComponent("Data/launches")
        let (launches, problems) = LaunchLibrary.read(folder: folder)
        #expect(problems.isEmpty)
        #expect(launches.map(\.id) == ["chatgpt", "sora"])
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
                "metric=\"rank\"\nvalue=1\non=2026-03-01\nkind=\"observed\"\nsource=\"a\"\nchart=\"top-free\"\nstorefronts=[\"us\"]\ngenre=\"Photo & Video\"",
                "is not a genre's id"
            ),
        ]
    )
    func faults(figure: String, words: String) throws {
        let sentence = try fault("[[figures]]\n" + figure)
        #expect(sentence.hasPrefix("x.toml, figure 1"))
        #expect(sentence.contains(words), "\(sentence)")
    }

    @Test("what is no TOML is refused with line and column")
    func noTOML() throws { #expect(try fault("[[figures]]\nvalue = \n").hasPrefix("x.toml, line 13, column")) }

    @Test("another version of the format is refused")
    func version() throws {
        let text = head.replacingOccurrences(of: "format = 1", with: "format = 2")
        let error = try #require(throws: IngestError.self) { try LaunchFile.decode(text, origin: "x") }
        #expect(error.description == "x, “format”: is 2; this reads format 1")
    }
}
