import Foundation
import Ingest
import Market
import TestSupport
import Testing

@Suite("launchtop's own CSV")
struct ChartCSVTests {
    private let header = "time,store,storefront,chart,genre,rank,app,name,developer"

    private func decode(_ rows: [String], header: String? = nil) throws -> Decoded {
        let text = ([header ?? self.header] + rows).joined(separator: "\n") + "\n"
        return try SnapshotDecoder.decode(Document(origin: "f.csv", body: Data(text.utf8)))
    }

    @Test("rows in any order make one snapshot for each chart and time")
    func snapshots() throws {
        let decoded = try decode([
            "2026-03-02T00:00:00Z,appstore,us,top-free,,1,9,I,x", "2026-03-01T00:00:00Z,apple,us,top-free,36,2,2,B,y",
            "2026-03-01T00:00:00Z,appstore,us,top-free,all,1,1,\"A, \"\"quoted\"\"\",x",
        ])
        #expect(decoded.warnings.isEmpty)
        #expect(decoded.snapshots.map { $0.entries.map { $0.name ?? "" } } == [["A, \"quoted\"", "B"], ["I"]])
        #expect(decoded.snapshots.allSatisfy { $0.coverage == .full && $0.chart == Fixtures.chart() })
    }

    @Test("ranks with a hole are some places of a chart, and not the chart")
    func partial() throws {
        let snapshot = try decode(["2026-03-01,appstore,us,top-free,,7,1,A,x"]).snapshots[0]
        #expect(snapshot.coverage == .partial)
        #expect(snapshot.observedAt == Fixtures.time("2026-03-01"))
    }

    @Test(
        "a broken row is left out with its line; the others are read",
        arguments: [
            ("2026-03-01,appstore,us,top-free,,0,2,B,y", "column rank: \"0\" is out of range; use 1 to 65535"),
            ("2026-03-01,appstore,us,top-free,,x,2,B,y", "column rank: \"x\" isn't a whole number"),
            (
                "yesterday,appstore,us,top-free,,2,2,B,y",
                "column time: \"yesterday\" isn't a time such as 2026-03-10T00:00:00Z"
            ),
            ("2026-03-01,shop,us,top-free,,2,2,B,y", "column store: \"shop\" isn't a store (appstore or googleplay)"),
            (
                "2026-03-01,appstore,us,top-free,,2,1.70E+09,B,y",
                "column app: \"1.70E+09\" isn't an App Store id: a spreadsheet rounded the number; format the column as "
                    + "text and export again"
            ),
            (
                "2026-03-01,appstore,us,top-free,,2,com.example.b,B,y",
                "column app: \"com.example.b\" is a package name, not an App Store id; use the number"
            ),
            ("2026-03-01,appstore,us,top free,,2,2,B,y", "column chart: \"top free\" isn't a chart such as top-free"),
            ("2026-03-01,appstore,us,top-free,,2,,B,y", "column app: the app id is empty"),
            ("2026-03-01,appstore,us,top-free,,2,2,B", "8 fields where the header has 9"),
            ("2026-03-01,appstore,us,top-free,,1,2,B,y", "rank 1 is already taken by 1"),
            ("2026-03-01,appstore,us,top-free,,1,1,A,x", "app 1 is already listed at #1"),
            ("2026-03-01,appstore,us,top-free,,2,1,B,y", "app 1 is already listed at #1, and again at #2"),
            ("2026-03-01,appstore,us,top-free,,2,2,\"B,y", "a quoted field is never closed"),
        ]
    )
    func brokenRows(row: String, problem: String) throws {
        let decoded = try decode(["2026-03-01,appstore,us,top-free,,1,1,A,x", row])
        #expect(decoded.snapshots[0].entries.map(\.app.text) == ["1"])
        #expect(decoded.warnings.map(\.description) == ["f.csv, line 3: row left out: \(problem)"])
    }

    @Test(
        "unknown storefronts and genres cost their rows",
        arguments: ["2026-03-01,appstore,zz,top-free,,2,2,B,y", "2026-03-01,appstore,us,top-free,gmaes,2,2,B,y"]
    )
    func vocabulary(row: String) throws {
        let decoded = try decode(["2026-03-01,appstore,us,top-free,,1,1,A,x", row])
        #expect(decoded.snapshots.count == 1 && decoded.warnings.map(\.location) == ["line 3"])
    }

    @Test("one app is one id, however a spreadsheet wrote it")
    func ids() throws {
        let decoded = try decode([
            "2026-03-01,appstore,us,top-free,,1,1700000001.0,A,x",
            "2026-03-02,appstore,us,top-free,,1.0,id1700000001,A,x",
            "2026-03-03,appstore,us,top-free,,1,001700000001,A,x",
        ])
        #expect(decoded.warnings.isEmpty)
        #expect(decoded.snapshots.map { $0.entries.map(\.app.text) } == Array(repeating: ["1700000001"], count: 3))
    }

