import Ingest
import Market
import TestSupport
import Testing

@Suite("The check of launch files")
struct LaunchValidatorTests {
    private static func faults(
        _ figures: String,
        kind: String = "launch",
        more: String = "",
        today: String = "2026-06-01"
    ) -> [String] {
        let text = """
            format = 1
            id = "x"
            name = "X"
            kind = "\(kind)"
            store = "appstore"
            storefronts = ["us"]
            day0 = 2026-03-01
            access = "open"
            [sources.a]
            name = "A"
            published = "2026-03"
            [[conflicts]]
            name = "known"
            text = "They differ."
            \(more)
            \(figures)
            """
        return LaunchFile.read(text, origin: "x", checkedOn: Fixtures.day(today)).faults.map(\.description)
    }

    /// A figure of downloads in a series, unless told otherwise.
    private static func figure(
        _ value: String,
        _ period: String,
        _ more: String = "series = \"s\"",
        metric: String = "downloads",
        kind: String = "estimate"
    ) -> String {
        """
        [[figures]]
        metric = "\(metric)"
        value = \(value)
        \(period)
        kind = "\(kind)"
        source = "a"
        \(more)

        """
    }

    /// A case by name.
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var figures: [String]
        var words = ""

        var testDescription: String { name }
    }

    private static let rank = "chart = \"top-free\""

    private static let falsehoods: [Case] = [
        Case(
            name: "future",
            figures: [figure("5", "on = 2026-06-02")],
            words: "2026-06-02 is in the future; today is 2026-06-01"
        ),
        Case(
            name: "before day 0",
            figures: [figure("5", "on = 2026-02-28")],
            words: "2026-02-28 is before day 0 (2026-03-01)"
        ),
        Case(
            name: "a run that begins before day 0",
            figures: [figure("5", "from = 2026-02-01\nto = 2026-03-31")],
            words: "2026-02-01 is before day 0"
        ),
        Case(
            name: "a total that falls",
            figures: [figure("567", "through = 2026-03-05"), figure("499", "through = 2026-03-06")],
            words: "falls: it was 567 through 2026-03-05 already"
        ),
        Case(
            name: "a running count that falls",
            figures: [
                figure("500", "total-on = 2026-03-05", metric: "users", kind: "measured"),
                figure("499", "total-on = 2026-03-06", metric: "users", kind: "measured"),
            ],
            words: "falls: it was 500 in all on 2026-03-05 already"
        ),
        Case(
            name: "two totals of a day",
            figures: [figure("500", "through = 2026-03-05"), figure("777", "through = 2026-03-05")],
            words: "is another total of the same day"
        ),
        Case(
            name: "days that make more than their sum",
            figures: [
                figure("101", "on = 2026-03-01"), figure("102", "on = 2026-03-02"),
                figure("199", "from = 2026-03-01\nto = 2026-03-05"),
            ],
            words: "199 contradicts its parts, which make 203"
        ),
        Case(
            name: "days that make less than the sum of them",
            figures: [
                figure("101", "on = 2026-03-01"), figure("102", "on = 2026-03-02"),
                figure("211", "through = 2026-03-02"),
            ],
            words: "211 contradicts its parts, which make 203"
        ),
        Case(
            name: "countries that make more than the world",
            figures: [
                figure("7_000", "through = 2026-03-02", "series = \"s\"\nstorefronts = []"),
                figure("5_000", "through = 2026-03-02"),
                figure("5_000", "through = 2026-03-02", "series = \"s\"\nstorefronts = [\"ca\"]"),
            ],
            words: "contradicts its parts, which make 10,000"
        ),
        Case(
            name: "stores that do not make both",
            figures: [
                figure("900", "through = 2026-03-02", "series = \"s\"\nstores = [\"appstore\", \"googleplay\"]"),
                figure("500", "through = 2026-03-02"),
                figure("123", "through = 2026-03-02", "series = \"s\"\nstores = [\"googleplay\"]"),
            ],
            words: "contradicts its parts, which make 623"
        ),
        Case(
            name: "bounds that cannot make the sum",
            figures: [figure("1_000", "from = 2026-03-01\nto = 2026-03-03", "series = \"s\"\neach-between = [1, 9]")],
            words: "3 such days are 3 to 27, and not 1,000"
        ),
        Case(
            name: "bounds of a single day",
            figures: [figure("5", "on = 2026-03-01", "each-between = [1, 9]")],
            words: "belongs to a sum of days"
        ),
        Case(
            name: "a rank without a chart",
            figures: [figure("5", "on = 2026-03-01", "", metric: "rank")],
            words: "“chart”: is missing"
        ),
        Case(
            name: "a chart without a rank",
            figures: [figure("5", "on = 2026-03-01", rank)],
            words: "belongs to a rank, and not to downloads"
        ),
    ]

    @Test("what cannot be true is refused", arguments: falsehoods)
    func refused(of: Case) {
        let (name, words) = (of.name, of.words)
        let faults = Self.faults(of.figures.joined())
        #expect(faults.count == 1, "\(name): \(faults)")
        #expect(faults.first?.contains(words) == true, "\(name): \(faults)")
        #expect(faults.first?.hasPrefix("x, line ") == true, "\(name): \(faults)")
    }

    private static let truths: [Case] = [
        Case(name: "today", figures: [figure("5", "on = 2026-06-01")]),
        Case(
            name: "rounded parts",
            figures: [
                figure("56_000", "on = 2026-03-01"), figure("107_800", "on = 2026-03-02"),
                figure("164_000", "through = 2026-03-02"),
            ]
        ),
        Case(
            name: "a sum that is not covered",
            figures: [figure("101", "on = 2026-03-01"), figure("900", "through = 2026-03-05")]
        ),
        Case(
            name: "other series",
            figures: [figure("500", "through = 2026-03-05"), figure("100", "through = 2026-03-06", "series = \"t\"")]
        ),
        Case(
            name: "no series",
            figures: [figure("500", "through = 2026-03-05", ""), figure("100", "through = 2026-03-06", "")]
        ),
        Case(
            name: "another scope",
            figures: [
                figure("500", "through = 2026-03-05"),
                figure("100", "through = 2026-03-06", "series = \"s\"\nstorefronts = [\"ca\"]"),
            ]
        ),
        Case(
            name: "a declared conflict",
            figures: [
                figure("500", "through = 2026-03-05"),
                figure("100", "through = 2026-03-06", "series = \"s\"\nconflict = \"known\""),
            ]
        ),
        Case(
            name: "at least",
            figures: [
                figure("500", "through = 2026-03-05"),
                figure("100", "through = 2026-03-06", "series = \"s\"\nat-least = true"),
            ]
        ),
        Case(
            name: "a claim",
            figures: [figure("500", "through = 2026-03-05"), figure("100", "through = 2026-03-06", kind: "claim")]
        ),
        Case(
            name: "a source that counts from before",
            figures: [
                figure(
                    "5",
                    "from = 2026-02-01\nto = 2026-03-31",
                    "begins-early = true"
                )
            ]
        ),
        Case(name: "a waiting list", figures: [figure("5", "on = 2026-02-01", "", metric: "waiting-list")]),
        Case(
            name: "users of days do not add up",
            figures: [
                figure("500", "on = 2026-03-01", metric: "daily-users"),
                figure("500", "on = 2026-03-02", metric: "daily-users"),
                figure("600", "from = 2026-03-01\nto = 2026-03-02", metric: "daily-users"),
            ]
        ),
    ]

    @Test("what can be true is not", arguments: truths)
    func allowed(of: Case) {
        let faults = Self.faults(of.figures.joined())
        #expect(faults.isEmpty, "\(of.name): \(faults)")
    }

    @Test("a surge may speak of days before its day 0")
    func surge() {
        #expect(Self.faults(Self.figure("5", "on = 2026-02-01"), kind: "surge").isEmpty)
    }

    @Test(
        "a launch date that differs by storefront is told once each, and no rank is from before it",
        arguments: [
            ("on = 2026-03-10\nstorefronts = [\"de\", \"fr\"]", "on = 2026-03-10", ""),
            ("on = 2026-03-10\nstorefronts = [\"de\"]", "on = 2026-03-09", "came to App Store DE on 2026-03-10, after"),
            ("on = 2026-03-10\nstorefronts = [\"us\"]", "on = 2026-03-10", "App Store US has the app since 2026-03-01"),
            ("on = 2026-02-10\nstorefronts = [\"de\"]", "on = 2026-03-10", "2026-02-10 is before day 0"),
            ("on = 2026-07-10\nstorefronts = [\"jp\"]", "on = 2026-03-10", "2026-07-10 is in the future"),
            ("on = 2026-03-10", "on = 2026-03-10", "“storefronts”: is missing"),
        ]
    )
    func availability(entry: String, period: String, words: String) {
        let rank = Self.figure("5", period, Self.rank + "\nstorefronts = [\"de\"]", metric: "rank", kind: "observed")
        let faults = Self.faults(rank, more: "[[availability]]\n\(entry)\nsource = \"a\"\n")
        #expect(faults.count == (words.isEmpty ? 0 : 1), "\(faults)")
        if !words.isEmpty { #expect(faults.first?.contains(words) == true, "\(faults)") }
    }

    @Test("the arrival in a storefront is also something that happened")
    func arrival() throws {
        let launch = try Fixtures.launch("copilot")
        #expect(launch.availability.map(\.day) == [Fixtures.day("2023-12-28")])
        #expect(launch.events.map(\.text).contains("Available everywhere on App Store"))
    }

    @Test("events and publications of the future are refused")
    func future() {
        let event = "[[events]]\non = 2026-05-01\ntext = \"e\"\nsource = \"a\"\n"
        #expect(Self.faults(event).isEmpty)
        let faults = Self.faults(event, today: "2026-02-01")
        #expect(faults.count == 2, "\(faults)")
        #expect(faults.contains { $0.contains("source “a”") && $0.contains("“published”: 2026-03 is in the future") })
        #expect(faults.contains { $0.contains("event 1, “on”: 2026-05-01 is in the future") })
    }

    @Test("figures of four decimals, of zero and of a million days are all held against each other in time")
    func many() {
        let values = (1...2_000).map { "[\(Fixtures.day("2026-03-01").advanced(by: $0 % 90).iso8601), \($0)]" }
        let series = (0..<22).map { index in
            "[[figures]]\nmetric = \"downloads\"\nas = \"on\"\nkind = \"estimate\"\nsource = \"a\"\nseries = \"s\(index)\"\n"
                + "values = [\(values[(index * 90)..<((index + 1) * 90)].joined(separator: ", "))]\n"
        }
        #expect(Self.faults(series.joined()).isEmpty)
    }
}
