import Foundation
import Input
import Launches
import Market
import TestSupport
import Testing

@Suite("Demand anchor files")
struct DemandAnchorFileTests {
    private static let bundled = Fixtures.repository.appendingPathComponent("Data/demand/anchors.toml")

    private let head = """
        format = 1
        [sources.one]
        name = "One"
        published = "2022-06"
        [[anchors]]

        """

    private let valid: [String] = [
        "on = 2022-04-26", "rank = 1", "downloads = 146_000", "store = \"appstore\"", "storefront = \"us\"",
        "chart = \"top-free\"", "kind = \"estimate\"", "source = \"one\"",
    ]

    /// Returns the text of a file with the valid anchor, with the line for a key replaced, or removed if `line` is
    /// empty.
    private func text(_ key: String, _ line: String) -> String {
        var lines = valid.filter { !$0.hasPrefix("\(key) ") }
        if !line.isEmpty { lines.append(line) }
        return head + lines.joined(separator: "\n") + "\n"
    }

    @Test("the bundled demand anchors are valid, and each is an estimate with a source and a URL")
    func bundledFile() throws {
        let (anchors, errors) = DemandAnchorFile.read(file: Self.bundled)
        #expect(errors.isEmpty, "\(errors.map(\.description))")
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

    @Test("decoding a demand anchor reads all of its keys")
    func allKeys() throws {
        let extra = "genre = \"6014\"\nnote = \"why\"\nconflicts = [\"another says 2\"]\n"
        let (anchors, errors) = DemandAnchorFile.read(text("x", extra), origin: "a.toml")
        #expect(errors.isEmpty, "\(errors)")
        let anchor = try #require(anchors.first)
        #expect(anchor.chart.genre == Genre(stored: "6014") && anchor.chart.edition == .all)
        #expect(anchor.rank == .first && anchor.downloads == 146_000 && anchor.date == "2022-04-26")
        #expect(anchor.source == Citation(name: "One", address: nil, published: "2022-06"))
        #expect(anchor.note == "why" && anchor.conflicts == ["another says 2"])
    }

    @Test(
        "an invalid demand anchor causes one error that states the problem",
        arguments: [
            ("rank", "rank = 0", "a.toml:13:8: anchor 1 rank: invalid rank 0; expected 1 to 65535"),
            ("rank", "rank = 9223372036854775807", "rank: invalid rank 9223372036854775807; expected 1 to 65535"),
            ("rank", "", "missing key \"rank\""),
            ("downloads", "downloads = 0", "expected more than 0 and at most 10⁹"),
            ("downloads", "downloads = inf", "expected more than 0 and at most 10⁹"),
            ("downloads", "downloads = nan", "expected more than 0 and at most 10⁹"),
            ("on", "", "needs either \"year\" or \"on\""),
            ("rank", "rank = 1\nyear = 2022", "needs either \"year\" or \"on\""),
            ("on", "year = 99999", "invalid year 99999; expected 2008 to 2100"),
            ("on", "on = \"soon\"", "expected a date such as"),
            ("store", "store = \"corner\"", "invalid value \"corner\"; expected appstore or googleplay"),
            ("chart", "chart = \"top free\"", "expected a chart kind such as top-free"),
            ("kind", "kind = \"guess\"", "expected one of exact"),
            ("source", "source = \"on\"", "unknown source \"on\""),
            ("x", "genre = \"6014\"\nedition = \"all\"", "only allowed for charts without a genre"),
            ("x", "edition = \"games\"", "expected all or without-games"),
            ("x", "ranks = 1", "unknown key \"ranks\" in anchor 1; did you mean \"rank\"?"),
        ]
    )
    func errors(key: String, line: String, problem: String) throws {
        let (anchors, errors) = DemandAnchorFile.read(text(key, line), origin: "a.toml")
        #expect(anchors.isEmpty)
        #expect(errors.count == 1)
        let text = try #require(errors.first).description
        #expect(text.hasPrefix("a.toml:"), "\(text)")
        #expect(text.contains(problem), "\(text)")
    }

    @Test("all errors in a demand anchor file are reported at once, and no anchors are returned")
    func several() {
        let body = text("rank", "rank = 0") + "[[anchors]]\n" + text("kind", "kind = \"x\"").dropFirst(head.count)
        let (anchors, errors) = DemandAnchorFile.read(String(body), origin: "a.toml")
        #expect(anchors.isEmpty)
        #expect(errors.map { $0.description.contains("rank") } == [true, false])
    }

    @Test("a duplicate demand anchor, an unsupported format, invalid TOML and a missing file are errors")
    func duplicate() {
        let body = text("x", "")
        let again = body + "[[anchors]]\n" + valid.joined(separator: "\n")
        #expect(
            DemandAnchorFile.read(again, origin: "a").errors.map(\.problem).first?.hasPrefix("duplicate anchor") == true
        )
        let other = body.replacingOccurrences(of: "format = 1", with: "format = 2")
        #expect(
            DemandAnchorFile.read(other, origin: "a").errors.map(\.problem) == [
                "unsupported format 2; this version of launchtop reads format 1"
            ]
        )
        #expect(DemandAnchorFile.read("format = ", origin: "a").errors.count == 1)
        #expect(DemandAnchorFile.read(file: Self.bundled.appendingPathExtension("no")).errors.count == 1)
    }
}
