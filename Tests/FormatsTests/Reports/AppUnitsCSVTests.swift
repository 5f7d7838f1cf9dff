import Formats
import Foundation
import Input
import Market
import TestSupport
import Testing

@Suite("App Store Connect web export of App Units")
struct AppUnitsCSVTests {
    private static func decode(
        _ lines: [String],
        start: String? = "3/1/26",
        end: String? = "3/7/26",
        origin: String = "units.csv",
        app: String? = "1700000001"
    ) throws -> Decoded {
        let preamble =
            ["Name,\"Quill Pad\""] + (start.map { ["Start Date,\"\($0)\""] } ?? [])
            + (end.map { ["End Date,\"\($0)\"", ""] } ?? [])
        var decoder = SnapshotDecoder()
        decoder.app = try app.map { try AppID.parse($0) }
        let text = (preamble + lines).map { $0 + "\n" }.joined()
        return try decoder.decode(Document(origin: origin, body: Data(text.utf8)))
    }

    private static func summary(_ decoded: Decoded) -> [String] {
        decoded.counts.map {
            "\($0.counter.metric.rawValue) \($0.counter.scope.label) \($0.count.days[0].iso8601) \($0.count.value)"
        }
    }

    @Test("rows of an App Units export are decoded as exact worldwide downloads of the given app")
    func worldwide() throws {
        let decoded = try Self.decode(["Date,App Units", "3/1/26,12", "3/2/26,15.0"])
        #expect(decoded.warnings.isEmpty)
        #expect(Self.summary(decoded) == ["downloads worldwide 2026-03-01 12", "downloads worldwide 2026-03-02 15"])
        #expect(
            decoded.counts.allSatisfy {
                $0.counter.app.text == "1700000001" && $0.counter.source == "App Store Connect web"
                    && $0.counter.kind == .exact && $0.store == .appStore
            }
        )
    }

    @Test(
        "the app id of an App Units export may be in the file name",
        arguments: ["x/id1700000001-units-2026.csv", "1700000001 20260301.csv", "units_1700000001.csv"]
    )
    func named(origin: String) throws {
        let decoded = try Self.decode(["Date,App Units", "3/1/26,12", "3/2/26,15"], origin: origin, app: nil)
        #expect(decoded.counts.map(\.counter.app.text) == ["1700000001", "1700000001"])
    }

    @Test(
        "an App Units export without a unique app id is rejected with a suggestion",
        arguments: ["units.csv", "1700000001/units.csv", "1700000001-1700000002.csv", "20260301.csv"]
    )
    func unnamed(origin: String) {
        let error = #expect(throws: InputError.self) {
            try Self.decode(["Date,App Units", "3/1/26,12", "3/2/26,15"], origin: origin, app: nil)
        }
        #expect(error?.problem.contains("doesn't contain it; use --app ID") == true)
    }

    @Test(
        "the order of day and month in an App Units export is inferred from its dates",
        arguments: [
            (["3/1/26", "3/2/26"], "3/1/26", "3/7/26", ["2026-03-01", "2026-03-02"]),
            (["1/3/26", "2/3/26"], "1/3/26", "7/3/26", ["2026-03-01", "2026-03-02"]),
            (["13/3/26", "14/3/26"], "13/3/26", "14/3/26", ["2026-03-13", "2026-03-14"]),
            (["3/31/26", "4/1/26"], "3/31/26", "4/30/26", ["2026-03-31", "2026-04-01"]),
            (["2026-03-01", "2026-03-02"], "2026-03-01", "2026-03-07", ["2026-03-01", "2026-03-02"]),
            (["3/3/26"], "3/3/26", "3/3/26", ["2026-03-03"]),
            (["03/01/2026", "03/02/2026"], "03/01/2026", "03/07/2026", ["2026-03-01", "2026-03-02"]),
            (["1.3.26", "2.3.26"], "1.3.26", "7.3.26", ["2026-03-01", "2026-03-02"]),
            (["3/30/26", "3/31/26"], nil, nil, ["2026-03-30", "2026-03-31"]),
        ] as [([String], String?, String?, [String])]
    )
    func order(dates: [String], start: String?, end: String?, days: [String]) throws {
        let decoded = try Self.decode(["Date,App Units"] + dates.map { "\($0),5" }, start: start, end: end)
        #expect(decoded.counts.map { $0.count.days[0].iso8601 } == days)
    }

    @Test(
        "an App Units export with ambiguous, unordered or nondaily dates is rejected",
        arguments: [
            (["3/1/26"], "3/1/26", "3/1/26", "ambiguous dates: month/day/year or day/month/year"),
            (["3/1/26", "3/8/26", "3/15/26"], "3/1/26", "3/31/26", "are more than a day apart"),
            (["3/31/26"], "3/1/26", "3/31/26", "one row covers several days"),
            (["3/20/26", "3/19/26"], "3/1/26", "3/31/26", "dates are out of order"),
            (["4/20/26", "4/21/26"], "3/1/26", "3/31/26", "dates are out of order (report covers 3/1/26 to 3/31/26)"),
        ]
    )
    func undecided(dates: [String], start: String, end: String, problem: String) {
        let error = #expect(throws: InputError.self) {
            try Self.decode(["Date,App Units"] + dates.map { "\($0),5" }, start: start, end: end)
        }
        #expect(error?.problem.contains(problem) == true, "\(error?.problem ?? "read")")
    }

    @Test("an App Units export's storefront and redownload columns are decoded; others are ignored")
    func columns() throws {
        let decoded = try Self.decode([
            "Date,App Units,Redownloads,Japan,App Units (Germany),Impressions", "3/1/26,12,3,2,1,9000",
            "3/2/26,10,2,1,0,8000",
        ])
        #expect(
            Self.summary(decoded).prefix(4) == [
                "downloads worldwide 2026-03-01 12", "redownloads worldwide 2026-03-01 3", "downloads JP 2026-03-01 2",
                "downloads DE 2026-03-01 1",
            ]
        )
    }

    @Test("a Google Play id for an App Units export is rejected")
    func otherStore() {
        #expect(throws: InputError.self) { try Self.decode(["Date,App Units", "3/30/26,5"], app: "com.example.a") }
    }

    @Test("an App Store Connect web export of another metric is rejected with an error that lists its columns")
    func otherMetric() {
        let error = #expect(throws: InputError.self) {
            try Self.decode(["Date,Impressions", "3/1/26,12", "3/2/26,15"])
        }
        #expect(error?.problem.contains("missing column App Units (found \"impressions\"") == true)
    }

    @Test("if every second row of an App Units export is invalid, the valid rows are kept")
    func halfWrong() throws {
        let rows = (1...6).map { "3/\($0)/26,\($0 % 2 == 0 ? "x" : "\($0)")" }
        let decoded = try Self.decode(["Date,App Units"] + rows)
        #expect(decoded.counts.map(\.count.value) == [1, 3, 5])
        #expect(decoded.warnings.map(\.position?.line) == [7] && decoded.warnings.map(\.count) == [3])
    }
}
