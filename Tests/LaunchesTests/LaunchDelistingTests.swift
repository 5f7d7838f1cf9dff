import Input
import Launches
import Market
import TestSupport
import Testing

@Suite("Delistings in launch files")
struct LaunchDelistingTests {
    private static func errors(_ tables: String) -> [String] {
        let text = """
            format = 1
            id = "x"
            name = "X"
            store = "appstore"
            storefronts = ["us"]
            day0 = 2026-03-01
            access = "open"
            [sources.a]
            name = "A"
            published = "2026-03"
            \(tables)
            """
        return LaunchFile.read(text, origin: "x", checkedOn: Fixtures.day("2026-06-01")).errors.map(\.description)
    }

    private static func rank(_ period: String) -> String {
        "[[figures]]\nmetric = \"rank\"\nvalue = 5\n\(period)\nkind = \"observed\"\nsource = \"a\"\nchart = \"top-free\"\n"
    }

    @Test(
        "a delisting before the app is available is an error, and so is a rank after the delisting",
        arguments: [
            ("on = 2026-04-10\nstorefronts = []", "on = 2026-04-10", ""),
            (
                "on = 2026-04-10\nstorefronts = [\"us\"]", "on = 2026-04-11",
                "the app was delisted on App Store US on 2026-04-10"
            ),
            (
                "on = 2026-04-10\nstorefronts = []", "on = 2026-04-11",
                "the app was delisted on App Store US on 2026-04-10"
            ),
            (
                "on = 2026-04-10\nstorefronts = [\"us\"]\nstores = [\"googleplay\"]", "on = 2026-04-09",
                "the app was never available on Google Play US"
            ),
            (
                "on = 2026-04-10\nstorefronts = [\"fr\"]", "on = 2026-03-10",
                "the app was never available on App Store FR"
            ),
            (
                "on = 2026-03-05\nstorefronts = [\"de\"]", "on = 2026-03-10",
                "the app was not available on App Store DE until 2026-03-10"
            ),
            ("on = 2026-02-10\nstorefronts = [\"us\"]", "on = 2026-02-09", "2026-02-10 is before day 0"),
            ("on = 2026-07-10\nstorefronts = [\"us\"]", "on = 2026-03-10", "2026-07-10 is in the future"),
            ("on = 2026-04-10", "on = 2026-03-10", "missing key \"storefronts\""),
        ]
    )
    func delisting(entry: String, period: String, expected: String) {
        let rank = Self.rank(period)
        let availability = "[[availability]]\non = 2026-03-10\nstorefronts = [\"de\"]\nsource = \"a\"\n"
        let errors = Self.errors(rank + availability + "[[delisted]]\n\(entry)\nkind = \"observed\"\nsource = \"a\"\n")
        if expected.isEmpty {
            #expect(errors.isEmpty)
        } else {
            #expect(errors.contains { $0.contains(expected) }, "\(errors)")
        }
    }

    @Test("a second delisting from a storefront is an error that gives the dates")
    func delistedTwice() {
        func delisted(_ day: String) -> String {
            "[[delisted]]\non = \(day)\nstorefronts = [\"us\"]\nkind = \"observed\"\nsource = \"a\"\n"
        }
        let twice = Self.errors(delisted("2026-04-01") + delisted("2026-04-01"))
        #expect(twice.count == 1)
        #expect(twice.first?.contains("duplicate delisting from App Store US on 2026-04-01; keep one") == true)
        let errors = Self.errors(delisted("2026-04-01") + delisted("2026-04-02"))
        #expect(
            errors.count == 1
                && errors[0].contains(
                    "conflicting delisting dates for App Store US: 2026-04-01 and 2026-04-02; keep one"
                ),
            "\(errors)"
        )
    }

    @Test("a launch ends in a scope on the day when the app is delisted from all of the scope's storefronts")
    func end() throws {
        let source = Citation(name: "A", address: nil, published: "2026")
        func delisted(_ day: String, _ codes: [String], _ stores: [Store] = [.appStore]) -> Delisting {
            Delisting(
                day: Fixtures.day(day),
                storefronts: codes.compactMap { Storefront(stored: $0) },
                stores: stores,
                kind: .observed,
                source: source
            )
        }
        func end(_ entries: [Delisting], _ codes: [String]?, _ stores: [Store] = [.appStore]) throws -> String? {
            var launch = try Fixtures.launch("sora")
            launch.delistings = entries
            let scope = Scope(stores: stores, storefronts: codes?.compactMap { Storefront(stored: $0) })
            return launch.end(in: scope, asOf: Fixtures.time("2026-05-01T12:00:00Z"))?.day.iso8601
        }
        #expect(try end([delisted("2026-04-01", [])], ["us", "ca"]) == "2026-04-01")
        #expect(try end([delisted("2026-04-01", [])], []) == "2026-04-01")
        #expect(try end([delisted("2026-04-01", ["us"])], ["us", "ca"]) == nil)
        #expect(
            try end([delisted("2026-04-01", ["us"]), delisted("2026-04-03", ["ca"])], ["us", "ca"]) == "2026-04-03"
        )
        #expect(try end([delisted("2026-04-01", ["us", "ca"])], []) == nil)
        #expect(try end([delisted("2026-04-01", [])], ["us"], [.appStore, .googlePlay]) == nil)
        #expect(
            try end([delisted("2026-04-01", [], [.appStore, .googlePlay])], [], [.appStore, .googlePlay])
                == "2026-04-01"
        )
        #expect(try end([delisted("2026-05-01", [])], []) == nil)
        #expect(try end([delisted("2026-04-01", [])], [], []) == nil)
    }
}
