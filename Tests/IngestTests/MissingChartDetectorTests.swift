import Foundation
import Ingest
import Market
import TestSupport
import Testing

@Suite("Charts that a document lacks")
struct MissingChartDetectorTests {
    /// What documents `ORIGIN:CHARTS` hold, a letter for each chart, and which of them lack something: `ORIGIN-CHARTS`.
    struct Story: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var documents: String
        var missing: String
    }

    static let stories = [
        Story(testDescription: "a complete source", documents: "1:abc 2:abc 3:abc", missing: ""),
        Story(testDescription: "a chart goes away", documents: "1:abc 2:ab", missing: "2-c"),
        Story(testDescription: "and stays away", documents: "1:abc 2:ab 3:ab 4:ab", missing: "2-c"),
        Story(testDescription: "and comes back", documents: "1:abc 2:ab 3:abc 4:abc", missing: "2-c"),
        Story(testDescription: "and goes again", documents: "1:abc 2:ab 3:abc 4:ab 5:ab", missing: "2-c 4-c"),
        Story(testDescription: "another follows", documents: "1:abcd 2:abc 3:ab 4:ab", missing: "2-d 3-c"),
        Story(testDescription: "another is new", documents: "1:abc 2:abd 3:abd", missing: "2-c"),
        Story(testDescription: "one chart a file", documents: "1:a 2:b 3:c 4:a 5:b 6:a", missing: ""),
        Story(testDescription: "one chart a file, in any order", documents: "1:a 2:a 3:b 4:c 5:a 6:c", missing: ""),
        Story(
            testDescription: "files of one chart after files of several",
            documents: "1:ab 2:a 3:b 4:ab",
            missing: ""
        ),
        Story(testDescription: "one address", documents: "x:ab x:a x:a x:ab x:b", missing: "x-b x-a"),
        Story(testDescription: "one address of one chart each", documents: "x:a x:b x:a", missing: ""),
        Story(testDescription: "files by country", documents: "u1:ab g1:cd u2:ab g2:cd u3:ab g3:cd", missing: ""),
        Story(
            testDescription: "a country lacks one",
            documents: "u1:abc g1:def u2:abc g2:de u3:abc g3:de",
            missing: "g2-f"
        ),
        Story(testDescription: "other charts altogether", documents: "1:abc 2:def 3:abc", missing: ""),
        Story(testDescription: "much is missing", documents: "1:abcdef 2:abc", missing: "2-def"),
        Story(testDescription: "a part of the charts", documents: "1:abcdef 2:ab", missing: ""),
    ]

    private static let codes: [Character: String] = [
        "a": "us", "b": "jp", "c": "de", "d": "fr", "e": "gb", "f": "kr",
    ]

    private static func chart(_ letter: Character) -> Chart { Fixtures.chart(codes[letter] ?? "us") }

    @Test("a missing chart is reported once, until it comes back", arguments: stories)
    func story(_ story: Story) throws {
        var roll = MissingChartDetector()
        var found: [String] = []
        for document in story.documents.split(separator: " ") {
            let parts = document.split(separator: ":").map(String.init)
            let charts = Set(parts[1].map(Self.chart))
            guard let error = roll.note(DocumentCharts(origin: parts[0], charts: charts)) else { continue }
            found.append(error.origin)
        }
        #expect(found == story.missing.split(separator: " ").map { $0.split(separator: "-").first.map(String.init) })
        let last = story.missing.split(separator: " ").last
        #expect((last == nil) == found.isEmpty)
    }

    @Test("the report names the chart, how many more, and where they were")
    func text() {
        var roll = MissingChartDetector()
        let all = Set("abcd".map(Self.chart))
        #expect(roll.note(DocumentCharts(origin: "1.json", charts: all)) == nil)
        #expect(
            roll.note(DocumentCharts(origin: "2.json", charts: all.subtracting([Self.chart("b")])))?.description
                == "2.json: has no list of App Store, JP Top Free, all, which 1.json had"
        )
        #expect(
            roll.note(DocumentCharts(origin: "2.json", charts: [Self.chart("a"), Self.chart("b")]))?.description
                == "2.json: has no list of App Store, DE Top Free, all and of 1 more, which it had before"
        )
    }

    @Test("documents of one chart each that come at different times are not compared, in a folder or a container")
    func sources() async throws {
        let folder = try TemporaryFolder()
        func csv(_ code: String, _ hour: Int) -> String {
            "time,store,storefront,chart,genre,rank,app,name,developer\n"
                + "2026-03-01T0\(hour):00:00Z,appstore,\(code),top-free,,1,1000,A,B\n"
        }
        var entries: [Tar.Entry] = []
        for hour in 0..<2 {
            // Of the second hour one is missing.
            for code in hour == 0 ? ["us", "jp", "de"] : ["us", "jp"] {
                try folder.write(csv(code, hour), to: "\(hour)-\(code).csv")
                entries.append(.init("\(hour)-\(code).csv", csv(code, hour)))
            }
        }
        try Tar.archive(entries).write(to: folder.url.appendingPathComponent("all.tar"))
        var reader = SourceReader(try SourceName(folder.url.path), transport: ScriptedTransport([]))
        let reading = await reader.read(now: Fixtures.time("2026-05-01"))
        #expect(reading.documentCharts.count == 10 && reading.documentCharts.allSatisfy { $0.charts.count == 1 })
        var roll = MissingChartDetector()
        #expect(reading.documentCharts.compactMap { roll.note($0) }.isEmpty)
    }
}
