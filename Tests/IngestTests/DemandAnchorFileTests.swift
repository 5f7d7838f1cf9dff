import Foundation
import Ingest
import Market
import TestSupport
import Testing

@Suite("Files of demand anchors")
struct DemandAnchorFileTests {
    private static let bundled = Fixtures.repository.appendingPathComponent("Data/demand/anchors.toml")

    private let head = """
        format = 1
        [sources.one]
        name = "One"
        published = "2022-06"
        [[anchors]]

        """

    private let good: [String] = [
        "on = 2022-04-26", "rank = 1", "downloads = 146_000", "store = \"appstore\"", "storefront = \"us\"",
        "chart = \"top-free\"", "kind = \"estimate\"", "source = \"one\"",
    ]

    /// The good anchor with the line of a key in another way; without it where that is empty.
    private func text(_ key: String, _ line: String) -> String {
        var lines = good.filter { !$0.hasPrefix("\(key) ") }
        if !line.isEmpty { lines.append(line) }
        return head + lines.joined(separator: "\n") + "\n"
    }

    @Test("the bundled anchors are without fault, each with a source and of a chart of its own")
    func bundledFile() throws {
        let (anchors, faults) = DemandAnchorFile.read(file: Self.bundled)
        #expect(faults.isEmpty, "\(faults.map(\.description))")
        #expect(anchors.count == 8)
        let games = try #require(Genre(stored: "6014"))
        let us = try #require(Storefront(stored: "us"))
        let apps = Chart(storefront: us, kind: .topFree, edition: .withoutGames)
        #expect(
            anchors.filter { $0.chart == apps }.map(\.downloads) == [136, 90, 114, 185, 156, 146].map { $0 * 1000 }
        )
        #expect(anchors.filter { $0.chart.genre == games }.map(\.date) == ["2019", "2022"])
        for anchor in anchors {
            #expect(anchor.source.address?.hasPrefix("http") == true && anchor.source.published.hasPrefix("20"))
            #expect(anchor.kind == .estimate)
        }
    }

    @Test("an anchor is read as it stands")
    func whole() throws {
        let extra = "genre = \"6014\"\nnote = \"why\"\nconflicts = [\"another says 2\"]\n"
        let (anchors, faults) = DemandAnchorFile.read(text("x", extra), origin: "a.toml")
        #expect(faults.isEmpty, "\(faults)")
        let anchor = try #require(anchors.first)
        #expect(anchor.chart.genre == Genre(stored: "6014") && anchor.chart.edition == .all)
        #expect(anchor.rank == .first && anchor.downloads == 146_000 && anchor.date == "2022-04-26")
        #expect(anchor.source == Citation(name: "One", address: nil, published: "2022-06"))
        #expect(anchor.note == "why" && anchor.conflicts == ["another says 2"])
    }

    @Test(
        "what is wrong is told with its line and column",
        arguments: [
            ("rank", "rank = 0", "line 13, column 8, anchor 1, “rank”: 0 is not 1 to 65535"),
            ("rank", "rank = 9223372036854775807", "“rank”: 9223372036854775807 is not 1 to 65535"),
            ("rank", "", "“rank”: is missing"),
            ("downloads", "downloads = 0", "is not more than 0 and at most 10⁹"),
            ("downloads", "downloads = inf", "is not more than 0 and at most 10⁹"),
            ("downloads", "downloads = nan", "is not more than 0 and at most 10⁹"),
            ("on", "", "needs exactly one of year and on"),
            ("rank", "rank = 1\nyear = 2022", "needs exactly one of year and on"),
            ("on", "year = 99999", "99999 is not a year from 2008 to 2100"),
            ("on", "on = \"soon\"", "is not a date such as"),
            ("store", "store = \"corner\"", "“corner” is not a store"),
            ("chart", "chart = \"top free\"", "is not a chart such as top-free"),
            ("kind", "kind = \"guess\"", "is not one of exact"),
            ("source", "source = \"on\"", "“on” is not among [sources]"),
            ("x", "genre = \"6014\"\nedition = \"all\"", "belongs to a chart of the whole store"),
            ("x", "edition = \"games\"", "is not all or without-games"),
            ("x", "ranks = 1", "is not a key of an anchor"),
        ]
    )
    func faults(key: String, line: String, problem: String) throws {
        let (anchors, faults) = DemandAnchorFile.read(text(key, line), origin: "a.toml")
        #expect(anchors.isEmpty)
        #expect(faults.count == 1)
        let fault = try #require(faults.first).description
        #expect(fault.hasPrefix("a.toml, line "), "\(fault)")
        #expect(fault.contains(problem), "\(fault)")
    }

    @Test("all faults are told at once, and a broken anchor leaves no anchors")
    func several() {
        let body = text("rank", "rank = 0") + "[[anchors]]\n" + text("kind", "kind = \"x\"").dropFirst(head.count)
        let (anchors, faults) = DemandAnchorFile.read(String(body), origin: "a.toml")
        #expect(anchors.isEmpty)
        #expect(faults.map { $0.description.contains("rank") } == [true, false])
    }

    @Test("an anchor that stands there twice is refused, and so is another format")
    func twice() {
        let body = text("x", "")
        let again = body + "[[anchors]]\n" + good.joined(separator: "\n")
        #expect(
            DemandAnchorFile.read(again, origin: "a").faults.map(\.problem).first?.hasPrefix("is there twice") == true
        )
        let other = body.replacingOccurrences(of: "format = 1", with: "format = 2")
        #expect(DemandAnchorFile.read(other, origin: "a").faults.map(\.problem) == ["is 2; this reads format 1"])
        #expect(DemandAnchorFile.read("format = ", origin: "a").faults.count == 1)
        #expect(DemandAnchorFile.read(file: Self.bundled.appendingPathExtension("no")).faults.count == 1)
    }
}
