import Collector
import Formats
import Foundation
import Input
import Market
import TestSupport
import Testing

@Suite("Detecting missing charts")
struct MissingChartDetectorTests {
    /// A sequence of documents, each written as `ORIGIN:CHARTS` with a letter per chart, and the expected warnings,
    /// each written as `ORIGIN-CHARTS`.
    struct Scenario: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var documents: String
        var missing: String
    }

    static let scenarios = [
        Scenario(testDescription: "a complete source", documents: "1:abc 2:abc 3:abc", missing: ""),
        Scenario(testDescription: "a chart disappears", documents: "1:abc 2:ab", missing: "2-c"),
        Scenario(
            testDescription: "a chart disappears and stays missing",
            documents: "1:abc 2:ab 3:ab 4:ab",
            missing: "2-c"
        ),
        Scenario(
            testDescription: "a chart disappears and reappears",
            documents: "1:abc 2:ab 3:abc 4:abc",
            missing: "2-c"
        ),
        Scenario(
            testDescription: "a chart disappears, reappears and disappears again",
            documents: "1:abc 2:ab 3:abc 4:ab 5:ab",
            missing: "2-c 4-c"
        ),
        Scenario(testDescription: "another chart disappears", documents: "1:abcd 2:abc 3:ab 4:ab", missing: "2-d 3-c"),
        Scenario(testDescription: "a new chart appears", documents: "1:abc 2:abd 3:abd", missing: "2-c"),
        Scenario(testDescription: "one chart per file", documents: "1:a 2:b 3:c 4:a 5:b 6:a", missing: ""),
        Scenario(
            testDescription: "one chart per file, in any order",
            documents: "1:a 2:a 3:b 4:c 5:a 6:c",
            missing: ""
        ),
        Scenario(
            testDescription: "files with one chart after files with several",
            documents: "1:ab 2:a 3:b 4:ab",
            missing: ""
        ),
        Scenario(testDescription: "one address", documents: "x:ab x:a x:a x:ab x:b", missing: "x-b x-a"),
        Scenario(testDescription: "one address with one chart each time", documents: "x:a x:b x:a", missing: ""),
        Scenario(testDescription: "files by country", documents: "u1:ab g1:cd u2:ab g2:cd u3:ab g3:cd", missing: ""),
        Scenario(
            testDescription: "a chart of one country disappears",
            documents: "u1:abc g1:def u2:abc g2:de u3:abc g3:de",
            missing: "g2-f"
        ),
        Scenario(testDescription: "entirely different charts", documents: "1:abc 2:def 3:abc", missing: ""),
        Scenario(testDescription: "half of the charts disappear", documents: "1:abcdef 2:abc", missing: "2-def"),
        Scenario(testDescription: "most of the charts disappear", documents: "1:abcdef 2:ab", missing: ""),
    ]

    private static let codes: [Character: String] = [
        "a": "us", "b": "jp", "c": "de", "d": "fr", "e": "gb", "f": "kr",
    ]

    private static func chart(_ letter: Character) -> Chart { Fixtures.chart(codes[letter] ?? "us") }

    @Test(
        "a missing chart is reported once, and again only if it reappears and goes missing again",
        arguments: scenarios
    )
    func scenario(_ scenario: Scenario) throws {
        var detector = MissingChartDetector()
        var found: [String] = []
        for document in scenario.documents.split(separator: " ") {
            let parts = document.split(separator: ":").map(String.init)
            let charts = Set(parts[1].map(Self.chart))
            guard let error = detector.note(DocumentCharts(origin: parts[0], charts: charts)) else { continue }
            found.append(error.origin)
        }
        #expect(found == scenario.missing.split(separator: " ").map { $0.split(separator: "-").first.map(String.init) })
        let last = scenario.missing.split(separator: " ").last
        #expect((last == nil) == found.isEmpty)
    }

    @Test("the warning about missing charts names one chart and the earlier document, and counts other charts")
    func text() {
        var detector = MissingChartDetector()
        let all = Set("abcd".map(Self.chart))
        #expect(detector.note(DocumentCharts(origin: "1.json", charts: all)) == nil)
        #expect(
            detector.note(DocumentCharts(origin: "2.json", charts: all.subtracting([Self.chart("b")])))?.description
                == "2.json: missing chart App Store, JP Top Free; present in 1.json"
        )
        #expect(
            detector.note(DocumentCharts(origin: "2.json", charts: [Self.chart("a"), Self.chart("b")]))?.description
                == "2.json: missing chart App Store, DE Top Free and 1 more; present in an earlier version"
        )
    }

    @Test("documents with one chart each, in a folder or a tar file, don't cause missing-chart warnings")
    func sources() async throws {
        let folder = try TemporaryFolder()
        func csv(_ code: String, _ hour: Int) -> String {
            "time,store,storefront,chart,genre,rank,app,name,developer\n"
                + "2026-03-01T0\(hour):00:00Z,appstore,\(code),top-free,,1,1000,A,B\n"
        }
        var entries: [Tar.Entry] = []
        for hour in 0..<2 {
            // The second hour has one chart fewer.
            for code in hour == 0 ? ["us", "jp", "de"] : ["us", "jp"] {
                try folder.write(csv(code, hour), to: "\(hour)-\(code).csv")
                entries.append(.init("\(hour)-\(code).csv", csv(code, hour)))
            }
        }
        try Tar.archive(entries).write(to: folder.url.appendingPathComponent("all.tar"))
        var reader = SourceReader(try SourceName(folder.url.path), transport: ScriptedTransport([]))
        let reading = await reader.read(now: Fixtures.time("2026-05-01"))
        #expect(reading.documentCharts.count == 10 && reading.documentCharts.allSatisfy { $0.charts.count == 1 })
        var detector = MissingChartDetector()
        #expect(reading.documentCharts.compactMap { detector.note($0) }.isEmpty)
    }
}
