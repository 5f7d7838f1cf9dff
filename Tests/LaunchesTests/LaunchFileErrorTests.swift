import Input
import Launches
import Market
import TestSupport
import Testing

/// Tests that damage single keys of a launch file that has every key of the format.
@Suite("Launch file errors")
struct LaunchFileErrorTests {
    private static let whole = """
        format = 1
        id = "x"
        name = "X"
        kind = "launch"
        developer = "Maker"
        app = "7"
        store = "appstore"
        storefronts = ["us", "ca"]
        scope = { stores = ["appstore"], storefronts = ["us", "ca"], web = false }
        day0 = 2026-03-01
        day0-note = "since noon"
        access = "open"
        series = "s"
        missing = ["November"]
        conflicts = [{ name = "first", text = "They differ." }]
        [sources.a]
        name = "A"
        address = "https://example.com/a"
        published = "2026-03"
        [[availability]]
        on = 2026-03-10
        storefronts = ["jp"]
        stores = ["googleplay"]
        source = "a"
        note = "late"
        [[delisted]]
        on = 2026-05-01
        storefronts = []
        stores = ["appstore"]
        kind = "claim"
        source = "a"
        note = "gone"
        [[figures]]
        metric = "downloads"
        value = 30
        days = [2026-03-02, 2026-03-03, 2026-03-05]
        each-between = [5, 15]
        at-least = false
        begins-early = false
        kind = "estimate"
        series = "s"
        source = "a"
        conflict = "first"
        stores = ["appstore"]
        storefronts = ["us", "ca"]
        web = false
        note = "three days"
        [[figures]]
        metric = "rank"
        value = 3
        first = true
        on = 2026-03-01
        storefronts = ["us"]
        chart = "top-free"
        genre = "6008"
        kind = "observed"
        source = "a"
        [[figures]]
        metric = "users"
        as = "total-on"
        values = [[2026-03-02, 10], [2026-03-03, 12]]
        where = "unspecified"
        kind = "measured"
        source = "a"
        [[figures]]
        metric = "downloads"
        value = 90
        from = 2026-03-02
        to = 2026-03-09
        kind = "estimate"
        source = "a"
        [[figures]]
        metric = "daily-users"
        value = 90
        within = [2026-03-02, 2026-03-09]
        kind = "claim"
        source = "a"
        [[figures]]
        metric = "downloads"
        value = 99
        through = 2026-03-09
        kind = "claim"
        source = "a"
        [[figures]]
        metric = "players"
        value = 7
        total-on = 2026-03-09
        kind = "exact"
        source = "a"
        [[events]]
        on = 2026-03-04
        text = "It happened"
        source = "a"
        [[events]]
        within = [2026-03-04, 2026-03-06]
        text = "It happened, too"
        source = "a"
        """

    static var lines: [String] { whole.split(separator: "\n").map(String.init) }

    static func errors(_ lines: [String]) -> [String] {
        LaunchFile.read(lines.joined(separator: "\n"), origin: "x.toml", checkedOn: Fixtures.day("2026-06-01"))
            .errors.map(\.description)
    }

    @Test("a launch file with every key of the format is valid")
    func valid() {
        #expect(Self.errors(Self.lines).isEmpty, "\(Self.errors(Self.lines))")
    }

    /// A line of the file, its replacement, and the expected error.
    struct Damage: Sendable, CustomTestStringConvertible {
        var line: String
        var replacement: String
        var expected: String

        init(_ line: String, _ replacement: String, _ expected: String) {
            (self.line, self.replacement, self.expected) = (line, replacement, expected)
        }

        var testDescription: String { replacement }
    }

