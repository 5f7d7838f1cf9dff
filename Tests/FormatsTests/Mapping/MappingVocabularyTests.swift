import Formats
import Foundation
import Input
import Market
import TestSupport
import Testing

@Suite("Ids, storefronts and genres in mapped JSON")
struct MappingVocabularyTests {
    /// Decodes a body with a bundled mapping and returns its entries by "store storefront chart genre edition".
    private func read(
        _ name: String,
        _ body: String,
        origin: String
    ) throws -> (snapshots: [String: [RankEntry]], decoded: Decoded) {
        let file = Fixtures.repository.appendingPathComponent("Data/mappings/\(name).toml")
        let decoder = SnapshotDecoder(mapping: try Mapping(file: file))
        let decoded = try decoder.decode(Document(origin: origin, body: Data(body.utf8)))
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

    @Test("in mapped JSON, uk means gb, and unknown storefronts and invalid ids are skipped")
    func vocabulary() throws {
        let body = """
            {"date":"2026-03-10","countries":{
             "uk":[{"rank":1,"id":"1700000001","name":"Q"}],
             "zz":[{"rank":1,"id":"1700000001","name":"Q"}],
             "US":[{"rank":1,"id":"1.7E9","name":"Q"},{"rank":"2","id":1700000002.0,"name":"R"},
                   {"rank":3.0,"id":"id03","name":"S"},{"rank":4,"id":"com.example.app"},{"rank":5,"id":null}]}}
            """
        let (snapshots, decoded) = try read("countries-by-day", body, origin: "f")
        #expect(snapshots["appstore gb top-free 6008 all"]?.map(\.app.text) == ["1700000001"])
        let us = snapshots["appstore us top-free 6008 all"]?.map { "\($0.rank.value) \($0.app.text)" }
        #expect(us == ["2 1700000002", "3 3"])
        #expect(snapshots.count == 2)
        #expect(
            decoded.warnings.map(\.location)
                == ["countries.zz", "countries.US[0]", "countries.US[3]", "countries.US[4]"]
        )
        let problems = decoded.warnings.map(\.problem)
        #expect(problems[0].contains("storefront: unknown storefront \"zz\""))
        #expect(problems[1].contains("invalid App Store id \"1.7E9\": the number was rounded"))
    }

    @Test("in mapped JSON, genres are recognized by id and name, and an unknown genre is skipped")
    func genres() throws {
        let body = """
            {"charts":{"play:us:top-free:finance":["com.a.b"],"apple:us:top-free:finance":["1"],
             "apple:us:top-free:6015.0":["2"],"play:us:top-free:fintech":["com.a.c"],"play:bd:top-free:all":["com.a.b"],
             "apple:bd:top-free":["1"],"play:us:top-paid:all":["1","com.a.b"]}}
            """
        let (snapshots, decoded) = try read("compact-registry", body, origin: "2026-03-10.json")
        #expect(snapshots["googleplay us top-free FINANCE all"]?.map(\.app.text) == ["com.a.b"])
        #expect(snapshots["appstore us top-free 6015 all"]?.map(\.app.text) == ["1"])
        #expect(snapshots["googleplay bd top-free all without-games"] != nil && snapshots.count == 4)
        #expect(
            decoded.warnings.map(\.location) == [
                "charts.apple:us:top-free:6015.0[0]", "charts.play:us:top-free:fintech", "charts.apple:bd:top-free",
                "charts.play:us:top-paid:all[0]",
            ]
        )
        #expect(decoded.warnings.last?.problem.contains("\"1\" is a number, not a Google Play id") == true)
    }
}
