import Formats
import Foundation
import Input
import Market
import TestSupport
import Testing

@Suite("Mappings for JSON from other collectors")
struct MappingTests {
    private static func shipped(_ name: String) throws -> Mapping {
        try Mapping(file: Fixtures.repository.appendingPathComponent("Data/mappings/\(name).toml"))
    }

    /// Decodes a body with a mapping and returns its entries by "store storefront chart genre edition".
    private static func read(
        _ name: String,
        _ body: Data,
        origin: String,
        registry: NameRegistry? = nil
    ) throws -> (snapshots: [String: [RankEntry]], decoded: Decoded) {
        var decoder = SnapshotDecoder(mapping: try shipped(name))
        decoder.registry = registry
        let decoded = try decoder.decode(Document(origin: origin, body: body))
        let snapshots = decoded.snapshots.map { snapshot in
            let chart = snapshot.chart
            let parts = [
                chart.store.rawValue, chart.storefront.code, chart.kind.slug, chart.genre?.id ?? "all",
                chart.edition.rawValue,
            ]
            return (parts.joined(separator: " "), snapshot.entries)
        }
        return (Dictionary(uniqueKeysWithValues: snapshots), decoded)
    }

    private static func files(_ folder: String) throws -> [(name: String, body: Data, json: [String: Any])] {
        try SharedData.names(in: "snapshots/\(folder)").filter { $0.hasPrefix("2026") }.map { name in
            let body = try SharedData.data("snapshots/\(folder)/\(name)")
            return (name, body, try #require(try JSONSerialization.jsonObject(with: body) as? [String: Any]))
        }
    }

    @Test(
        "the countries-by-day mapping decodes every chart in 18 real documents",
        .enabled(if: SharedData.isPresent, "\(SharedData.notice)")
    )
    func countries() throws {
        let files = try Self.files("photo-video")
        #expect(files.count == 18)
        for file in files {
            let (snapshots, decoded) = try Self.read("countries-by-day", file.body, origin: file.name)
            #expect(decoded.warnings.isEmpty && decoded.charts.allSatisfy { $0.quarantineReason == nil })
            let countries = try #require(file.json["countries"] as? [String: [[String: Any]]])
            #expect(snapshots.count == countries.count)
            for (code, rows) in countries {
                let entries = try #require(snapshots["appstore \(code) top-free 6008 all"], "\(file.name) \(code)")
                #expect(entries.map(\.app.text) == rows.map { $0["id"] as? String })
                #expect(entries.map(\.rank.value) == rows.map { $0["rank"] as? Int })
                #expect(entries.map(\.name) == rows.map { $0["name"] as? String })
                #expect(entries.map(\.developer) == rows.map { $0["developer"] as? String })
            }
            let day = try #require(file.json["date"] as? String)
            #expect(decoded.snapshots.allSatisfy { $0.observedAt == Fixtures.time(day) && $0.coverage == .full })
        }
    }

    @Test(
        "the compact-registry mapping decodes 150 charts per document, with names from a registry",
        .enabled(if: SharedData.isPresent, "\(SharedData.notice)")
    )
    func compact() throws {
        let mapping = try Self.shipped("compact-registry")
        let registry = try mapping.registry(in: SharedData.path("snapshots/kr-us-150-charts"))
        let apps = try #require(
            try JSONSerialization.jsonObject(with: SharedData.data("snapshots/kr-us-150-charts/apps.json"))
                as? [String: [String: Any]]
        )
        for file in try Self.files("kr-us-150-charts") {
            let (snapshots, decoded) = try Self.read(
                "compact-registry",
                file.body,
                origin: file.name,
                registry: registry
            )
            let charts = try #require(file.json["charts"] as? [String: [String]])
            #expect(charts.count == 150 && snapshots.count == 150)
            #expect(snapshots.values.reduce(0) { $0 + $1.count } == charts.values.reduce(0) { $0 + $1.count })
            #expect(Set(snapshots.values.map { $0.map(\.app.text) }) == Set(charts.values))
            #expect(decoded.warnings.isEmpty)
            for entry in snapshots.values.joined() { #expect(entry.name == apps[entry.app.text]?["n"] as? String) }
            let day = Fixtures.time(String(file.name.prefix(10)))
            #expect(decoded.snapshots.allSatisfy { $0.observedAt == day })
            for (words, key) in [
                ("appstore kr top-free all without-games", "apple:kr:top-free"),
                ("appstore us top-grossing all all", "apple:us:top-grossing"),
                ("appstore us top-grossing 7014 all", "apple:us:top-grossing:game-rpg"),
                ("googleplay us top-free all without-games", "play:us:top-free:all"),
                ("googleplay kr top-grossing GAME_ROLE_PLAYING all", "play:kr:top-grossing:game-rpg"),
            ] { #expect(snapshots[words]?.map(\.app.text) == charts[key], "\(key)") }
        }
    }

    @Test(
        "the datasets-by-day mapping decodes every data set in real documents",
        .enabled(if: SharedData.isPresent, "\(SharedData.notice)")
    )
    func datasets() throws {
        for file in try Self.files("business-games") {
            let (snapshots, decoded) = try Self.read("datasets-by-day", file.body, origin: file.name)
            let sets = try #require(file.json["datasets"] as? [[String: Any]])
            #expect(snapshots.count == sets.count && decoded.warnings.isEmpty)
            for set in sets {
                let parts = ["country", "feedType", "genre"].compactMap { set[$0] as? String }
                let entries = try #require(snapshots["appstore \(parts.joined(separator: " ")) all"])
                let items = try #require(set["items"] as? [[String: Any]])
                #expect(entries.map(\.app.text) == items.map { $0["id"] as? String })
                #expect(entries.count == set["total"] as? Int)
            }
        }
    }

    @Test("a document without the path that a mapping expects causes an error that names the mapping")
    func olderShape() throws {
        let body = Data("{\"date\":\"2026-02-15\",\"items\":[{\"rank\":1,\"name\":\"Sample App\"}]}".utf8)
        let error = try #require(throws: InputError.self) {
            try Self.read("datasets-by-day", body, origin: "2026-02-15.json")
        }
        #expect(
            error.description
                == "2026-02-15.json: nothing found at \"datasets.*\", where mapping \"datasets-by-day\" expects snapshots"
        )
    }

