import Formats
import Foundation
import Input
import Market
import TestSupport
import Testing

@Suite("Downloads CSV")
struct DownloadsCSVTests {
    @Test(
        "common column names in a downloads CSV are recognized",
        arguments: [
            "day,app,storefront,downloads,kind,source", "Date,App_ID,Country,Downloads,Kind,Source",
            "date,package_name,territory,downloads,kind,source",
        ]
    )
    func names(header: String) throws {
        let body = Data("\(header)\n2026-03-01,1700000001,us,56,exact,me\n".utf8)
        let decoded = try SnapshotDecoder().decode(Document(origin: "d.csv", body: body))
        #expect(decoded.counts.map(\.count.value) == [56])
    }

    @Test("a downloads CSV without kind and publisher columns is decoded with those set in the decoder")
    func statedKind() throws {
        let body = Data("date,country,app_id,downloads\n2026-03-01,us,1700000001,56\n".utf8)
        var decoder = SnapshotDecoder()
        let error = #expect(throws: InputError.self) {
            try decoder.decode(Document(origin: "d.csv", body: body))
        }
        #expect(error?.problem.contains("missing columns kind, source") == true)
        #expect(error?.problem.hasSuffix("or use --kind exact --publisher NAME") == true)
        decoder.countKind = .exact
        decoder.countPublisher = "App Store Connect"
        let decoded = try decoder.decode(Document(origin: "d.csv", body: body))
        #expect(decoded.counts.map(\.count.value) == [56])
        #expect(decoded.counts.map(\.counter.kind) == [.exact])
        #expect(decoded.counts.map(\.counter.source) == ["App Store Connect"])
    }

    @Test("a downloads CSV without a storefront column is decoded with the storefront set in the decoder")
    func statedStorefront() throws {
        let body = Data("date,app_id,units\n2026-03-01,1700000001,56\n".utf8)
        var decoder = SnapshotDecoder()
        let error = #expect(throws: InputError.self) {
            try decoder.decode(Document(origin: "d.csv", body: body))
        }
        let advice =
            "or use --storefront us --kind exact --publisher NAME; for worldwide counts, use --storefront worldwide"
        #expect(error?.problem.hasSuffix(advice) == true)
        (decoder.countKind, decoder.countPublisher) = (.exact, "me")
        decoder.defaults.storefront = Fixtures.chart("jp").storefront
        let decoded = try decoder.decode(Document(origin: "d.csv", body: body))
        #expect(decoded.counts.map(\.counter.scope.label) == ["JP"])
    }

    @Test("the kind and publisher in a downloads CSV row take precedence over those set in the decoder")
    func statedKindOnce() throws {
        var decoder = SnapshotDecoder()
        (decoder.countKind, decoder.countPublisher) = (.claim, "me")
        let rows = ["2025-10-03,1,us,5,exact,", "2025-10-03,2,us,5,,Appfigures"]
        let text = ([Self.header] + rows).joined(separator: "\n") + "\n"
        let counts = try decoder.decode(Document(origin: "d.csv", body: Data(text.utf8))).counts
        #expect(counts.map(\.counter.kind) == [.exact, .claim])
        #expect(counts.map(\.counter.source) == ["me", "Appfigures"])
    }

    private static let header = "day,app,storefront,downloads,kind,source"

    @Test("a CSV of only days and downloads is read with options for the rest")
    func statedApp() throws {
        var decoder = SnapshotDecoder()
        decoder.app = Fixtures.app("1559935726")
        decoder.defaults.storefront = Fixtures.chart("us").storefront
        (decoder.countKind, decoder.countPublisher) = (.exact, "Mint GmbH")
        let document = Document(origin: "dl.csv", body: Data("date,downloads\n2026-03-01,120\n".utf8))
        let count = try #require(try decoder.decode(document).counts.first)
        #expect(count.counter.app == Fixtures.app("1559935726") && count.counter.source == "Mint GmbH")
        #expect(count.count.value == 120 && count.counter.scope.label == "US")
        decoder.hasWorldwideCounts = true
        #expect(try decoder.decode(document).counts.map(\.counter.scope.label) == ["worldwide"])
    }

    private func decode(_ rows: [String], header: String = header) throws -> Decoded {
        let text = ([header] + rows).joined(separator: "\n") + "\n"
        return try SnapshotDecoder.decode(Document(origin: "d.csv", body: Data(text.utf8)))
    }

    @Test("a downloads CSV row is decoded as a daily count with scope, kind and publisher")
    func rows() throws {
        let decoded = try decode([
            "2025-10-03,6744034028,,164000,estimate,Appfigures", "2025-10-03,6744034028,us+ca,56000,claim,\"A, B\"",
            "2025-10-04,com.openai.sora,jp,0,exact,Play Console",
        ])
        #expect(decoded.warnings.isEmpty && decoded.charts.isEmpty)
        let counts = decoded.counts
        #expect(counts.map(\.count.value) == [164_000, 56_000, 0])
        #expect(counts.map(\.counter.scope.label) == ["worldwide", "CA+US", "JP"])
        #expect(counts.map(\.counter.kind) == [.estimate, .claim, .exact])
        #expect(counts.map(\.counter.source) == ["Appfigures", "A, B", "Play Console"])
        #expect(counts.map(\.store) == [.appStore, .appStore, .googlePlay])
        #expect(counts.allSatisfy { $0.counter.metric == .downloads && $0.counter.scope.stores == [$0.store] })
        #expect(counts[2].count.days == [Fixtures.day("2025-10-04")])
    }

    @Test("a downloads CSV may have its columns in any order, and a store column")
    func store() throws {
        let counts = try decode(
            ["x,play,exact,5,,com.example.a,2025-10-03"],
            header: "source,store,kind,downloads,storefront,app,day"
        ).counts
        #expect(counts.map(\.store) == [.googlePlay])
    }

    @Test("if a downloads CSV repeats a day with another value, the later row is used, with a warning")
    func twice() throws {
        let row = "2025-10-03,1,us,5,exact,x"
        let decoded = try decode([row, row, "2025-10-03,1,us,7,exact,x", "2025-10-03,1,us,9,exact,y"])
        #expect(decoded.counts.map(\.count.value) == [7, 9])
        #expect(
            decoded.warnings.map(\.description) == [
                "d.csv:4: duplicate day 2025-10-03: 7 replaces 5 from line 3"
            ]
        )
    }

    @Test(
        "an invalid downloads CSV row is skipped with a warning that gives its line",
        arguments: [
            (
                "2025-13-03,1,us,5,exact,x",
                "column day: invalid value \"2025-13-03\"; expected a day such as 2026-03-10"
            ),
            ("2025-10-03,,us,5,exact,x", "column app: the app id is empty"),
            ("2025-10-03,1,us,-5,exact,x", "column downloads: \"-5\" is out of range; use 0 to 1000000000000000"),
            ("2025-10-03,1,us,5.5,exact,x", "column downloads: \"5.5\" isn't a whole number"),
            ("2025-10-03,1,us,,exact,x", "column downloads: the number is empty"),
            (
                "2025-10-03,1,us,1000000000000001,exact,x",
                "column downloads: \"1000000000000001\" is out of range; use 0 to 1000000000000000"
            ),
            (
                "2025-10-03,1,us,5,sure,x",
                "column kind: invalid value \"sure\"; expected one of exact, observed, estimate, claim, measured, derived"
            ),
            ("2025-10-03,1,us,5,exact, ", "column source: missing; name the publisher of the figure"),
            ("2025-10-03,1,us,5,exact", "5 fields, but the header has 6"),
        ]
    )
    func broken(row: String, problem: String) throws {
        let decoded = try decode(["2025-10-02,1,us,5,exact,x", row])
        #expect(decoded.counts.count == 1)
        #expect(decoded.warnings.map(\.description) == ["d.csv:3: row skipped: \(problem)"])
    }

    @Test("a downloads CSV row with an unknown storefront is skipped", arguments: ["zz", "us+", "us+zz", "+us"])
    func storefronts(text: String) throws {
        let decoded = try decode(["2025-10-02,1,us,5,exact,x", "2025-10-03,1,\(text),5,exact,x"])
        #expect(decoded.counts.count == 1)
        #expect(decoded.warnings.map(\.position?.line) == [3])
        #expect(decoded.warnings[0].problem.hasPrefix("row skipped: column storefront: "))
    }

    @Test("uk in a downloads CSV means the storefront gb")
    func alias() throws {
        let decoded = try decode(["2025-10-02,1,uk,5,exact,x"])
        #expect(decoded.warnings.isEmpty && decoded.counts.map(\.counter.scope.label) == ["GB"])
    }

    @Test(
        "app ids in a downloads CSV are normalized, and rows with invalid ids are skipped",
        arguments: [
            ("1700000001.0", true), ("id1700000001", true), ("1.70E+09", false), ("null", false), ("nan", false),
        ]
    )
    func ids(text: String, isRead: Bool) throws {
        let decoded = try decode(["2025-10-02,1700000001,us,5,exact,x", "2025-10-03,\(text),us,6,exact,x"])
        #expect(decoded.counts.map(\.counter.app.text) == Array(repeating: "1700000001", count: isRead ? 2 : 1))
        #expect(decoded.counts.allSatisfy { $0.store == .appStore } && decoded.warnings.count == (isRead ? 0 : 1))
    }

    @Test("the store column of a downloads CSV determines which app ids are valid")
    func idsOfStore() throws {
        let decoded = try decode(
            ["2025-10-03,1700000001,us,5,exact,x,googleplay", "2025-10-03,com.example.a,us,5,exact,x,googleplay"],
            header: Self.header + ",store"
        )
        #expect(decoded.counts.map(\.counter.app.text) == ["com.example.a"] && decoded.warnings.count == 1)
    }

    @Test("a downloads CSV with missing columns or without rows is rejected")
    func refused() throws {
        let lacking = #expect(throws: InputError.self) { try decode(["x"], header: "day,app,downloads") }
        #expect(
            lacking?.description.hasPrefix("d.csv:1: missing columns storefront, kind, source;") == true
        )
        #expect(throws: InputError.self) { try decode([]) }
    }

    @Test("decoding a truncated downloads CSV, or one with a flipped bit, never crashes", arguments: [UInt64(31)])
    func damage(seed: UInt64) {
        var chance = SeededGenerator(seed: seed)
        let body = Data((Self.header + "\n2025-10-02,1,us+ca,5,exact,x\n2025-10-03,\"1\",us,6,claim,\"y\"\"\"\n").utf8)
        for length in 0..<body.count {
            let decoded = try? SnapshotDecoder.decode(Document(origin: "d", body: body.prefix(length)))
            #expect((decoded?.counts.count ?? 0) <= 2)
        }
        for _ in 0..<10_000 {
            var bytes = body
            let bit = Int.random(in: 0..<(bytes.count * 8), using: &chance)
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            let decoded = try? SnapshotDecoder.decode(Document(origin: "d", body: bytes))
            #expect((decoded?.counts.count ?? 0) <= 2, "seed \(seed)")
        }
    }
}
