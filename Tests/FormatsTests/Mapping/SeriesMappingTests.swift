import Foundation
import Input
import Market
import TestSupport
import Testing

@testable import Formats

@Suite("Mappings for series of ranks and counts")
struct SeriesMappingTests {
    private static let lists = """
        [series]
        path = "data.*"
        times = "dates"
        ranks = "positions"
        id = "app"
        storefront = "country"
        chart = ["list", "device"]
        [fixed]
        store = "appstore"
        [words.chart]
        "free phone" = "top-free"
        """

    private static let points = """
        [series]
        path = "result.{app}.{storefront}"
        time = "date"
        rank = "value"
        [fixed]
        chart = "top-free"
        """

    private static let counts = """
        [counts]
        path = "result.{app}.downloads"
        points = "history"
        time = "date"
        value = "value"
        storefront = "country"
        metric = "downloads"
        kind = "estimate"
        publisher = "Vendor"
        """

    private static func decode(
        _ mapping: String,
        _ json: String,
        ids: [String: String] = [:]
    ) throws -> Decoded {
        var decoder = SnapshotDecoder(mapping: try Mapping.decode(mapping, origin: "vendor.toml"))
        for (id, app) in ids { decoder.appIDs[id] = try AppID.parse(app) }
        let fetched = Fixtures.time("2026-03-11T00:00:00Z")
        return try decoder.decode(Document(origin: "v", body: Data(json.utf8), fetchedAt: fetched))
    }

    private static func text(_ decoded: Decoded) -> [String] {
        let ranks: [String] = decoded.charts.map { chart in
            let snapshot = chart.snapshot
            #expect(snapshot.coverage == .partial && chart.hasOwnTime && chart.quarantineReason == nil)
            let entries: String = snapshot.entries.map { "#\($0.rank.value) \($0.app.text)" }.joined(separator: ", ")
            let chart = "\(snapshot.chart.storefront.code) \(snapshot.chart.kind.slug)"
            return "\(snapshot.observedAt.iso8601) \(chart) \(entries)"
        }
        let counts: [String] = decoded.counts.map { count in
            let counter = count.counter
            let figure = "\(count.count.value) \(counter.kind.rawValue) \(counter.source) \(counter.metric.rawValue)"
            return "\(count.count.days[0].iso8601) \(counter.app.text) \(counter.scope.label) \(figure)"
        }
        return ranks + counts
    }