    private static let damages: [Damage] = [
        Damage("format = 1", "format = 3", "unsupported format 3; this version of launchtop reads format 1"),
        Damage("id = \"x\"", "id = \"Ω/../x\"", "invalid id \"Ω/../x\"; use up to 40 characters from a–z, 0–9 and -"),
        Damage("name = \"X\"", "name = \"\"", "must not be empty"),
        Damage("kind = \"launch\"", "kind = \"rise\"", "invalid value \"rise\"; expected one of launch, surge"),
        Damage("app = \"7\"", "app = \"launch:x\"", "not a store id; remove the key if the id is unknown"),
        Damage("store = \"appstore\"", "store = \"shop\"", "unknown store \"shop\"; use appstore, googleplay or web"),
        Damage("storefronts = [\"us\", \"ca\"]", "storefronts = [\"us\", \"usx\"]", "unknown storefront \"usx\""),
        Damage("storefronts = [\"us\", \"ca\"]", "storefronts = [\"us\", \"us\"]", "contains a duplicate"),
        Damage("day0 = 2026-03-01", "day0 = \"early March\"", "expected a date such as 2025-09-30"),
        Damage("missing = [\"November\"]", "missing = [11]", "expected a list of strings"),
        Damage(
            "address = \"https://example.com/a\"",
            "address = \"example.com\"",
            "invalid value \"example.com\"; expected a URL that starts with http:// or https://"
        ),
        Damage("published = \"2026-03\"", "published = \"March\"", "expected a day, month or year such as 2025-10-08"),
        Damage(
            "published = \"2026-03\"",
            "published = \"2026-13\"",
            "expected a day, month or year such as 2025-10-08"
        ),
        Damage("published = \"2026-03\"", "published = \"2027\"", "2027 is in the future; today is 2026-06-01"),
        Damage("on = 2026-03-10", "on = 2026-02-10", "2026-02-10 is before day 0 (2026-03-01)"),
        Damage("on = 2026-03-10", "on = 2026-07-10", "2026-07-10 is in the future; today is 2026-06-01"),
        Damage(
            "storefronts = [\"jp\"]",
            "storefronts = [\"ja\"]",
            "unknown storefront \"ja\"; did you mean jp (Japan)?"
        ),
        Damage(
            "stores = [\"googleplay\"]",
            "stores = [\"shop\"]",
            "invalid value \"shop\"; expected appstore or googleplay"
        ),
        Damage("on = 2026-05-01", "on = 2026-02-01", "2026-02-01 is before day 0 (2026-03-01)"),
        Damage("on = 2026-05-01", "on = 2026-07-01", "2026-07-01 is in the future; today is 2026-06-01"),
        Damage(
            "kind = \"claim\"",
            "kind = \"rumor\"",
            "invalid value \"rumor\"; expected one of exact, observed, estimate, claim"
        ),
        Damage(
            "metric = \"downloads\"",
            "metric = \"steps\"",
            "invalid value \"steps\"; expected one of downloads, redownloads, rank, users"
        ),
        Damage("value = 30", "value = -30", "invalid number of downloads: -30; expected a whole number from 0 to 10¹⁵"),
        Damage("value = 30", "value = nan", "invalid number of downloads: nan; expected a whole number"),
        Damage("value = 30", "value = inf", "invalid number of downloads: inf; expected a whole number"),
        Damage("value = 30", "value = -inf", "invalid number of downloads: -inf; expected a whole number"),
        Damage("value = 30", "value = 29.5", "invalid number of downloads: 29.5; expected a whole number"),
        Damage("value = 30", "value = 9223372036854775807", "invalid number of downloads: 9.2"),
        Damage("value = 3", "value = 0", "invalid rank 0; expected 1 to 65535"),
        Damage("value = 3", "value = 70000", "invalid rank 70,000; expected 1 to 65535"),
        Damage(
            "days = [2026-03-02, 2026-03-03, 2026-03-05]",
            "days = [2026-03-02, 2026-03-02]",
            "expected two or more different days"
        ),
        Damage(
            "days = [2026-03-02, 2026-03-03, 2026-03-05]",
            "days = [2026-03-02, \"Tuesday\"]",
            "expected a date such as 2025-09-30"
        ),
        Damage(
            "days = [2026-03-02, 2026-03-03, 2026-03-05]",
            "days = [2026-02-27, 2026-03-03, 2026-03-05]",
            "2026-02-27 is before day 0 (2026-03-01); if the source counts from then, add begins-early = true"
        ),
        Damage(
            "each-between = [5, 15]",
            "each-between = [15, 5]",
            "expected a list of two numbers, the smaller one first"
        ),
        Damage(
            "each-between = [5, 15]",
            "each-between = [nan, 15]",
            "expected a list of two numbers, the smaller one first"
        ),
        Damage("each-between = [5, 15]", "each-between = [1, 2]", "allows 3 to 6 for 3 days, but the value is 30"),
        Damage("each-between = [5, 15]", "each-between = [-5, 15]", "expected two numbers from 0 to 10¹⁵"),
        Damage("conflict = \"first\"", "conflict = \"frist\"", "unknown conflict \"frist\"; did you mean first?"),
        Damage("source = \"a\"", "source = \"b\"", "unknown source \"b\""),
        Damage("first = true", "at-least = \"yes\"", "expected true or false"),
        Damage("on = 2026-03-01", "on = 2026-06-02", "2026-06-02 is in the future; today is 2026-06-01"),
        Damage("on = 2026-03-01", "on = 2026-05-02", "the app was delisted on App Store US on 2026-05-01"),
        Damage("on = 2026-03-01", "on = 2026-02-29", ""),
        Damage("storefronts = [\"us\"]", "storefronts = [\"us\", \"ca\"]", "a rank needs exactly one storefront"),
        Damage("chart = \"top-free\"", "chart = \"Top Free!\"", "expected a chart kind such as top-free"),
        Damage("genre = \"6008\"", "genre = \"Photo & Vidoe\"", "did you mean photo-and-video?"),
        Damage("as = \"total-on\"", "as = \"each\"", "expected one of on, through, total-on"),
        Damage("values = [[2026-03-02, 10], [2026-03-03, 12]]", "values = []", "must not be empty"),
        Damage(
            "values = [[2026-03-02, 10], [2026-03-03, 12]]",
            "values = [[2026-03-02, nan]]",
            "invalid number of users: nan"
        ),
        Damage(
            "values = [[2026-03-02, 10], [2026-03-03, 12]]",
            "values = [[2026-03-02, 10], [2026-03-02, 12]]",
            "duplicate date 2026-03-02"
        ),
        Damage(
            "values = [[2026-03-02, 10], [2026-03-03, 12]]",
            "values = [[2026-03-02]]",
            "expected a pair such as [2025-09-30, 56_000]"
        ),
        Damage(
            "where = \"unspecified\"",
            "where = \"somewhere\"",
            "invalid value \"somewhere\"; expected \"unspecified\""
        ),
        Damage("to = 2026-03-09", "to = 2026-03-02", "2026-03-02 is not after 2026-03-02"),
        Damage("to = 2026-03-09", "to = 2036-04-09", "2036-04-09 is more than 10 years from day 0 (2026-03-01)"),
        Damage("within = [2026-03-02, 2026-03-09]", "within = [2026-03-09]", "expected a list of two dates"),
        Damage("within = [2026-03-02, 2026-03-09]", "within = [2026-03-09, 2026-03-02]", "is not after 2026-03-09"),
        Damage("through = 2026-03-09", "through = 2026-02-09", "2026-02-09 is before day 0 (2026-03-01)"),
        Damage("total-on = 2026-03-09", "total-on = 2026-06-09", "2026-06-09 is in the future; today is 2026-06-01"),
        Damage("on = 2026-03-04", "on = 2026-06-04", "2026-06-04 is in the future; today is 2026-06-01"),
        Damage("text = \"It happened\"", "text = \"\"", "must not be empty"),
        Damage("within = [2026-03-04, 2026-03-06]", "within = 2026-03-04", "expected a list of dates"),
    ]

    @Test("an invalid value in a launch file is reported with its line and the problem", arguments: damages)
    func damaged(_ damage: Damage) throws {
        var lines = Self.lines
        let index = try #require(lines.firstIndex(of: damage.line), "\(damage.line)")
        lines[index] = damage.replacement
        let errors = Self.errors(lines)
        let first = try #require(errors.first)
        #expect(first.hasPrefix("x.toml:\(index + 1):"), "\(errors)")
        #expect(first.contains(damage.expected), "\(errors)")
    }
}
