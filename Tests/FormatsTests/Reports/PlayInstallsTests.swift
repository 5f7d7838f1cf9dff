import Formats
import Foundation
import Input
import Market
import TestSupport
import Testing

@Suite("Google Play Console install reports")
struct PlayInstallsTests {
    private static let metrics =
        "Daily Device Installs,Daily Device Uninstalls,Daily Device Upgrades,Total User Installs,Daily User Installs,"
        + "Daily User Uninstalls,Active Device Installs,Install events,Update events,Uninstall events"
    private static let values = "11,2,0,0,10,1,900,12,3,2"

    private static func decode(_ lines: [String]) throws -> Decoded {
        let text = lines.map { $0 + "\r\n" }.joined()
        let body = TableText.data(text, .utf16LittleEndianWithMark)
        return try SnapshotDecoder.decode(Document(origin: "installs.csv", body: body))
    }

    @Test(
        "Play Console's daily user installs by country are decoded as exact downloads",
        arguments: ["Package name", "Package Name"]
    )
    func countries(column: String) throws {
        let decoded = try Self.decode([
            "Date,\(column),Country,\(Self.metrics)", "2026-03-01,com.example.quill,US,\(Self.values)",
            "2026-03-01,com.example.quill,DE,4,0,0,0,3,0,90,4,3,2",
        ])
        #expect(decoded.warnings.isEmpty)
        let seen = decoded.counts.map {
            "\($0.counter.app.text) \($0.counter.scope.label) \($0.count.days[0].iso8601) \($0.count.value)"
        }
        #expect(seen == ["com.example.quill US 2026-03-01 10", "com.example.quill DE 2026-03-01 3"])
        #expect(
            decoded.counts.allSatisfy {
                $0.counter.kind == .exact && $0.counter.source == "Google Play Console" && $0.store == .googlePlay
                    && $0.counter.metric == .downloads && $0.counter.scope.stores == [.googlePlay]
            }
        )
    }

    @Test("Play Console's overview file of installs is decoded as worldwide counts")
    func overview() throws {
        let decoded = try Self.decode([
            "Date,Package name,\(Self.metrics)", "2026-03-01,com.example.quill,\(Self.values)",
        ])
        #expect(decoded.counts.map(\.counter.scope.label) == ["worldwide"])
        #expect(decoded.counts.map(\.count.value) == [10])
    }

    @Test("an older Play Console file is decoded from its column of daily user installs")
    func older() throws {
        let decoded = try Self.decode([
            "Date,Package Name,Current Device Installs,Daily Device Installs,Daily Device Uninstalls,"
                + "Daily Device Upgrades,Current User Installs,Total User Installs,Daily User Installs,Daily User Uninstalls",
            "2016-03-01,com.example.quill,900,11,2,0,800,5000,9,1",
        ])
        #expect(decoded.counts.map(\.count.value) == [9])
    }

    @Test(
        "a Play Console breakdown that isn't by country is rejected with a suggestion",
        arguments: [
            "App Version Code", "Device", "Language", "Android OS Version", "Carrier", "Tablets", "Something New",
        ]
    )
    func breakdowns(column: String) {
        let error = #expect(throws: InputError.self) {
            try Self.decode([
                "Date,Package Name,\(column),\(Self.metrics)", "2026-03-01,com.example.quill,5,\(Self.values)",
            ])
        }
        #expect(
            error?.description
                == "installs.csv:1: UTF-16LE, comma-separated: unsupported breakdown by "
                + "\"\(column.lowercased())\", which doesn't add up to totals; import the overview or country file "
                + "(installs_PACKAGE_YYYYMM_overview.csv)"
        )
    }

    @Test("a Play Console file without user installs is rejected")
    func otherColumns() {
        let devices = #expect(throws: InputError.self) {
            try Self.decode(["Date,Package Name,Daily Device Installs", "2026-03-01,com.example.quill,5"])
        }
        #expect(devices?.problem.contains("missing column Daily User Installs") == true)
        let ratings = #expect(throws: InputError.self) {
            try Self.decode(["Date,Package Name,Daily Average Rating", "2026-03-01,com.example.quill,5"])
        }
        #expect(ratings?.problem.contains("report has no installs") == true)
    }

    @Test(
        "an invalid Play Console row is skipped with a warning that gives its line and column",
        arguments: [
            (
                "2026-03-32,com.example.quill,US,\(values)",
                "column Date: invalid value \"2026-03-32\"; expected a day such as 2026-03-10"
            ),
            ("2026-03-01,com.example.quill,,\(values)", "column Country: empty"),
            (
                "2026-03-01,com.example.quill,US,1,1,1,1,-1,1,1,1,1,1",
                "column Daily User Installs: \"-1\" is out of range; use 0 to 1000000000000000"
            ),
            ("2026-03-01,com.example.quill,US,1", "4 fields, but the header has 13"),
        ]
    )
    func broken(row: String, problem: String) throws {
        let decoded = try Self.decode([
            "Date,Package Name,Country,\(Self.metrics)", "2026-03-01,com.example.quill,US,\(Self.values)", row,
        ])
        #expect(decoded.counts.count == 1)
        #expect(decoded.warnings.map(\.problem) == ["row skipped: \(problem)"])
        #expect(decoded.warnings[0].position?.line == 3 && decoded.warnings[0].location == "UTF-16LE, comma-separated")
    }

    @Test("a Play Console row with an unknown country or an App Store id is skipped")
    func vocabulary() throws {
        let decoded = try Self.decode([
            "Date,Package Name,Country,\(Self.metrics)", "2026-03-01,com.example.quill,ZZ,\(Self.values)",
            "2026-03-01,1700000001,US,\(Self.values)", "2026-03-01,com.example.quill,US,\(Self.values)",
        ])
        #expect(decoded.counts.count == 1 && decoded.warnings.count == 2)
    }
}
