import Formats
import Foundation
import Input
import Market
import TestSupport
import Testing

@Suite("Chart CSV")
struct ChartCSVTests {
    private let header = "time,store,storefront,chart,genre,rank,app,name,developer"

    private func decode(_ rows: [String], header: String? = nil) throws -> Decoded {
        let text = ([header ?? self.header] + rows).joined(separator: "\n") + "\n"
        return try SnapshotDecoder.decode(Document(origin: "f.csv", body: Data(text.utf8)))
    }

    @Test("chart CSV rows in any order are grouped into one snapshot per chart and time")
    func snapshots() throws {
        let decoded = try decode([
            "2026-03-02T00:00:00Z,appstore,us,top-free,,1,9,I,x", "2026-03-01T00:00:00Z,apple,us,top-free,36,2,2,B,y",
            "2026-03-01T00:00:00Z,appstore,us,top-free,all,1,1,\"A, \"\"quoted\"\"\",x",
        ])
        #expect(decoded.warnings.isEmpty)
        #expect(decoded.snapshots.map { $0.entries.map { $0.name ?? "" } } == [["A, \"quoted\"", "B"], ["I"]])
        #expect(decoded.snapshots.allSatisfy { $0.coverage == .full && $0.chart == Fixtures.chart() })
    }

    @Test(
        "a chart CSV may omit the genre, name and developer columns, and have columns in any order and case",
        arguments: [
            ("time,store,storefront,chart,rank,app", "2026-03-01,appstore,us,top-free,1,7"),
            ("App,Rank,Chart,Storefront,Store,Time,Genre", "7,1,top-free,us,appstore,2026-03-01,6014"),
            ("time,store,storefront,chart,genre,rank,app,name", "2026-03-01,appstore,us,top-free,6014,1,7,A"),
        ]
    )
    func columns(header: String, row: String) throws {
        let snapshot = try decode([row], header: header).snapshots[0]
        #expect(snapshot.entries.map(\.app.text) == ["7"])
        #expect(snapshot.chart.genre?.id == (row.contains("6014") ? "6014" : nil))
    }

    @Test("the app column of a chart CSV is read as names if there is a separate column of ids")
    func collector() throws {
        let header = "time,store,storefront,chart,rank,app,app_id"
        let entry = try decode(["2026-03-01,appstore,us,top-free,1,Quill,7"], header: header).snapshots[0].entries[0]
        #expect(entry.app.text == "7" && entry.name == "Quill")
    }

    @Test("chart CSV rows with the same problem cause one warning that gives their number")
    func repeated() throws {
        let bad = (1...1_204).map { "2026-03-01,appstore,xx,top-free,,\($0),\($0),A,x" }
        let decoded = try decode(["2026-03-01,appstore,us,top-free,,1,7,A,x"] + bad)
        let warning = try #require(decoded.warnings.first)
        #expect(decoded.warnings.count == 1 && warning.count == 1_204)
        let text = warning.description
        #expect(text.hasPrefix("f.csv:3: row skipped: column storefront: unknown storefront \"xx\""), "\(text)")
        #expect(text.hasSuffix(" (first of 1,204 lines)"), "\(text)")
    }

    @Test("a chart CSV snapshot whose ranks don't start at 1 is partial")
    func partial() throws {
        let snapshot = try decode(["2026-03-01,appstore,us,top-free,,7,1,A,x"]).snapshots[0]
        #expect(snapshot.coverage == .partial)
        #expect(snapshot.observedAt == Fixtures.time("2026-03-01"))
    }

    @Test(
        "an invalid chart CSV row is skipped with a warning that gives its line",
        arguments: [
            ("2026-03-01,appstore,us,top-free,,0,2,B,y", "column rank: \"0\" is out of range; use 1 to 65535"),
            ("2026-03-01,appstore,us,top-free,,x,2,B,y", "column rank: \"x\" isn't a whole number"),
            (
                "yesterday,appstore,us,top-free,,2,2,B,y",
                "column time: invalid value \"yesterday\"; expected a time such as 2026-03-10T00:00:00Z"
            ),
            (
                "2026-03-01,shop,us,top-free,,2,2,B,y",
                "column store: invalid value \"shop\"; expected a store (appstore or googleplay)"
            ),
            (
                "2026-03-01,appstore,us,top-free,,2,1.70E+09,B,y",
                "column app: invalid App Store id \"1.70E+09\": the number was rounded; use the full number (in a "
                    + "spreadsheet, format the column as text)"
            ),
            (
                "2026-03-01,appstore,us,top-free,,2,com.example.b,B,y",
                "column app: \"com.example.b\" is a package name, not an App Store id; use the number"
            ),
            (
                "2026-03-01,appstore,us,top free,,2,2,B,y",
                "column chart: invalid value \"top free\"; expected a chart such as top-free"
            ),
            ("2026-03-01,appstore,us,top-free,,2,,B,y", "column app: the app id is empty"),
            ("2026-03-01,appstore,us,top-free,,2,2,B", "8 fields, but the header has 9"),
            ("2026-03-01,appstore,us,top-free,,1,2,B,y", "duplicate rank 1, already used by app 1"),
            ("2026-03-01,appstore,us,top-free,,1,1,A,x", "duplicate entry: app 1 at #1"),
            ("2026-03-01,appstore,us,top-free,,2,1,B,y", "duplicate app 1 at #2, first listed at #1"),
            ("2026-03-01,appstore,us,top-free,,2,2,\"B,y", "unclosed quote"),
        ]
    )
    func brokenRows(row: String, problem: String) throws {
        let decoded = try decode(["2026-03-01,appstore,us,top-free,,1,1,A,x", row])
        #expect(decoded.snapshots[0].entries.map(\.app.text) == ["1"])
        #expect(decoded.warnings.map(\.description) == ["f.csv:3: row skipped: \(problem)"])
    }

