import Ingest
import Market
import TestSupport
import Testing

/// One file with every key of the format, and what is said when any one of them is wrong.
@Suite("A launch file that is wrong in any one key")
struct LaunchDamageTests {
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

    private static var lines: [String] { whole.split(separator: "\n").map(String.init) }

    private static func faults(_ lines: [String]) -> [String] {
        LaunchFile.read(lines.joined(separator: "\n"), origin: "x.toml", checkedOn: Fixtures.day("2026-06-01"))
            .faults.map(\.description)
    }

    @Test("whole, it is well, and says all that it says")
    func well() {
        #expect(Self.faults(Self.lines).isEmpty, "\(Self.faults(Self.lines))")
    }

    /// A line of the file, what stands there in its place, and what is said of it.
    struct Damage: Sendable, CustomTestStringConvertible {
        var line: String
        var into: String
        var words: String
        /// Which of equal lines, from 0.
        var nth = 0

        init(_ line: String, _ into: String, _ words: String, nth: Int = 0) {
            (self.line, self.into, self.words, self.nth) = (line, into, words, nth)
        }

        var testDescription: String { into }
    }

    private static let damages: [Damage] = [
        Damage("format = 1", "format = 3", "is 3; this reads format 1"),
        Damage("id = \"x\"", "id = \"Ω/../x\"", "is not up to 40 of a–z, 0–9 and -, such as sora"),
        Damage("name = \"X\"", "name = \"\"", "is empty"),
        Damage("kind = \"launch\"", "kind = \"rise\"", "“rise” is not one of launch, surge"),
        Damage("app = \"7\"", "app = \"launch:x\"", "is no store's id; leave it out where it is not known"),
        Damage("store = \"appstore\"", "store = \"shop\"", "is not a store (appstore, googleplay or web)"),
        Damage("storefronts = [\"us\", \"ca\"]", "storefronts = [\"us\", \"usx\"]", "unknown storefront \"usx\""),
        Damage("storefronts = [\"us\", \"ca\"]", "storefronts = [\"us\", \"us\"]", "names one of them twice"),
        Damage("day0 = 2026-03-01", "day0 = \"early March\"", "is not a date such as 2025-09-30"),
        Damage("missing = [\"November\"]", "missing = [11]", "holds something that is not text"),
        Damage("address = \"https://example.com/a\"", "address = \"example.com\"", "is not an http or https address"),
        Damage("published = \"2026-03\"", "published = \"March\"", "is not a day, month or year such as 2025-10-08"),
        Damage("published = \"2026-03\"", "published = \"2026-13\"", "is not a day, month or year such as 2025-10-08"),
        Damage("published = \"2026-03\"", "published = \"2027\"", "2027 is in the future; today is 2026-06-01"),
        Damage("on = 2026-03-10", "on = 2026-02-10", "2026-02-10 is before day 0 (2026-03-01)"),
        Damage("on = 2026-03-10", "on = 2026-07-10", "2026-07-10 is in the future; today is 2026-06-01"),
        Damage(
            "storefronts = [\"jp\"]",
            "storefronts = [\"ja\"]",
            "unknown storefront \"ja\"; did you mean jp (Japan)?"
        ),
        Damage("stores = [\"googleplay\"]", "stores = [\"shop\"]", "is not a store (appstore or googleplay)"),
        Damage("on = 2026-05-01", "on = 2026-02-01", "2026-02-01 is before day 0 (2026-03-01)"),
        Damage("on = 2026-05-01", "on = 2026-07-01", "2026-07-01 is in the future; today is 2026-06-01"),
        Damage("kind = \"claim\"", "kind = \"rumour\"", "“rumour” is not one of exact, observed, estimate, claim"),
        Damage(
            "metric = \"downloads\"",
            "metric = \"steps\"",
            "“steps” is not one of downloads, redownloads, rank, users"
        ),
        Damage("value = 30", "value = -30", "-30.0 cannot be a number of downloads (whole, 0 to 10¹⁵)"),
        Damage("value = 30", "value = nan", "nan cannot be a number of downloads (whole, 0 to 10¹⁵)"),
        Damage("value = 30", "value = inf", "inf cannot be a number of downloads (whole, 0 to 10¹⁵)"),
        Damage("value = 30", "value = -inf", "-inf cannot be a number of downloads (whole, 0 to 10¹⁵)"),
        Damage("value = 30", "value = 29.5", "29.5 cannot be a number of downloads (whole, 0 to 10¹⁵)"),
        Damage("value = 30", "value = 9223372036854775807", "cannot be a number of downloads (whole, 0 to 10¹⁵)"),
        Damage("value = 3", "value = 0", "0.0 cannot be a number of rank (1 to 65535)"),
        Damage("value = 3", "value = 70000", "70000.0 cannot be a number of rank (1 to 65535)"),
        Damage(
            "days = [2026-03-02, 2026-03-03, 2026-03-05]",
            "days = [2026-03-02, 2026-03-02]",
            "must hold two or more different days"
        ),
        Damage(
            "days = [2026-03-02, 2026-03-03, 2026-03-05]",
            "days = [2026-03-02, \"Tuesday\"]",
            "holds something that is not a date"
        ),
        Damage(
            "days = [2026-03-02, 2026-03-03, 2026-03-05]",
            "days = [2026-02-27, 2026-03-03, 2026-03-05]",
            "2026-02-27 is before day 0 (2026-03-01); where the source counts so, say begins-early = true"
        ),
        Damage("each-between = [5, 15]", "each-between = [15, 5]", "is not a list of two numbers, the lesser first"),
        Damage("each-between = [5, 15]", "each-between = [nan, 15]", "is not a list of two numbers, the lesser first"),
        Damage("each-between = [5, 15]", "each-between = [1, 2]", "3 such days are 3 to 6, and not 30"),
        Damage("each-between = [5, 15]", "each-between = [-5, 15]", "is not between 0 and 10¹⁵"),
        Damage("conflict = \"first\"", "conflict = \"frist\"", "is no name among [[conflicts]]; did you mean first?"),
        Damage("source = \"a\"", "source = \"b\"", "“b” is not among [sources]"),
        Damage("first = true", "at-least = \"yes\"", "is neither true nor false"),
        Damage("on = 2026-03-01", "on = 2026-06-02", "2026-06-02 is in the future; today is 2026-06-01"),
        Damage("on = 2026-03-01", "on = 2026-05-02", "the app left App Store US on 2026-05-01, before this rank"),
        Damage("on = 2026-03-01", "on = 2026-02-29", ""),
        Damage("storefronts = [\"us\"]", "storefronts = [\"us\", \"ca\"]", "a rank needs exactly one storefront"),
        Damage("chart = \"top-free\"", "chart = \"Top Free!\"", "is not a chart such as top-free"),
        Damage("genre = \"6008\"", "genre = \"Photo & Vidoe\"", "did you mean photo-and-video?"),
        Damage("as = \"total-on\"", "as = \"each\"", "is not one of on, through, total-on"),
        Damage("values = [[2026-03-02, 10], [2026-03-03, 12]]", "values = []", "is empty"),
        Damage("values = [[2026-03-02, 10], [2026-03-03, 12]]", "values = [[2026-03-02, nan]]", "nan cannot be"),
        Damage(
            "values = [[2026-03-02, 10], [2026-03-03, 12]]",
            "values = [[2026-03-02, 10], [2026-03-02, 12]]",
            "has 2026-03-02 twice"
        ),
        Damage(
            "values = [[2026-03-02, 10], [2026-03-03, 12]]",
            "values = [[2026-03-02]]",
            "holds something that is not a pair such as [2025-09-30, 56_000]"
        ),
        Damage("where = \"unspecified\"", "where = \"somewhere\"", "“somewhere” is not “unspecified”"),
        Damage("to = 2026-03-09", "to = 2026-03-02", "2026-03-02 is not after 2026-03-02"),
        Damage("to = 2026-03-09", "to = 2036-04-09", "2036-04-09 is more than ten years from day 0 (2026-03-01)"),
        Damage("within = [2026-03-02, 2026-03-09]", "within = [2026-03-09]", "is not a list of two dates"),
        Damage("within = [2026-03-02, 2026-03-09]", "within = [2026-03-09, 2026-03-02]", "is not after 2026-03-09"),
        Damage("through = 2026-03-09", "through = 2026-02-09", "2026-02-09 is before day 0 (2026-03-01)"),
        Damage("total-on = 2026-03-09", "total-on = 2026-06-09", "2026-06-09 is in the future; today is 2026-06-01"),
        Damage("on = 2026-03-04", "on = 2026-06-04", "2026-06-04 is in the future; today is 2026-06-01"),
        Damage("text = \"It happened\"", "text = \"\"", "is empty"),
        Damage("within = [2026-03-04, 2026-03-06]", "within = 2026-03-04", "is not a list of dates"),
    ]

