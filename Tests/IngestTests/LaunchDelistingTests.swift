import Ingest
import Market
import TestSupport
import Testing

@Suite("Where an app is no longer")
struct LaunchDelistingTests {
    private static func faults(_ tables: String) -> [String] {
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
        return LaunchFile.read(text, origin: "x", checkedOn: Fixtures.day("2026-06-01")).faults.map(\.description)
    }

    private static func rank(_ period: String) -> String {
        "[[figures]]\nmetric = \"rank\"\nvalue = 5\n\(period)\nkind = \"observed\"\nsource = \"a\"\nchart = \"top-free\"\n"
    }

    @Test(
        "a storefront is left once, after the app came there, and no rank is from after it",
        arguments: [
            ("on = 2026-04-10\nstorefronts = []", "on = 2026-04-10", ""),
            (
                "on = 2026-04-10\nstorefronts = [\"us\"]", "on = 2026-04-11",
                "the app left App Store US on 2026-04-10, before"
            ),
            ("on = 2026-04-10\nstorefronts = []", "on = 2026-04-11", "the app left App Store US on 2026-04-10, before"),
            (
                "on = 2026-04-10\nstorefronts = [\"us\"]\nstores = [\"googleplay\"]", "on = 2026-04-09",
                "never came to Google Play US"
            ),
            (
                "on = 2026-04-10\nstorefronts = [\"fr\"]", "on = 2026-03-10",
                "by this file the app never came to App Store FR"
            ),
            (
                "on = 2026-03-05\nstorefronts = [\"de\"]", "on = 2026-03-10",
                "came to App Store DE on 2026-03-10, after it left"
            ),
            ("on = 2026-02-10\nstorefronts = [\"us\"]", "on = 2026-02-09", "2026-02-10 is before day 0"),
            ("on = 2026-07-10\nstorefronts = [\"us\"]", "on = 2026-03-10", "2026-07-10 is in the future"),
            ("on = 2026-04-10", "on = 2026-03-10", "“storefronts”: is missing"),
        ]
    )
    func delisting(entry: String, period: String, words: String) {
        let rank = Self.rank(period)
        let came = "[[availability]]\non = 2026-03-10\nstorefronts = [\"de\"]\nsource = \"a\"\n"
        let faults = Self.faults(rank + came + "[[delisted]]\n\(entry)\nkind = \"observed\"\nsource = \"a\"\n")
        if words.isEmpty {
            #expect(faults.isEmpty)
        } else {
            #expect(faults.contains { $0.contains(words) }, "\(faults)")
        }
    }

    @Test("two days of leaving one place contradict each other")
    func leavingTwice() {
        func left(_ day: String) -> String {
            "[[delisted]]\non = \(day)\nstorefronts = [\"us\"]\nkind = \"observed\"\nsource = \"a\"\n"
        }
        #expect(Self.faults(left("2026-04-01") + left("2026-04-01")).isEmpty)
        let faults = Self.faults(left("2026-04-01") + left("2026-04-02"))
        #expect(
            faults.count == 1 && faults[0].contains("left App Store US on 2026-04-01 by this file already"),
            "\(faults)"
        )
    }

    @Test("a scope has ended when all of it was left, and not before that was known")
    func end() throws {
        let source = Citation(name: "A", address: nil, published: "2026")
        func left(_ day: String, _ codes: [String], _ stores: [Store] = [.appStore]) -> Delisting {
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
        #expect(try end([left("2026-04-01", [])], ["us", "ca"]) == "2026-04-01")
        #expect(try end([left("2026-04-01", [])], []) == "2026-04-01")
        #expect(try end([left("2026-04-01", ["us"])], ["us", "ca"]) == nil)
        #expect(try end([left("2026-04-01", ["us"]), left("2026-04-03", ["ca"])], ["us", "ca"]) == "2026-04-03")
        #expect(try end([left("2026-04-01", ["us", "ca"])], []) == nil)
        #expect(try end([left("2026-04-01", [])], ["us"], [.appStore, .googlePlay]) == nil)
        #expect(
            try end([left("2026-04-01", [], [.appStore, .googlePlay])], [], [.appStore, .googlePlay]) == "2026-04-01"
        )
        #expect(try end([left("2026-05-01", [])], []) == nil)
        #expect(try end([left("2026-04-01", [])], [], []) == nil)
    }
}