    @Test("a list that lost its last row is some places of its chart", arguments: ["0,2,B,y", "2,,B,y", "2,2"])
    func lostRow(row: String) throws {
        let decoded = try decode([
            "2026-03-01,appstore,us,top-free,,1,1,A,x", "2026-03-01,appstore,us,top-free,,\(row)",
        ])
        #expect(decoded.snapshots.map(\.coverage) == [.partial])
    }

    @Test("a quote that is never closed costs its line and not the rest")
    func openQuote() throws {
        let decoded = try decode([
            "2026-03-01,appstore,us,top-free,,1,1,A,x", "2026-03-01,appstore,us,top-free,,3,3,\"C,z",
            "2026-03-01,appstore,us,top-free,,2,2,B,y",
        ])
        #expect(decoded.snapshots[0].entries.map(\.app.text) == ["1", "2"])
        #expect(decoded.warnings.map(\.location) == ["line 3"])
    }

    @Test("edition and coverage are read where they are given, and quoted headers are headers")
    func further() throws {
        let quoted = header.split(separator: ",").map { "\"\($0)\"" }.joined(separator: ",") + ",edition,coverage"
        let row = "2026-03-01,appstore,us,top-free,,1,1,A,x,without-games,partial"
        let snapshot = try decode([row], header: quoted).snapshots[0]
        #expect(snapshot.chart.edition == .withoutGames)
        #expect(snapshot.coverage == .partial)
    }

    @Test("the line of an error counts the lines inside quoted fields")
    func lines() throws {
        let decoded = try decode([
            "2026-03-01,appstore,us,top-free,,1,1,\"two\nlines\",x", "", "2026-03-01,appstore,us,top-free,,0,2,B,y",
        ])
        #expect(decoded.snapshots[0].entries[0].name == "two\nlines")
        #expect(decoded.warnings.map(\.location) == ["line 5"])
    }

    @Test("a wrong header is refused with what it lacks")
    func wrongHeader() throws {
        let error = try #require(throws: IngestError.self) {
            try decode(["2026-03-01,us,1"], header: "time,storefront,rank")
        }
        #expect(
            error.description.hasPrefix(
                "f.csv, line 1: the header has no column store, chart, genre, app, name, developer;"
            )
        )
    }

    @Test("only broken rows: the first one's sentence", arguments: ["\n", "\r\n"])
    func nothingLeft(lineEnd: String) throws {
        let text = [header, "2026-03-01,appstore,us,top-free,,0,2,B,y"].joined(separator: lineEnd)
        let error = try #require(throws: IngestError.self) {
            try SnapshotDecoder.decode(Document(origin: "f.csv", body: Data(text.utf8)))
        }
        #expect(error.location == "line 2")
    }

    @Test("what is not UTF-8 is told with its line and never shown as something else")
    func encoding() throws {
        let rows = ["2026-03-01,appstore,us,top-free,,1,1,A,x", "2026-03-01,appstore,us,top-free,,2,2,caf#,y"]
        let text = ([header] + rows).joined(separator: "\n")
        let body = Data(text.utf8.map { $0 == UInt8(ascii: "#") ? 0xE9 : $0 })
        let decoded = try SnapshotDecoder.decode(Document(origin: "f.csv", body: body))
        #expect(decoded.snapshots[0].entries.count == 1)
        #expect(decoded.warnings.map(\.description) == ["f.csv, line 3: row left out: column name: isn't valid UTF-8"])
    }

    @Test("of very many broken rows a thousand are told, and how many more there are")
    func manyWarnings() throws {
        let row = "2026-03-01,appstore,us,top-free,,1,1,A,x"
        let decoded = try decode(Array(repeating: row, count: 1_501))
        #expect(decoded.warnings.count == 1_001)
        #expect(decoded.warnings.last?.description == "f.csv: has 500 more such faults")
    }

    @Test("rows of interleaved charts, and of very many fields, are read or told")
    func interleaved() throws {
        let rows = (1...300).flatMap { rank in
            ["us", "jp"].map { "2026-03-01,appstore,\($0),top-free,,\(rank),\(rank),A,x" }
        }
        let decoded = try decode(rows + [String(repeating: ",", count: 100_000)])
        #expect(decoded.snapshots.map(\.entries.count) == [300, 300])
        #expect(decoded.warnings.map(\.problem) == ["row left out: 100001 fields where the header has 9"])
    }
}
