import Formats
import Foundation
import Input
import Market
import TestSupport
import Testing

@Suite("App Store Connect analytics reports")
struct AnalyticsReportTests {
    private static let standard =
        "Date\tApp Name\tApp Apple Identifier\tDownload Type\tApp Version\tDevice\tPlatform Version\tSource Type\t"
        + "Page Type\tPre-Order\tTerritory\tCounts"

    private static func row(
        _ type: String,
        _ count: String,
        _ territory: String = "US",
        day: String = "2026-03-02",
        app: String = "1700000001"
    ) -> String {
        "\(day)\tQuill Pad\t\(app)\t\(type)\t1.0\tiPhone\tiOS 26.1\tApp Store search\tNo page\t\t\(territory)\t\(count)"
    }

    private static func decode(_ lines: [String]) throws -> Decoded {
        let body = Data(lines.map { $0 + "\n" }.joined().utf8)
        return try SnapshotDecoder.decode(Document(origin: "a.tsv", body: body))
    }

    private static func summary(_ decoded: Decoded) -> [String] {
        decoded.counts.map {
            "\($0.counter.metric.rawValue) \($0.counter.scope.label) \($0.count.days[0].iso8601) \($0.count.value)"
        }
    }

    @Test("analytics report rows are summed by day, territory and metric, without updates and restores")
    func sums() throws {
        let decoded = try Self.decode([
            Self.standard, Self.row("First-time download", "41"), Self.row("First-time download", "2.0"),
            Self.row("Redownload", "7"), Self.row("First-time download", "3", "Japan"),
            Self.row("First-time download", "4", "GBR"), Self.row("First-time download", "5", day: "2026-03-03"),
            Self.row("Auto-update", "900"), Self.row("Manual update", "90"), Self.row("Restore", "9"),
        ])
        #expect(decoded.warnings.isEmpty)
        #expect(
            Self.summary(decoded) == [
                "downloads US 2026-03-02 43", "redownloads US 2026-03-02 7", "downloads JP 2026-03-02 3",
                "downloads GB 2026-03-02 4", "downloads US 2026-03-03 5",
            ]
        )
        #expect(
            decoded.counts.allSatisfy {
                $0.counter.source == "App Store Connect analytics" && $0.counter.kind == .exact
                    && $0.store == .appStore && $0.counter.scope.stores == [.appStore]
            }
        )
    }

    @Test("a detailed analytics report is decoded with a warning that Apple omits small rows")
    func detailed() throws {
        let decoded = try Self.decode([
            "Date\tApp Name\tApp Apple Identifier\tDownload Type\tApp Version\tDevice\tPlatform Version\tSource Type\t"
                + "Source Info\tCampaign\tPage Type\tPage Title\tPre-Order\tTerritory\tCounts",
            "2026-03-02\tQuill Pad\t1700000001\tFirst-time download\t1.0\tiPhone\tiOS 26.1\tApp Store search\t\t\t"
                + "No page\t\t\tUS\t41",
            "2026-03-02\tQuill Pad\t1700000001\tRedownload\t1.0\tiPhone\tiOS 26.1\tApp Store search\t\t\tNo page\t\t\tUS\t7",
        ])
        #expect(Self.summary(decoded) == ["downloads US 2026-03-02 41", "redownloads US 2026-03-02 7"])
        #expect(decoded.warnings.map(\.problem).filter { $0.hasPrefix("detailed report") }.count == 1)
    }

    @Test("an analytics report with only updates and restores causes a warning and no counts")
    func updatesOnly() throws {
        let decoded = try Self.decode([Self.standard, Self.row("Auto-update", "5"), Self.row("Restore", "5")])
        #expect(decoded.counts.isEmpty)
        #expect(decoded.warnings.map(\.problem) == ["no downloads in 2 rows, only updates and restores"])
    }

    @Test("an unknown download type in an analytics report is reported once with its number of rows")
    func unknownType() throws {
        let decoded = try Self.decode([
            Self.standard, Self.row("First-time download", "1"), Self.row("Gift", "5"), Self.row("Gift", "6"),
        ])
        #expect(Self.summary(decoded) == ["downloads US 2026-03-02 1"])
        #expect(
            decoded.warnings.map(\.description) == ["a.tsv:3: skipped 2 rows with unknown download type \"Gift\""]
        )
    }

    @Test(
        "an invalid analytics report row is skipped, with warnings about the row and incomplete totals",
        arguments: [
            (row("First-time download", "5.5"), "column Counts: \"5.5\" isn't a whole number"),
            (row("First-time download", "-1"), "column Counts: \"-1\" is out of range; use 0 to 1000000000000000"),
            (
                row("Redownload", "5", day: "03/02/2026"),
                "column Date: invalid value \"03/02/2026\"; expected a day such as 2026-03-10"
            ),
            (row("Redownload", "5", app: ""), "column App Apple Identifier: the app id is empty"),
        ]
    )
    func broken(row: String, problem: String) throws {
        let decoded = try Self.decode([Self.standard, Self.row("First-time download", "1"), row])
        #expect(Self.summary(decoded) == ["downloads US 2026-03-02 1"])
        #expect(
            decoded.warnings.map(\.description) == [
                "a.tsv:3: row skipped: \(problem)",
                "a.tsv: 1 row skipped; totals for the affected days may be too low",
            ]
        )
    }

    @Test("an analytics report other than App Downloads is rejected")
    func others() {
        let error = #expect(throws: InputError.self) {
            try Self.decode(["Date\tApp Name\tApp Apple Identifier\tEvent\tCounts", "2026-03-02\tQ\t1\tInstall\t5"])
        }
        #expect(
            error?.problem == "unsupported analytics report; only \"App Downloads\" is supported"
        )
    }

    @Test("an analytics report without a final line break causes a warning about possible truncation")
    func cut() throws {
        let text = [Self.standard, Self.row("Redownload", "5"), Self.row("First-time download", "4")].joined(
            separator: "\n"
        )
        let decoded = try SnapshotDecoder.decode(Document(origin: "a.tsv", body: Data(text.utf8)))
        #expect(decoded.counts.map(\.count.value) == [5, 4])
        #expect(
            decoded.warnings.map(\.problem) == [
                "no line break at the end; if the file was truncated, the last count is too low"
            ]
        )
    }
}
