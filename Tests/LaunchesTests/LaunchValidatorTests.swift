import Input
import Launches
import Market
import TestSupport
import Testing

@Suite("Validation of launch files")
struct LaunchValidatorTests {
    private static func errors(
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
        return LaunchFile.read(text, origin: "x", checkedOn: Fixtures.day(today)).errors.map(\.description)
    }

    /// Returns the text of a `[[figures]]` table, by default with downloads in the series `s`.
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

    /// A test case with a name.
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var figures: [String]
        var expected = ""

        var testDescription: String { name }
    }

    private static let rank = "chart = \"top-free\""

    private static let invalidCases: [Case] = [
        Case(
            name: "in the future",
            figures: [figure("5", "on = 2026-06-02")],
            expected: "2026-06-02 is in the future; today is 2026-06-01"
        ),
        Case(
            name: "before day 0",
            figures: [figure("5", "on = 2026-02-28")],
            expected: "2026-02-28 is before day 0 (2026-03-01)"
        ),
        Case(
            name: "a range that starts before day 0",
            figures: [figure("5", "from = 2026-02-01\nto = 2026-03-31")],
            expected: "2026-02-01 is before day 0"
        ),
        Case(
            name: "a total that decreases",
            figures: [figure("567", "through = 2026-03-05"), figure("499", "through = 2026-03-06")],
            expected: "total decreases; it was 567 through 2026-03-05"
        ),
        Case(
            name: "a counter that decreases",
            figures: [
                figure("500", "total-on = 2026-03-05", metric: "users", kind: "measured"),
                figure("499", "total-on = 2026-03-06", metric: "users", kind: "measured"),
            ],
            expected: "total decreases; it was 500 in total on 2026-03-05"
        ),
        Case(
            name: "two totals of the same day",
            figures: [figure("500", "through = 2026-03-05"), figure("777", "through = 2026-03-05")],
            expected: "differs from the total of the same day, 500 through 2026-03-05"
        ),
        Case(
            name: "days that add up to more than their total",
            figures: [
                figure("101", "on = 2026-03-01"), figure("102", "on = 2026-03-02"),
                figure("199", "from = 2026-03-01\nto = 2026-03-05"),
            ],
            expected: "199 contradicts its parts, which add up to 203"
        ),
        Case(
            name: "days that add up to less than their total",
            figures: [
                figure("101", "on = 2026-03-01"), figure("102", "on = 2026-03-02"),
                figure("211", "through = 2026-03-02"),
            ],
            expected: "211 contradicts its parts, which add up to 203"
        ),
        Case(
            name: "countries that add up to more than the world",
            figures: [
                figure("7_000", "through = 2026-03-02", "series = \"s\"\nstorefronts = []"),
                figure("5_000", "through = 2026-03-02"),
                figure("5_000", "through = 2026-03-02", "series = \"s\"\nstorefronts = [\"ca\"]"),
            ],
            expected: "contradicts its parts, which add up to 10,000"
        ),
        Case(
            name: "stores that don't add up to their total",
            figures: [
                figure("900", "through = 2026-03-02", "series = \"s\"\nstores = [\"appstore\", \"googleplay\"]"),
                figure("500", "through = 2026-03-02"),
                figure("123", "through = 2026-03-02", "series = \"s\"\nstores = [\"googleplay\"]"),
            ],
            expected: "contradicts its parts, which add up to 623"
        ),
        Case(
            name: "bounds that contradict the value",
            figures: [figure("1_000", "from = 2026-03-01\nto = 2026-03-03", "series = \"s\"\neach-between = [1, 9]")],
            expected: "allows 3 to 27 for 3 days, but the value is 1,000"
        ),
        Case(
            name: "bounds of a single day",
            figures: [figure("5", "on = 2026-03-01", "each-between = [1, 9]")],
            expected: "only allowed for totals over several days"
        ),
        Case(
            name: "a rank without a chart",
            figures: [figure("5", "on = 2026-03-01", "", metric: "rank")],
            expected: "missing key \"chart\""
        ),
        Case(
            name: "a chart without a rank",
            figures: [figure("5", "on = 2026-03-01", rank)],
            expected: "only allowed for ranks, not for downloads"
        ),
    ]

    @Test("a figure that contradicts the calendar, another figure or its own keys is an error", arguments: invalidCases)
    func invalid(of: Case) {
        let (name, expected) = (of.name, of.expected)
        let errors = Self.errors(of.figures.joined())
        #expect(errors.count == 1, "\(name): \(errors)")
        #expect(errors.first?.contains(expected) == true, "\(name): \(errors)")
        #expect(errors.first?.contains(#/^x:\d+:\d+: /#) == true, "\(name): \(errors)")
    }

    private static let validCases: [Case] = [
        Case(name: "today", figures: [figure("5", "on = 2026-06-01")]),
        Case(
            name: "rounded parts",
            figures: [
                figure("56_000", "on = 2026-03-01"), figure("107_800", "on = 2026-03-02"),
                figure("164_000", "through = 2026-03-02"),
            ]
        ),
        Case(
            name: "an incomplete total",
            figures: [figure("101", "on = 2026-03-01"), figure("900", "through = 2026-03-05")]
        ),
        Case(
            name: "different series",
            figures: [figure("500", "through = 2026-03-05"), figure("100", "through = 2026-03-06", "series = \"t\"")]
        ),
        Case(
            name: "no series",
            figures: [figure("500", "through = 2026-03-05", ""), figure("100", "through = 2026-03-06", "")]
        ),
        Case(
            name: "different scopes",
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
            name: "a source that counts from before day 0",
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
            name: "daily users don't add up",
            figures: [
                figure("500", "on = 2026-03-01", metric: "daily-users"),
                figure("500", "on = 2026-03-02", metric: "daily-users"),
                figure("600", "from = 2026-03-01\nto = 2026-03-02", metric: "daily-users"),
            ]
        ),
    ]

    @Test("figures that don't contradict each other or the calendar are valid", arguments: validCases)
    func allowed(of: Case) {
        let errors = Self.errors(of.figures.joined())
        #expect(errors.isEmpty, "\(of.name): \(errors)")
    }

    @Test("a surge may have figures before its day 0")
    func surge() {
        #expect(Self.errors(Self.figure("5", "on = 2026-02-01"), kind: "surge").isEmpty)
    }

    @Test(
        "an app can become available only once per storefront, and a rank before that is an error",
        arguments: [
            ("on = 2026-03-10\nstorefronts = [\"de\", \"fr\"]", "on = 2026-03-10", ""),
            (
                "on = 2026-03-10\nstorefronts = [\"de\"]", "on = 2026-03-09",
                "the app was not available on App Store DE until 2026-03-10"
            ),
            (
                "on = 2026-03-10\nstorefronts = []", "on = 2026-03-09",
                "the app was not available on App Store DE until 2026-03-10"
            ),
            (
                "on = 2026-03-10\nstorefronts = [\"us\"]", "on = 2026-03-10",
                "the app has been available on App Store US since 2026-03-01"
            ),
            ("on = 2026-02-10\nstorefronts = [\"de\"]", "on = 2026-03-10", "2026-02-10 is before day 0"),
            ("on = 2026-07-10\nstorefronts = [\"jp\"]", "on = 2026-03-10", "2026-07-10 is in the future"),
            ("on = 2026-03-10", "on = 2026-03-10", "missing key \"storefronts\""),
        ]
    )
    func availability(entry: String, period: String, expected: String) {
        let rank = Self.figure("5", period, Self.rank + "\nstorefronts = [\"de\"]", metric: "rank", kind: "observed")
        let errors = Self.errors(rank, more: "[[availability]]\n\(entry)\nsource = \"a\"\n")
        #expect(errors.count == (expected.isEmpty ? 0 : 1), "\(errors)")
        if !expected.isEmpty { #expect(errors.first?.contains(expected) == true, "\(errors)") }
    }

    @Test("an [[availability]] table in a launch file also creates an event")
    func arrival() throws {
        let launch = try Fixtures.launch("copilot")
        #expect(launch.availability.map(\.day) == [Fixtures.day("2023-12-28")])
        #expect(launch.events.map(\.text).contains("Available everywhere on App Store"))
    }

    @Test("events and publication dates in the future are errors in a launch file")
    func future() {
        let event = "[[events]]\non = 2026-05-01\ntext = \"e\"\nsource = \"a\"\n"
        #expect(Self.errors(event).isEmpty)
        let errors = Self.errors(event, today: "2026-02-01")
        #expect(errors.count == 2, "\(errors)")
        #expect(errors.contains { $0.contains("source a published: 2026-03 is in the future") })
        #expect(errors.contains { $0.contains("event 1 on: 2026-05-01 is in the future") })
    }

    @Test("a launch file with 22 series of 90 figures each is valid")
    func many() {
        let values = (1...2_000).map { "[\(Fixtures.day("2026-03-01").advanced(by: $0 % 90).iso8601), \($0)]" }
        let series = (0..<22).map { index in
            "[[figures]]\nmetric = \"downloads\"\nas = \"on\"\nkind = \"estimate\"\nsource = \"a\"\nseries = \"s\(index)\"\n"
                + "values = [\(values[(index * 90)..<((index + 1) * 90)].joined(separator: ", "))]\n"
        }
        #expect(Self.errors(series.joined()).isEmpty)
    }
}
