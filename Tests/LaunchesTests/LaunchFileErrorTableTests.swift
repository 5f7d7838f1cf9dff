import Foundation
import Input
import Launches
import Market
import TestSupport
import Testing

@Suite("Error messages for launch and anchor files")
struct LaunchFileErrorTableTests {
    private static let head = [
        "format = 1", "id = \"x\"", "name = \"X\"", "app = \"7\"", "store = \"appstore\"",
        "storefronts = [\"us\", \"ca\"]", "day0 = 2026-03-01", "access = \"open\"",
    ]

    private static let heads = [
        "format = 2", "id = \"Bad Id\"", "kind = \"rise\"", "app = \"launch:x\"", "store = \"shop\"",
        "storefronts = [\"usx\"]", "storefronts = [\"us\", \"us\"]", "day0 = \"soon\"", "access = \"\"", "name = 3",
        "nam = \"x\"", "missing = [1]", "conflicts = [{ name = \"a\" }]",
        "conflicts = [{ name = \"a\", text = \"b\" }, { name = \"a\", text = \"c\" }]", "scope = { store = [] }",
        "scope = { stores = [\"shop\"] }", "sources = { b = { name = \"B\", published = \"March\" } }",
        "sources = { b = { name = \"B\", address = \"b.com\", published = \"2026\" } }",
        "sources = { b = { name = \"B\", published = \"2027\" } }", "sources = 1",
    ]

    private static let figure = [
        "metric = \"downloads\"", "value = 5", "on = 2026-03-01", "kind = \"estimate\"", "source = \"a\"",
    ]

    private static let figures = [
        "metric = \"steps\"", "value = -1", "value = \"5\"", "on = \"soon\"", "on = 2026-02-28", "on = 2026-07-01",
        "on = 2205-10-06", "kind = \"guess\"", "source = \"b\"", "at_least = true", "at-least = 1", "to = 2026-03-02",
        "through = 2026-03-02", "where = \"worldwide\"", "conflict = \"c\"", "each-between = [2, 1]",
        "each-between = [1, 9]", "chart = \"top-free\"", "web = 1", "values = []",
        "on = 2026-03-01\nstores = [\"shop\"]",
    ]

    private static let ranks = [
        "value = 0", "chart = \"Top!\"", "storefronts = [\"us\", \"ca\"]", "genre = \"gamez\"",
        "stores = [\"appstore\", \"googleplay\"]",
    ]

    private static let tables = [
        "[[figures]]\nmetric = \"downloads\"\nvalue = 5\ndays = [2026-03-02]\nkind = \"estimate\"\nsource = \"a\"",
        "[[figures]]\nmetric = \"downloads\"\nvalue = 5\nfrom = 2026-03-02\nto = 2026-03-01\nkind = \"estimate\"\nsource = \"a\"",
        "[[figures]]\nmetric = \"downloads\"\nas = \"on\"\nvalues = [[2026-03-02, 1], [2026-03-02, 2]]\nkind = \"estimate\"\n"
            + "source = \"a\"",
        "[[figures]]\nmetric = \"downloads\"\nvalue = 100\nfrom = 2026-03-01\nto = 2026-03-03\neach-between = [1, 9]\n"
            + "kind = \"estimate\"\nsource = \"a\"",
        total("567", "2026-03-05") + total("499", "2026-03-06"),
        total("567", "2026-03-05") + total("777", "2026-03-05"),
        total("100", "2026-03-02") + day("90", "2026-03-01") + day("80", "2026-03-02"),
        "[[availability]]\non = 2026-03-10\nstorefronts = [\"us\"]\nsource = \"a\"",
        "[[availability]]\non = 2026-03-10\nsource = \"a\"",
        "[[delisted]]\non = 2026-04-10\nstorefronts = [\"fr\"]\nkind = \"observed\"\nsource = \"a\"",
        "[[delisted]]\non = 2026-02-10\nstorefronts = [\"us\"]\nkind = \"observed\"\nsource = \"a\"",
        rank("2026-05-02") + "[[delisted]]\non = 2026-05-01\nstorefronts = []\nkind = \"observed\"\nsource = \"a\"",
        "[[events]]\non = 2026-03-04\nwithin = [2026-03-01, 2026-03-02]\ntext = \"e\"\nsource = \"a\"",
        "[[events]]\nwithin = [2026-03-02]\ntext = \"e\"\nsource = \"a\"",
        "[[events]]\non = 2026-07-04\ntext = \"e\"\nsource = \"a\"", "events = 1",
    ]