    @Test("ranks in two lists become partial snapshots at their own times; null is no data, also for a rank of 1")
    func lists() throws {
        let json = """
            {"dates": ["2026-03-10T13:00:00", "2026-03-10T14:00:00Z", "2026-03-10T16:00:00+01:00"], "data": [
              {"app": 1, "country": "US", "list": "free", "device": "phone", "positions": [null, 1, 2]},
              {"app": 2, "country": "US", "list": "free", "device": "phone", "positions": [7, null, "3"]}]}
            """
        let decoded = try Self.decode(Self.lists, json)
        #expect(decoded.warnings.isEmpty && decoded.documentCharts.isEmpty)
        #expect(
            Self.text(decoded) == [
                "2026-03-10T13:00:00Z us top-free #7 2", "2026-03-10T14:00:00Z us top-free #1 1",
                "2026-03-10T15:00:00Z us top-free #2 1, #3 2",
            ]
        )
    }

    @Test("ranks and counts in lists of objects are read by the names of the objects that contain them")
    func objects() throws {
        let rankText = """
            {"result": {"1": {"us": [{"date": "2026-03-10", "value": 4}, {"date": "2026-03-11", "value": null}]},
              "com.a.b": {"de": [{"date": "2026-03-10", "value": 9}]}}}
            """
        let ranks = try Self.decode(Self.points, rankText)
        #expect(
            Self.text(ranks) == [
                "2026-03-10T00:00:00Z us top-free #4 1", "2026-03-10T00:00:00Z de top-free #9 com.a.b",
            ]
        )
        #expect(ranks.charts.map(\.snapshot.chart.store) == [.appStore, .googlePlay])
        let countText = """
            {"result": {"1": {"downloads": {"country": "us", "history": [{"date": "2026-03-10", "value": 1200.4},
              {"date": "2026-03-11", "value": "7"}, {"date": "2026-03-12", "value": null}]}},
              "com.a.b": {"downloads": {"country": "worldwide", "history": {"date": "2026-03-10", "value": 0}}}}}
            """
        let counts = try Self.decode(Self.counts, countText)
        #expect(
            Self.text(counts) == [
                "2026-03-10 1 US 1200 estimate Vendor downloads", "2026-03-11 1 US 7 estimate Vendor downloads",
                "2026-03-10 com.a.b worldwide 0 estimate Vendor downloads",
            ]
        )
        #expect(counts.counts.map(\.store) == [.appStore, .appStore, .googlePlay] && counts.warnings.isEmpty)
    }

    @Test("a vendor's own ids are translated, and an id that isn't in the settings is skipped with a warning")
    func ownIDs() throws {
        let mapping = Self.lists.replacing("id = \"app\"", with: "id = \"app\"\nown_ids = true")
        let json = """
            {"dates": ["2026-03-10T13:00:00"], "data": [
              {"app": 280598515284, "country": "US", "list": "free", "device": "phone", "positions": [5]},
              {"app": 99, "country": "US", "list": "free", "device": "phone", "positions": [6]},
              {"app": 98, "country": "US", "list": "free", "device": "phone", "positions": [7]}]}
            """
        let decoded = try Self.decode(mapping, json, ids: ["280598515284": "1559935726", "98": "com.a.b"])
        #expect(Self.text(decoded) == ["2026-03-10T13:00:00Z us top-free #5 1559935726"])
        #expect(
            decoded.warnings.map(\.description) == [
                #"v: data[1]: skipped: unknown id "99"; add it to "ids" of the source"#,
                #"v: data[2]: skipped: id "98" is com.a.b, which isn't in App Store"#,
            ]
        )
    }

    @Test("a document without values has no data, and one without series is an error")
    func empty() throws {
        for json in [
            #"{"dates": [], "data": []}"#,
            #"{"dates": ["2026-03-10T13:00:00"], "data": [{"app": 1, "country": "us", "list": "free", "device": "phone", "positions": [null]}]}"#,
        ] {
            let decoded = try Self.decode(Self.lists, json)
            #expect(decoded.charts.isEmpty && decoded.counts.isEmpty && decoded.warnings.isEmpty)
        }
        let error = #expect(throws: InputError.self) { try Self.decode(Self.lists, #"{"rows": []}"#) }
        #expect(
            error?.description
                == #"v: nothing found at "data.*", where mapping "vendor" expects series"#
        )
    }

    @Test(
        "values and series that can't be read are skipped with their location, and others are read",
        arguments: [
            (
                #""x""#, #""app": 1, "device": "phone", "positions": [1, 2]"#,
                "data[0][0]: skipped: missing or invalid time; expected ISO 8601, such as 2026-03-10T14:00:00Z"
            ),
            (
                #""2026-03-10T13:00:00""#, #""app": 1, "device": "phone", "positions": [0, 2]"#,
                "data[0][0]: skipped: invalid rank; expected 1 to 65535, or null for no data"
            ),
            (
                #""2026-03-10T13:00:00""#, #""app": 1, "device": "phone", "positions": [1]"#,
                #"data[0]: skipped: 1 values at "positions", but 2 times at "dates""#
            ),
            (
                #""2026-03-10T13:00:00""#, #""app": 1, "device": "watch", "positions": [1, 2]"#,
                #"data[0]: skipped: invalid chart "free watch"; use a name such as top-free"#
            ),
            (
                #""2026-03-10T13:00:00""#, #""device": "phone", "positions": [1, 2]"#,
                #"data[0]: skipped: missing id at "app""#
            ),
        ]
    )
    func damaged(_ time: String, _ series: String, _ problem: String) throws {
        let json = """
            {"dates": [\(time), "2026-03-10T14:00:00"], "data": [{"country": "us", "list": "free", \(series)},
              {"app": 2, "country": "jp", "list": "free", "device": "phone", "positions": [null, 3]}]}
            """
        let decoded = try Self.decode(Self.lists, json)
        #expect(decoded.warnings.map(\.description) == ["v: \(problem)"])
        #expect(Self.text(decoded).contains("2026-03-10T14:00:00Z jp top-free #3 2"))
    }

    @Test(
        "errors in a mapping name the section and what to do",
        arguments: [
            ("id = \"app\"\n", "", "[series]: missing id; set \"id\", or use {app} in \"path\""),
            ("times = \"dates\"\n", "", "[series] ranks: also needs \"times\""),
            ("times = \"dates\"", "times = \"dates\"\ntime = \"t\"", "[series] time: can't be combined with \"times\""),
            (
                "data.*", "data.{apps}",
                "[series] path: unknown field {apps}; use store, storefront, chart, genre, edition, app"
            ),
            (
                "[\"list\", \"device\"]", "[]",
                "[series] chart: expected paths such as category.name, without * or braces"
            ),
            ("ranks = ", "rankz = ", "unknown key \"rankz\" in [series]; did you mean"),
        ]
    )
    func mappingErrors(_ text: String, _ replacement: String, _ problem: String) throws {
        let error = #expect(throws: InputError.self) {
            try Mapping.decode(Self.lists.replacing(text, with: replacement), origin: "vendor.toml")
        }
        #expect(error?.description.contains(problem) == true, "\(error?.description ?? "")")
    }

    @Test("counts need a metric, a kind that isn't derived, and a publisher")
    func countErrors() {
        for (text, problem) in [
            ("metric = \"downloads\"", "[counts]: missing key \"metric\""),
            ("kind = \"estimate\"", "[counts]: missing key \"kind\""),
            ("publisher = \"Vendor\"", "[counts]: missing key \"publisher\""),
        ] {
            let error = #expect(throws: InputError.self) {
                try Mapping.decode(Self.counts.replacing(text, with: ""), origin: "vendor.toml")
            }
            #expect(error?.description.contains(problem) == true, "\(error?.description ?? "")")
        }
        let derived = Self.counts.replacing("\"estimate\"", with: "\"derived\"")
        #expect(throws: InputError.self) { try Mapping.decode(derived, origin: "vendor.toml") }
    }
}