    @Test(
        "an invalid part of a mapped document is skipped with a warning that gives its location",
        arguments: [
            (
                "{\"date\":\"x\",\"countries\":{\"us\":[{\"rank\":1,\"id\":\"1\"}]}}", "countries.us",
                "invalid date \"x\""
            ),
            (
                "{\"date\":\"2026-01-01\",\"countries\":{\"usx\":[{\"rank\":1,\"id\":\"1\"}]}}", "countries.usx",
                "storefront: unknown storefront \"usx\"; use a code such as us, usa or united-states"
            ),
            ("{\"date\":\"2026-01-01\",\"countries\":{\"us\":{}}}", "countries.us", "no array of entries"),
            (
                "{\"date\":\"2026-01-01\",\"countries\":{\"us\":[{\"rank\":0,\"id\":\"1\"}]}}", "countries.us[0]",
                "missing or invalid rank; expected 1 to 65535"
            ),
            (
                "{\"date\":\"2026-01-01\",\"countries\":{\"us\":[{\"rank\":1}]}}", "countries.us[0]",
                "missing id at \"id\""
            ),
            (
                "{\"date\":\"2026-01-01\",\"countries\":{\"us\":[7]}}", "countries.us[0]", "missing id at \"id\""
            ),
        ]
    )
    func errors(body: String, location: String, problem: String) throws {
        let good = body.replacingOccurrences(of: "{\"us", with: "{\"jp\":[{\"rank\":1,\"id\":\"9\"}],\"us")
        let decoded = try? Self.read("countries-by-day", Data(good.utf8), origin: "f").decoded
        if let decoded {
            #expect(decoded.snapshots.map { $0.chart.storefront.code } == ["jp"])
            #expect(decoded.warnings.map(\.description) == ["f: \(location): skipped: \(problem)"])
        } else {
            // The date applies to the whole document.
            let error = try #require(throws: InputError.self) {
                try Self.read("countries-by-day", Data(body.utf8), origin: "f")
            }
            #expect(error.description == "f: \(location): skipped: \(problem)")
        }
    }

    @Test("a duplicate entry in a mapped document is skipped, and the snapshot's coverage is full")
    func duplicate() throws {
        let ids = ["5", "6", "5", "7"].enumerated()
        let rows = ids.map { "{\"rank\":\($0 + 1),\"id\":\"\($1)\"}" }.joined(separator: ",")
        let body = Data("{\"date\":\"2026-01-01\",\"countries\":{\"us\":[\(rows)]}}".utf8)
        let decoded = try Self.read("countries-by-day", body, origin: "f").decoded
        #expect(decoded.charts[0].quarantineReason == nil)
        #expect(decoded.snapshots[0].coverage == .full)
        #expect(decoded.snapshots[0].entries.map { "\($0.rank.value) \($0.app.text)" } == ["1 5", "2 6", "4 7"])
        #expect(
            decoded.warnings.map(\.description)
                == ["f: countries.us[2]: skipped: duplicate app 5 at #3, first listed at #1"]
        )
    }

    @Test("a mapping decodes rows that each name a storefront, and removes a prefix from ids")
    func flatRows() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(
            """
            [lists]
            path = "records"
            [entry]
            id = "appId"
            id_after = "ios:"
            rank = "rank"
            name = "title"
            storefront = "country"
            [document]
            date = "generatedAt"
            [fixed]
            store = "apple"
            chart = "top-free"
            """,
            to: "rows.toml"
        )
        let decoder = SnapshotDecoder(mapping: try Mapping(file: URL(fileURLWithPath: file)))
        let rows = [("KR", 1, "ios:10"), ("US", 1, "ios:11"), ("KR", 2, "ios:12"), ("US", 2, "android:x")]
            .map { "{\"country\":\"\($0)\",\"rank\":\($1),\"appId\":\"\($2)\",\"title\":\"T\"}" }
        let body = "{\"generatedAt\":\"2026-08-11T15:16:00Z\",\"records\":[\(rows.joined(separator: ","))]}"
        let decoded = try decoder.decode(Document(origin: "f", body: Data(body.utf8)))
        #expect(decoded.snapshots.map { $0.entries.map(\.app.text) } == [["10", "12"], ["11"]])
        #expect(decoded.snapshots.map(\.coverage) == [.full, .partial])
        #expect(decoded.warnings.map(\.problem) == ["skipped: id \"android:x\" is missing the prefix \"ios:\""])
    }

    @Test(
        "an invalid mapping file is rejected with an error that names the table and key",
        arguments: [
            ("", "missing key \"lists\""),
            (
                "[lists]\npath = \"a\"\n[entry]\nid = \"x.*\"",
                "[entry] id: must select a single value, without * or braces"
            ),
            (
                "[lists]\npath = \"a..b\"\n[entry]\nid = \"x\"",
                "[lists] path: invalid value \"a..b\"; expected a path such as countries.{storefront}"
            ),
            (
                "[lists]\npath = \"{country}\"\n[entry]\nid = \"x\"",
                "[lists] path: unknown field {country}; use store, storefront, chart, genre, edition, date"
            ),
            (
                "[lists]\npath = \"a\"\n[entry]\nid = \"x\"\nrang = \"r\"",
                "unknown key \"rang\" in [entry]; did you mean \"rank\"?"
            ),
            (
                "[lists]\npath = \"a\"\n[entry]\nid = \"x\"\n[words.land]\na = \"b\"",
                "unknown key \"land\" in [words]; valid keys: store, storefront, chart, genre, edition, date, appstore, "
                    + "googleplay"
            ),
        ]
    )
    func wrongFiles(text: String, problem: String) throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(text, to: "m.toml")
        let error = try #require(throws: InputError.self) { try Mapping(file: URL(fileURLWithPath: file)) }
        #expect(error.description == "\(file): \(problem)")
    }
}