    private static func total(_ value: String, _ day: String) -> String {
        "[[figures]]\nmetric = \"downloads\"\nvalue = \(value)\nthrough = \(day)\nseries = \"s\"\nkind = \"estimate\"\nsource = \"a\"\n"
    }

    private static func day(_ value: String, _ day: String) -> String {
        "[[figures]]\nmetric = \"downloads\"\nvalue = \(value)\non = \(day)\nseries = \"s\"\nkind = \"estimate\"\nsource = \"a\"\n"
    }

    private static func rank(_ day: String) -> String {
        "[[figures]]\nmetric = \"rank\"\nvalue = 5\non = \(day)\nstorefronts = [\"us\"]\nchart = \"top-free\"\nkind = \"observed\"\n"
            + "source = \"a\"\n"
    }

    private static let anchor = [
        "on = 2022-04-26", "rank = 1", "downloads = 146_000", "store = \"appstore\"", "storefront = \"us\"",
        "chart = \"top-free\"", "kind = \"estimate\"", "source = \"one\"",
    ]

    private static let anchors = [
        "rank = 0", "downloads = 0", "on = \"soon\"", "year = 2022", "store = \"shop\"", "storefront = \"ja\"",
        "chart = \"Top!\"", "kind = \"guess\"", "source = \"on\"", "genre = \"6014\"\nedition = \"all\"",
        "edition = \"games\"", "ranks = 1",
    ]

    /// Returns the lines with the line of a key replaced, or with a new key's line added at the end.
    private static func replacing(_ lines: [String], with line: String) -> String {
        let key = line.prefix { $0 != " " }
        var lines = lines
        if let index = lines.firstIndex(where: { $0.hasPrefix("\(key) =") }) {
            lines[index] = line
        } else {
            lines.append(line)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    @Test("error messages for launch and anchor files match the golden file")
    func table() {
        var lines: [String] = []
        func add(_ title: String, _ texts: [String], _ errors: (String) -> [InputError]) {
            lines.append(title)
            for text in texts {
                let shown = text.split(separator: "\n").joined(separator: " ⏎ ")
                lines.append("  \(shown.count > 100 ? "…" + shown.suffix(100) : shown)")
                let found = errors(text).map { "    \($0.description)" }
                lines += found.isEmpty ? ["    (none)"] : found
            }
        }
        func read(_ text: String) -> [InputError] {
            LaunchFile.read(text, origin: "x.toml", checkedOn: Fixtures.day("2026-06-01")).errors
        }
        let sources = "[sources.a]\nname = \"A\"\npublished = \"2026-03\"\n"
        let head = Self.head.joined(separator: "\n") + "\n"
        let rank = [
            "metric = \"rank\"", "value = 5", "on = 2026-03-01", "storefronts = [\"us\"]", "chart = \"top-free\"",
            "kind = \"observed\"", "source = \"a\"",
        ]
        add("launch", Self.heads) { read(Self.replacing(Self.head, with: $0)) }
        add("figure", Self.figures) { read(head + sources + "[[figures]]\n" + Self.replacing(Self.figure, with: $0)) }
        add("rank", Self.ranks) { read(head + sources + "[[figures]]\n" + Self.replacing(rank, with: $0)) }
        add("tables", Self.tables) { read($0.hasPrefix("[[") ? head + sources + $0 : head + $0 + "\n" + sources) }
        add("missing keys", ["format = 1\n"], read)
        add("anchor", Self.anchors) { line in
            let head = "format = 1\n[sources.one]\nname = \"One\"\npublished = \"2022-06\"\n[[anchors]]\n"
            return DemandAnchorFile.read(head + Self.replacing(Self.anchor, with: line), origin: "a.toml").errors
        }
        let difference = Golden.difference(of: lines.joined(separator: "\n") + "\n", named: "errors-launch-files")
        #expect(difference == nil, "\(difference ?? "")")
    }

    @Test("the error for a launch file with several errors names the command that lists all of them")
    func first() {
        let error = #expect(throws: InputError.self) {
            try LaunchFile.decode("format = 1\nid = \"x\"\nnam = 3\n", origin: "x.toml")
        }
        #expect(
            error?.description.hasSuffix("run `launchtop show library --check` for all)") == true,
            "\(String(describing: error))"
        )
    }
}