    @Test(
        "a chart CSV row with an unknown storefront or genre is skipped",
        arguments: ["2026-03-01,appstore,zz,top-free,,2,2,B,y", "2026-03-01,appstore,us,top-free,gmaes,2,2,B,y"]
    )
    func vocabulary(row: String) throws {
        let decoded = try decode(["2026-03-01,appstore,us,top-free,,1,1,A,x", row])
        #expect(decoded.snapshots.count == 1 && decoded.warnings.map(\.position?.line) == [3])
    }

    @Test("chart CSV ids with a zero fraction, the prefix id or leading zeros identify the same app")
    func ids() throws {
        let decoded = try decode([
            "2026-03-01,appstore,us,top-free,,1,1700000001.0,A,x",
            "2026-03-02,appstore,us,top-free,,1.0,id1700000001,A,x",
            "2026-03-03,appstore,us,top-free,,1,001700000001,A,x",
        ])
        #expect(decoded.warnings.isEmpty)
        #expect(decoded.snapshots.map { $0.entries.map(\.app.text) } == Array(repeating: ["1700000001"], count: 3))
    }

    @Test("a chart CSV snapshot whose last row is invalid is partial", arguments: ["0,2,B,y", "2,,B,y", "2,2"])
    func lostRow(row: String) throws {
        let decoded = try decode([
            "2026-03-01,appstore,us,top-free,,1,1,A,x", "2026-03-01,appstore,us,top-free,,\(row)",
        ])
        #expect(decoded.snapshots.map(\.coverage) == [.partial])
    }

    @Test("an unclosed quote in a chart CSV invalidates only its line")
    func openQuote() throws {
        let decoded = try decode([
            "2026-03-01,appstore,us,top-free,,1,1,A,x", "2026-03-01,appstore,us,top-free,,3,3,\"C,z",
            "2026-03-01,appstore,us,top-free,,2,2,B,y",
        ])
        #expect(decoded.snapshots[0].entries.map(\.app.text) == ["1", "2"])
        #expect(decoded.warnings.map(\.position?.line) == [3])
    }

    @Test("a chart CSV's edition and coverage columns are decoded, and header names may be quoted")
    func further() throws {
        let quoted = header.split(separator: ",").map { "\"\($0)\"" }.joined(separator: ",") + ",edition,coverage"
        let row = "2026-03-01,appstore,us,top-free,,1,1,A,x,without-games,partial"
        let snapshot = try decode([row], header: quoted).snapshots[0]
        #expect(snapshot.chart.edition == .withoutGames)
        #expect(snapshot.coverage == .partial)
    }

    @Test("line numbers in warnings about a chart CSV count line breaks inside quoted fields")
    func lines() throws {
        let decoded = try decode([
            "2026-03-01,appstore,us,top-free,,1,1,\"two\nlines\",x", "", "2026-03-01,appstore,us,top-free,,0,2,B,y",
        ])
        #expect(decoded.snapshots[0].entries[0].name == "two\nlines")
        #expect(decoded.warnings.map(\.position?.line) == [5])
    }

    @Test("a chart CSV with missing columns is rejected with an error that names them")
    func wrongHeader() throws {
        let error = try #require(throws: InputError.self) {
            try decode(["2026-03-01,us,1"], header: "time,storefront,rank")
        }
        #expect(error.description.hasPrefix("f.csv:1: missing columns store, chart, app;"))
    }

    @Test("a chart CSV with only invalid rows is rejected with the error of the first row", arguments: ["\n", "\r\n"])
    func nothingLeft(lineEnd: String) throws {
        let text = [header, "2026-03-01,appstore,us,top-free,,0,2,B,y"].joined(separator: lineEnd)
        let error = try #require(throws: InputError.self) {
            try SnapshotDecoder.decode(Document(origin: "f.csv", body: Data(text.utf8)))
        }
        #expect(error.position?.line == 2)
    }

    @Test("a chart CSV row with invalid UTF-8 is skipped with a warning that gives line and column")
    func encoding() throws {
        let rows = ["2026-03-01,appstore,us,top-free,,1,1,A,x", "2026-03-01,appstore,us,top-free,,2,2,caf#,y"]
        let text = ([header] + rows).joined(separator: "\n")
        let body = Data(text.utf8.map { $0 == UInt8(ascii: "#") ? 0xE9 : $0 })
        let decoded = try SnapshotDecoder.decode(Document(origin: "f.csv", body: body))
        #expect(decoded.snapshots[0].entries.count == 1)
        #expect(decoded.warnings.map(\.description) == ["f.csv:3: row skipped: column name: invalid UTF-8"])
    }

    @Test("at most 1,000 different warnings about a chart CSV are listed, and the others are counted")
    func manyWarnings() throws {
        let invalid = (1...1_500).map { "2026-03-01,appstore,us,top-free,,2,x\($0),A,x" }
        let decoded = try decode(["2026-03-01,appstore,us,top-free,,1,1,A,x"] + invalid)
        #expect(decoded.warnings.count == 1_001)
        #expect(decoded.warnings.last?.description == "f.csv: 500 more warnings")
    }

    @Test("a chart CSV's interleaved rows are grouped by chart, and rows with extra fields are skipped")
    func interleaved() throws {
        let rows = (1...300).flatMap { rank in
            ["us", "jp"].map { "2026-03-01,appstore,\($0),top-free,,\(rank),\(rank),A,x" }
        }
        let decoded = try decode(rows + [String(repeating: ",", count: 100_000)])
        #expect(decoded.snapshots.map(\.entries.count) == [300, 300])
        #expect(decoded.warnings.map(\.problem) == ["row skipped: 100001 fields, but the header has 9"])
    }
}