    @Test("a damage is told with its line and what is expected", arguments: damages)
    func damaged(_ damage: Damage) throws {
        var lines = Self.lines
        let index = try #require(lines.firstIndex(of: damage.line), "\(damage.line)")
        lines[index] = damage.into
        let faults = Self.faults(lines)
        let first = try #require(faults.first)
        #expect(first.hasPrefix("x.toml, line \(index + 1), "), "\(faults)")
        #expect(first.contains(damage.words), "\(faults)")
    }

    @Test("every key that is of another type is told with its line and its name")
    func types() {
        for (index, line) in Self.lines.enumerated() where !line.hasPrefix("[") {
            guard let equals = line.firstRange(of: " = ") else { continue }
            let key = line[..<equals.lowerBound]
            var lines = Self.lines
            lines[index] = "\(key) = \(line.hasSuffix("]") || line.hasSuffix("}") ? "true" : "{ odd = [[]] }")"
            let faults = Self.faults(lines)
            #expect(
                faults.contains { $0.hasPrefix("x.toml, line \(index + 1), ") && $0.contains("“\(key)”: ") },
                "\(lines[index]): \(faults)"
            )
        }
    }

    @Test("every key that is misspelt is told with its line, and what was perhaps meant")
    func names() {
        for (index, line) in Self.lines.enumerated() where !line.hasPrefix("[") && !line.hasPrefix("format") {
            guard let equals = line.firstRange(of: " = ") else { continue }
            let key = line[..<equals.lowerBound]
            var lines = Self.lines
            lines[index] = "\(key)x\(line[equals.lowerBound...])"
            let faults = Self.faults(lines)
            let isTold = faults.contains {
                $0.hasPrefix("x.toml, line \(index + 1), ") && $0.contains("“\(key)x”: is not a key of ")
            }
            #expect(isTold, "\(lines[index]): \(faults)")
        }
    }

    @Test("every key that must be there and is not is told by its name")
    func missing() {
        let needed = ["format", "id", "name", "store", "storefronts", "day0", "access"]
        for key in needed {
            var lines = Self.lines
            lines.removeAll { $0 == Self.lines.first { $0.hasPrefix("\(key) = ") } }
            #expect(Self.faults(lines).contains { $0.contains("“\(key)”: is missing") }, "\(key)")
        }
        for (table, keys) in [
            ("[sources.a]", ["name", "published"]), ("[[availability]]", ["on", "storefronts", "source"]),
            ("[[delisted]]", ["on", "storefronts", "kind", "source"]),
            ("[[figures]]", ["metric", "value", "kind", "source"]), ("[[events]]", ["on", "text", "source"]),
        ] {
            for key in keys {
                var lines = Self.lines
                guard let start = lines.firstIndex(of: table),
                    let index = lines[start...].firstIndex(where: { $0.hasPrefix("\(key) = ") })
                else { continue }
                lines.remove(at: index)
                let faults = Self.faults(lines)
                #expect(faults.contains { $0.contains("“\(key)”: is missing") }, "\(table) \(key): \(faults)")
            }
        }
    }
}
